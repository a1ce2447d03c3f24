import { Label } from "react-aria-components/Label";
import { Radio, RadioGroup as AriaRadioGroup } from "react-aria-components/RadioGroup";
import { FieldError } from "./field-error.tsx";
import { FIELD_LABEL } from "./field-style.ts";
import type { Choice } from "./select.tsx";

export interface RadioGroupProps<Id extends string> {
  readonly label: string;
  readonly items: readonly Choice<Id>[];
  readonly value: Id | undefined;
  readonly onChange: (id: Id) => void;
  readonly error?: string | undefined;
  readonly isDisabled?: boolean;
}

/** One of a few, each on a line with what it means. */
export function RadioGroup<Id extends string>(props: RadioGroupProps<Id>) {
  const { label, items, value, onChange, error } = props;
  return (
    <AriaRadioGroup
      className="grid gap-2"
      value={value ?? null}
      onChange={(id) => onChange(id as Id)}
      isInvalid={error !== undefined}
      isDisabled={props.isDisabled ?? false}
      validationBehavior="aria"
    >
      <Label className={FIELD_LABEL}>{label}</Label>
      {items.map((item) => (
        <Radio
          key={item.id}
          value={item.id}
          className="group flex items-start gap-3 is-disabled:opacity-60 is-focus-visible:outline-none"
        >
          <span className="mt-0.5 size-5 shrink-0 rounded-pill border-[1.5px] border-edge bg-surface group-data-[focus-visible]:outline-2 group-data-[focus-visible]:outline-offset-2 group-data-[focus-visible]:outline-accent group-data-[selected]:border-[6px] group-data-[selected]:border-accent" />
          <span className="min-w-0">
            {item.label}
            {item.hint !== undefined && <span className="block text-note text-dim">{item.hint}</span>}
          </span>
        </Radio>
      ))}
      <FieldError text={error} />
    </AriaRadioGroup>
  );
}
