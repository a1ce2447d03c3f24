import { Copy, QrCode as QrIcon, Save } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { MessageCode } from "../../parts/message-code.tsx";
import { Notice } from "../../parts/notice.tsx";
import { intoView } from "../../parts/into-view.ts";
import { useEnter } from "../citizen/use-enter.ts";

/** Passes a message on: as a file, by the clipboard, or as codes for a camera. */
export function MessageOut(props: {
  readonly text: string;
  readonly fileName: string;
  /** What it is, for who cannot see the code. */
  readonly label: string;
  /** Saving is the main act here. */
  readonly isMain?: boolean;
  /** Its code is shown already. */
  readonly hasCode?: boolean;
}) {
  const { text, fileName, label, isMain = false, hasCode = false } = props;
  const { t } = useTranslation("office");
  const save = useCall("host.save_file");
  const [copied, setCopied] = useState<"yes" | "failed">();
  const [isCoded, setCoded] = useState(false);
  const saved = save.value?.saved ?? undefined;

  async function keep(): Promise<void> {
    await save.run({ name: fileName, text });
  }
  useEnter(() => void keep(), isMain && !save.busy && saved === undefined);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setCopied("yes");
    } catch {
      setCopied("failed");
    }
  }

  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-2.5">
        <Button
          icon={Save}
          kind={isMain ? "primary" : "plain"}
          busy={save.busy}
          autoFocus={isMain}
          onPress={() => void keep()}
        >
          {t("message.save")}
        </Button>
        <Button icon={Copy} onPress={() => void copy()}>
          {t("message.copy")}
        </Button>
        {!hasCode && (
          <Button icon={QrIcon} onPress={() => setCoded(!isCoded)}>
            {t(isCoded ? "message.no_code" : "message.code")}
          </Button>
        )}
      </div>
      <div role="status" className="text-note text-dim empty:hidden">
        {saved !== undefined && <p>{t("message.saved", { place: saved })}</p>}
        {copied === "yes" && <p>{t("message.copied")}</p>}
      </div>
      {copied === "failed" && <Notice tone="warn" title={t("message.not_copied")} isLive />}
      <Failure code={save.code} />
      {isCoded && (
        <div ref={intoView}>
          <MessageCode text={text} label={label} />
        </div>
      )}
    </div>
  );
}
