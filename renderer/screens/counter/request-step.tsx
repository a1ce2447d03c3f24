import { Copy, QrCode as QrIcon, RotateCcw, Save } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AskView, CheckedView, PurposeView } from "../../../src/contract/views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { Card } from "../../parts/card.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Failure } from "../../parts/failure.tsx";
import { MessageCode } from "../../parts/message-code.tsx";
import { LangText } from "../../parts/lang-text.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Section } from "../../parts/section.tsx";
import { useSecondsUntil } from "../../state/use-now.ts";
import { saySpan } from "../../words/format.ts";
import { useIntlLocale } from "../../words/use-language.ts";
import { AnswerIntake } from "./answer-intake.tsx";
import { useKeys } from "./use-keys.ts";

/** Ways out of the window for the signed request. */
function PassOn({ request }: { readonly request: string }) {
  const { t } = useTranslation("counter");
  const save = useCall("host.save_file");
  const [done, setDone] = useState<string>();
  const [isShown, setShown] = useState(false);
  const [isCopyFailed, setCopyFailed] = useState(false);

  async function keep(): Promise<void> {
    setDone(undefined);
    setCopyFailed(false);
    const answer = await save.run({ name: "request.sealfolio", text: request });
    if (answer.ok && answer.value.saved !== null) setDone(t("request.saved", { place: answer.value.saved }));
  }

  async function copy(): Promise<void> {
    save.reset();
    setDone(undefined);
    setCopyFailed(false);
    try {
      await navigator.clipboard.writeText(request);
      setDone(t("request.copied"));
    } catch {
      setCopyFailed(true);
    }
  }

  useKeys({ Enter: () => void keep() });

  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-2.5">
        <Button kind="primary" icon={Save} busy={save.busy} keys="Enter" onPress={() => void keep()}>
          {t("request.save")}
        </Button>
        <Button icon={Copy} onPress={() => void copy()}>
          {t("request.copy")}
        </Button>
        <Button icon={QrIcon} onPress={() => setShown(true)}>
          {t("request.show")}
        </Button>
      </div>
      <p role="status" className="text-note wrap-anywhere text-dim empty:hidden">
        {done}
      </p>
      {isCopyFailed && <Notice tone="warn" title={t("request.not_copied")} isLive />}
      <Failure code={save.code} />
      <Dialog title={t("request.code_title")} isOpen={isShown} onClose={() => setShown(false)} size="wide">
        <div className="grid justify-items-center">
          <MessageCode text={request} label={t("request.code_label")} size={480} />
        </div>
      </Dialog>
    </div>
  );
}

function TimeLeft({ expires }: { readonly expires: number }) {
  const { t } = useTranslation("counter");
  const locale = useIntlLocale();
  const left = useSecondsUntil(expires);
  if (left > 0)
    return <p className="text-note text-dim">{t("request.left", { span: saySpan(left, locale) })}</p>;
  return <Notice tone="warn" title={t("request.over")} next={t("request.over_next")} isLive />;
}

/** The signed request goes out, the one answer to it comes in. */
export function RequestStep(props: {
  readonly ask: AskView;
  readonly purpose: PurposeView;
  readonly onChecked: (checked: CheckedView) => void;
  readonly onAgain: () => void;
}) {
  const { ask, purpose, onChecked, onAgain } = props;
  const { t } = useTranslation("counter");
  return (
    <div className="grid gap-6">
      <Section title={t("request.out")}>
        <Card className="grid gap-3 p-5">
          <p className="font-serif text-lead italic">
            <LangText of={purpose.label} />
          </p>
          <p className="text-dim">{t("request.means")}</p>
          <PassOn request={ask.request} />
          <TimeLeft expires={ask.expires} />
        </Card>
      </Section>
      <Section title={t("take.title")}>
        <AnswerIntake title={t("take.drop")} hint={t("take.hint")} onChecked={onChecked} />
      </Section>
      <div>
        <Button icon={RotateCcw} onPress={onAgain}>
          {t("request.again")}
        </Button>
      </div>
    </div>
  );
}
