import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DefinedClaimView } from "../../../src/contract/office-views.ts";
import { useLangText } from "../../parts/lang-text.tsx";
import { RadioGroup } from "../../parts/radio-group.tsx";
import { TextField } from "../../parts/text-field.tsx";
import { sayCalendarDate } from "../../words/format.ts";
import { useIntlLocale } from "../../words/use-language.ts";
import type { Problem } from "./draft.ts";
import { ImageField } from "./image-field.tsx";

export interface ClaimFieldProps {
  readonly claim: DefinedClaimView;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly problem: Problem | undefined;
  /** Every problem is said, also of fields that nobody has been in. */
  readonly sayAll: boolean;
  /** Whose certificate it is, for the picture. */
  readonly subject: string;
  readonly isUnique: boolean;
}

/** The field that a claim's kind asks for. What is wrong is said as one types, once there is something. */
export function ClaimField(props: ClaimFieldProps) {
  const { claim, value, onChange, problem, sayAll, subject, isUnique } = props;
  const { t } = useTranslation("office");
  const say = useLangText();
  const locale = useIntlLocale();
  const [touched, setTouched] = useState(false);
  const { kind, required, multiple } = claim;
  const name = say(claim.label, claim.path.join(" "));
  const label = required ? name : t("field.optional", { label: name });
  const isSaid = sayAll || (touched && problem !== "missing");
  const error = problem !== undefined && isSaid ? t(`problem.${problem}`) : undefined;

  function change(text: string): void {
    setTouched(true);
    onChange(text);
  }

  if (kind === "image" && !multiple) {
    const more = { name: subject, isRequired: required };
    return <ImageField label={label} value={value} onChange={change} error={error} {...more} />;
  }
  if (kind === "boolean" && !multiple) {
    return (
      <RadioGroup
        label={label}
        value={value === "" ? undefined : value}
        onChange={change}
        error={error}
        items={[
          { id: "true", label: t("field.yes") },
          { id: "false", label: t("field.no") },
          ...(required ? [] : [{ id: "none", label: t("field.unsaid") }]),
        ]}
      />
    );
  }
  const isDate = kind === "date" && !multiple;
  // How a field for dates is drawn is up to the system: "06/07" is said in words.
  const day = isDate ? sayCalendarDate(value, locale) : "";
  const hints = [
    multiple ? t("field.lines") : isUnique ? t("field.unique") : "",
    problem === undefined ? day : "",
  ].filter((each) => each !== "");
  return (
    <TextField
      label={label}
      value={value}
      onChange={change}
      error={error}
      isRequired={required}
      type={isDate ? "date" : "text"}
      isHintBelow
      {...(multiple && { rows: 3 })}
      {...(hints.length > 0 && { hint: hints.join(" ") })}
    />
  );
}
