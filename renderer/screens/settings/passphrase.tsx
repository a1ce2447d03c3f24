import { KeyRound } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { Card } from "../../parts/card.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Notice } from "../../parts/notice.tsx";
import { PassphraseField } from "../../parts/passphrase-field.tsx";
import { strengthOf } from "../../parts/passphrase-strength.ts";
import { Section } from "../../parts/section.tsx";

const EMPTY = { old: "", next: "", again: "" };

/** Another passphrase for the wallet in use. */
export function Passphrase() {
  const { t } = useTranslation("settings");
  const change = useCall("wallet.change_passphrase");
  const [fields, setFields] = useState(EMPTY);
  const [isTried, setTried] = useState(false);
  const put = (name: keyof typeof EMPTY) => (value: string) => setFields({ ...fields, [name]: value });
  const { old, next, again } = fields;
  const faults = {
    old: old === "" ? t("passphrase.old_missing") : undefined,
    next: strengthOf(next) === "too_short" ? t("passphrase.too_short") : undefined,
    again: next === again ? undefined : t("passphrase.not_same"),
  };
  const shown = isTried ? faults : { old: undefined, next: undefined, again: undefined };

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (change.busy || Object.values(faults).some((fault) => fault !== undefined)) return;
    const answer = await change.run({ old, new: next });
    // What was typed goes, whatever came of it, but for a slip in the old one.
    setFields(answer.ok ? EMPTY : { ...fields, old: "" });
    setTried(false);
  }

  return (
    <Section title={t("passphrase.title")}>
      <Card>
        <form onSubmit={(event) => void submit(event)} className="grid gap-4" noValidate>
          <PassphraseField label={t("passphrase.old")} value={old} onChange={put("old")} error={shown.old} />
          <PassphraseField
            label={t("passphrase.new")}
            value={next}
            onChange={put("next")}
            error={shown.next}
            isNew
          />
          <PassphraseField
            label={t("passphrase.again")}
            value={again}
            onChange={put("again")}
            error={shown.again}
          />
          <Failure code={change.code} />
          {change.value !== undefined && <Notice tone="ok" title={t("passphrase.changed")} isLive />}
          <div className="flex justify-end">
            <Button type="submit" icon={KeyRound} busy={change.busy}>
              {t("passphrase.change")}
            </Button>
          </div>
        </form>
      </Card>
    </Section>
  );
}
