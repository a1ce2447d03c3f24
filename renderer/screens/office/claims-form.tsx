import { ArrowRight } from "lucide-react";
import { type ReactNode, type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { OfficeTypeView } from "../../../src/contract/office-views.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { TextField } from "../../parts/text-field.tsx";
import { useNow } from "../../state/use-now.ts";
import { sayDate } from "../../words/format.ts";
import { useIntlLocale } from "../../words/use-language.ts";
import { ClaimField } from "./claim-field.tsx";
import { type Draft, fieldsOf, keyOf, readDraft } from "./draft.ts";
import { DuplicateNotice } from "./duplicate-notice.tsx";
import { subjectOf } from "./subject.ts";
import { useDuplicate } from "./use-duplicate.ts";
import { readUntil } from "./validity.ts";

export interface Filled {
  readonly draft: Draft;
  /** Last day, as a calendar date; empty for the longest that the type allows. */
  readonly until: string;
}

/** The form that a type's definition makes. */
export function ClaimsForm(props: {
  readonly type: OfficeTypeView;
  readonly filled: Filled;
  readonly onChange: (filled: Filled) => void;
  readonly onDone: (claims: JsonObject) => void;
  readonly onBack: () => void;
  /** What it takes the place of. */
  readonly replaces?: string;
  /** Over the fields. */
  readonly children?: ReactNode;
  /** Something outside the fields is still missing. */
  readonly isHeld?: boolean;
  /** Somebody wants to go on, whether that is possible or not. */
  readonly onTry?: () => void;
}) {
  const { type, filled, onChange, onDone, onBack, replaces, children, isHeld = false, onTry } = props;
  const { t } = useTranslation("office");
  const locale = useIntlLocale();
  const [sayAll, setSayAll] = useState(false);
  const fields = fieldsOf(type);
  const { claims, problems } = readDraft(fields, filled.draft);
  const duplicate = useDuplicate(type, claims, replaces);
  const now = useNow();
  const until = readUntil(filled.until, type.validity, now);
  const count = Object.keys(problems).length + (until === "wrong" ? 1 : 0);
  const derived = type.claims.length - fields.length;
  const unique = new Set(type.unique.map(keyOf));

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setSayAll(true);
    onTry?.();
    if (count > 0 || isHeld || duplicate?.state === "unfit") {
      // Once the errors are drawn.
      setTimeout(() => document.querySelector<HTMLElement>("main [aria-invalid=true]")?.focus());
      return;
    }
    onDone(claims);
  }

  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      {children}
      <div className="grid items-start gap-x-6 gap-y-5 sm:grid-cols-2">
        {fields.map((claim) => {
          const key = keyOf(claim.path);
          return (
            <ClaimField
              key={key}
              claim={claim}
              value={filled.draft[key] ?? ""}
              onChange={(value) => onChange({ ...filled, draft: { ...filled.draft, [key]: value } })}
              problem={problems[key]}
              sayAll={sayAll}
              subject={subjectOf(claims, type)}
              isUnique={unique.has(key)}
            />
          );
        })}
        <TextField
          label={t("field.until")}
          hint={t("field.until_hint", { date: sayDate(now + type.validity, locale) })}
          type="date"
          isHintBelow
          value={filled.until}
          onChange={(value) => onChange({ ...filled, until: value })}
          error={until === "wrong" ? t("problem.until") : undefined}
        />
      </div>
      {derived > 0 && <p className="text-note text-dim">{t("form.derived")}</p>}
      <DuplicateNotice duplicate={duplicate} type={type} />
      {sayAll && count > 0 && <Notice tone="warn" title={t("form.wrong", { count })} isLive />}
      <div className="flex flex-wrap justify-end gap-3">
        <Button onPress={onBack}>{t("step.back")}</Button>
        <Button type="submit" kind="primary" icon={ArrowRight}>
          {t("step.look")}
        </Button>
      </div>
    </form>
  );
}
