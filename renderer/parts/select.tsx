import { Check, ChevronDown } from "lucide-react";
import { Button as AriaButton } from "react-aria-components/Button";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Select as AriaSelect, SelectValue } from "react-aria-components/Select";
import { Text } from "react-aria-components/Text";
import { FieldError } from "./field-error.tsx";
import { FIELD_BOX, FIELD_HINT, FIELD_LABEL } from "./field-style.ts";
import { Icon } from "./icon.tsx";

export interface Choice<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly hint?: string;
}

export interface SelectProps<Id extends string> {
  readonly label: string;
  readonly items: readonly Choice<Id>[];
  /** Undefined while nothing is chosen. */
  readonly value: Id | undefined;
  readonly onChange: (id: Id) => void;
  readonly placeholder?: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly isDisabled?: boolean;
  readonly className?: string;
}

/** One of many; of up to four, `RadioGroup` or `Segmented` shows them all at once. */
export function Select<Id extends string>(props: SelectProps<Id>) {
  const { label, items, value, onChange, placeholder, hint, error, className = "" } = props;
  return (
    <AriaSelect
      className={`grid gap-1.5 ${className}`}
      value={value ?? null}
      onChange={(key) => key !== null && onChange(key as Id)}
      isInvalid={error !== undefined}
      // With nothing to choose from it would not open, and nobody would know why.
      isDisabled={props.isDisabled ?? items.length === 0}
      validationBehavior="aria"
      {...(placeholder !== undefined && { placeholder })}
    >
      <Label className={FIELD_LABEL}>{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className={FIELD_HINT}>
          {hint}
        </Text>
      )}
      <AriaButton className={`${FIELD_BOX} flex items-center justify-between gap-2 text-start`}>
        <SelectValue className="min-w-0 data-[placeholder]:text-dim">
          {({ isPlaceholder, defaultChildren, selectedText }) =>
            isPlaceholder ? defaultChildren : selectedText
          }
        </SelectValue>
        <Icon of={ChevronDown} size={17} className="text-dim" />
      </AriaButton>
      <FieldError text={error} />
      <Popover className="min-w-(--trigger-width) rounded-field border border-line-strong bg-surface shadow-soft">
        <ListBox items={items} className="max-h-80 overflow-auto p-1 outline-none">
          {(item) => (
            <ListBoxItem
              id={item.id}
              textValue={item.label}
              className="group flex items-center gap-2 rounded-small px-3 py-2 is-focused:bg-[color-mix(in_srgb,var(--accent)_13%,transparent)] is-selected:font-semibold"
            >
              <span className="min-w-0 flex-1">
                <span className="block">{item.label}</span>
                {item.hint !== undefined && (
                  <span className="block text-small font-normal text-dim">{item.hint}</span>
                )}
              </span>
              <Icon of={Check} size={16} className="invisible text-accent group-data-[selected]:visible" />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
