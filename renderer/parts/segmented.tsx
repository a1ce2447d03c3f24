import { Label } from "react-aria-components/Label";
import { Radio, RadioGroup as AriaRadioGroup } from "react-aria-components/RadioGroup";
import { FIELD_LABEL } from "./field-style.ts";
import type { RadioGroupProps } from "./radio-group.tsx";

/** One of two to four short words, side by side; takes effect at once. */
export function Segmented<Id extends string>(
  props: Omit<RadioGroupProps<Id>, "error"> & { readonly hideLabel?: boolean },
) {
  const { label, items, value, onChange, hideLabel = false } = props;
  return (
    <AriaRadioGroup
      className="grid justify-items-start gap-1.5"
      orientation="horizontal"
      value={value ?? null}
      onChange={(id) => onChange(id as Id)}
      isDisabled={props.isDisabled ?? false}
    >
      <Label className={hideLabel ? "sr-only" : FIELD_LABEL}>{label}</Label>
      <div className="flex max-w-full flex-wrap rounded-field border border-edge bg-surface p-[3px]">
        {items.map((item) => (
          <Radio
            key={item.id}
            value={item.id}
            className="rounded-[7px] px-3 py-1 text-[0.9333rem] is-hovered:bg-[color-mix(in_srgb,var(--ink)_6%,transparent)] is-selected:bg-accent is-selected:font-semibold is-selected:text-accent-ink is-disabled:opacity-60 forced:is-selected:forced-color-adjust-none forced:is-selected:bg-[Highlight] forced:is-selected:text-[HighlightText]"
          >
            {item.label}
          </Radio>
        ))}
      </div>
    </AriaRadioGroup>
  );
}
