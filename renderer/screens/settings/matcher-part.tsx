import { FilePlus, ScanFace } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MatcherView } from "../../../src/contract/matcher-view.ts";
import { LEGAL } from "../../../src/language/legal.ts";
import { useCall } from "../../bridge/use-call.ts";
import { useRead } from "../../bridge/use-read.ts";
import { Button } from "../../parts/button.tsx";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import { Section } from "../../parts/section.tsx";
import { sayInPassing } from "../../parts/toasts.ts";
import { useLanguage } from "../../words/use-language.ts";

/** Digits of the file's hash that are read out to compare it. */
const DIGITS = 16;

function Standing({ of, onSet }: { readonly of: MatcherView; readonly onSet: () => void }) {
  const { t } = useTranslation("settings");
  const language = useLanguage();
  const set = useCall("counter.set_matcher");
  const [isAsking, setAsking] = useState(false);
  const { state, file } = of;
  if (file === undefined) return <p>{t("matcher.none")}</p>;

  async function turn(on: boolean): Promise<void> {
    const answer = await set.run(on ? { on, file: file?.hash ?? "" } : { on });
    if (!answer.ok) return;
    setAsking(false);
    sayInPassing(t(on ? "matcher.is_on" : "matcher.is_off"));
    onSet();
  }

  return (
    <>
      <Rows label={t("matcher.title")}>
        <Row
          icon={ScanFace}
          title={t(state === "on" ? "matcher.on" : "matcher.off")}
          detail={
            <code dir="ltr" className="font-mono wrap-anywhere">
              {file.hash.slice(0, DIGITS)}
            </code>
          }
          trailing={
            <Button
              size="small"
              busy={set.busy}
              onPress={() => (state === "on" ? void turn(false) : setAsking(true))}
            >
              {t(state === "on" ? "matcher.turn_off" : "matcher.turn_on")}
            </Button>
          }
        />
      </Rows>
      {!isAsking && <Failure code={set.code} />}
      <ConfirmDialog
        title={t("matcher.turn_on_title")}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => void turn(true)}
        confirm={t("matcher.turn_on")}
        busy={set.busy}
      >
        <p>{LEGAL[language].matcherGround}</p>
        <p className="mt-3">{t("matcher.turn_on_means")}</p>
        <Failure code={set.code} className="mt-3" />
      </ConfirmDialog>
    </>
  );
}

/** An office's own program that compares faces: none is shipped, and it is off until somebody switches it on. */
export function MatcherPart() {
  const { t } = useTranslation("settings");
  const language = useLanguage();
  const { value, code, reload } = useRead("counter.matcher", {});
  const add = useCall("app.add_matcher");

  async function choose(): Promise<void> {
    const answer = await add.run({});
    if (answer.ok && answer.value !== null) reload();
  }

  return (
    <Section title={t("matcher.title")}>
      <div className="grid gap-3">
        <p className="text-dim">{t("matcher.means")}</p>
        <p className="text-dim">{LEGAL[language].matcherGround}</p>
        {value !== undefined && <Standing of={value} onSet={reload} />}
        <Failure code={code ?? add.code} />
        <div>
          <Button icon={FilePlus} busy={add.busy} onPress={() => void choose()}>
            {t(value?.file === undefined ? "matcher.add" : "matcher.add_other")}
          </Button>
        </div>
      </div>
    </Section>
  );
}
