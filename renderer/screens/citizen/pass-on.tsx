import { Copy, QrCode as QrIcon, Save } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { MessageCode } from "../../parts/message-code.tsx";
import { Notice } from "../../parts/notice.tsx";
import { intoView } from "../../parts/into-view.ts";
import { useEnter } from "./use-enter.ts";

/** Ways for a text of ours to whom it is for: a file, the clipboard, codes for a camera. Enter saves. */
export function PassOn(props: {
  readonly text: string;
  /** What it is, in a word or two. */
  readonly what: string;
  /** Name of the file, with its ending. */
  readonly file: string;
  /** It was passed on in one of the ways. */
  readonly onPassed?: () => void;
}) {
  const { text, what, file, onPassed } = props;
  const { t } = useTranslation("citizen");
  const save = useCall("host.save_file");
  const [isShown, setShown] = useState(false);
  const [said, setSaid] = useState<string>();
  const [isNotCopied, setNotCopied] = useState(false);

  async function saveIt(): Promise<void> {
    const answer = await save.run({ name: file, text });
    if (!answer.ok || answer.value.saved === null) return;
    setSaid(t("pass.saved", { place: answer.value.saved }));
    onPassed?.();
  }

  async function copyIt(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setNotCopied(false);
      setSaid(t("pass.copied"));
      onPassed?.();
    } catch {
      setNotCopied(true);
    }
  }

  function showIt(): void {
    setShown(!isShown);
    if (!isShown) onPassed?.();
  }

  useEnter(() => void saveIt(), !save.busy);

  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap gap-3">
        <Button kind="primary" icon={Save} busy={save.busy} onPress={() => void saveIt()}>
          {t("pass.save")}
        </Button>
        <Button icon={Copy} onPress={() => void copyIt()}>
          {t("pass.copy")}
        </Button>
        <Button icon={QrIcon} onPress={showIt}>
          {isShown ? t("pass.hide") : t("pass.show")}
        </Button>
      </div>
      <p role="status" className="wrap-anywhere empty:hidden">
        {said}
      </p>
      <Failure code={save.code} />
      {isNotCopied && <Notice tone="warn" title={t("pass.not_copied")} isLive />}
      {isShown && (
        <div ref={intoView}>
          <MessageCode text={text} label={t("pass.code_of", { what })} size={420} />
        </div>
      )}
    </div>
  );
}
