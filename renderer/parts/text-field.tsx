import type { LucideIcon } from "lucide-react";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import { TextArea } from "react-aria-components/TextArea";
import { TextField as AriaTextField } from "react-aria-components/TextField";
import { FieldError } from "./field-error.tsx";
import { FIELD_BOX, FIELD_HINT, FIELD_LABEL } from "./field-style.ts";
import { Icon } from "./icon.tsx";

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** One sentence about what belongs here. */
  readonly hint?: string;
  /** Beside other fields: what is said stands under it, so that the fields stand in a row. */
  readonly isHintBelow?: boolean;
  /** Why what stands here will not do. */
  readonly error?: string | undefined;
  readonly icon?: LucideIcon;
  readonly type?: "text" | "search" | "url" | "date";
  /** Rows of a field for longer text. */
  readonly rows?: number;
  /** For codes and keys. */
  readonly mono?: boolean;
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly isReadOnly?: boolean;
  readonly autoFocus?: boolean;
  readonly autoComplete?: string;
  readonly className?: string;
}

export function TextField(props: TextFieldProps) {
  const { label, value, onChange, hint, error, icon, rows, mono = false, className = "" } = props;
  const box = `${FIELD_BOX} ${mono ? "font-mono text-note" : ""} ${icon === undefined ? "" : "ps-9"}`;
  const placeholder = props.placeholder === undefined ? {} : { placeholder: props.placeholder };
  const said = hint !== undefined && (
    <Text slot="description" className={FIELD_HINT}>
      {hint}
    </Text>
  );
  const isBelow = props.isHintBelow ?? false;
  return (
    <AriaTextField
      className={`grid gap-1.5 ${className}`}
      value={value}
      onChange={onChange}
      type={props.type ?? "text"}
      isInvalid={error !== undefined}
      isRequired={props.isRequired ?? false}
      isDisabled={props.isDisabled ?? false}
      isReadOnly={props.isReadOnly ?? false}
      autoFocus={props.autoFocus ?? false}
      autoComplete={props.autoComplete ?? "off"}
      spellCheck="false"
      validationBehavior="aria"
      {...(props.maxLength !== undefined && { maxLength: props.maxLength })}
    >
      <Label className={FIELD_LABEL}>{label}</Label>
      {!isBelow && said}
      <div className="relative">
        {icon !== undefined && (
          <span className="pointer-events-none absolute inset-y-0 start-3 grid place-items-center text-dim">
            <Icon of={icon} size={17} />
          </span>
        )}
        {rows === undefined ? (
          <Input dir="auto" className={box} {...placeholder} />
        ) : (
          <TextArea dir="auto" className={`${box} block resize-y`} rows={rows} {...placeholder} />
        )}
      </div>
      {isBelow && said}
      <FieldError text={error} />
    </AriaTextField>
  );
}
