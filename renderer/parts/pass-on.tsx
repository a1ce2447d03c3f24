import { Copy, QrCode as QrIcon, Save } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCall } from "../bridge/use-call.ts";
import { useEnter } from "../state/use-enter.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { Failure } from "./failure.tsx";
import { intoView } from "./into-view.ts";
import { MessageCode } from "./message-code.tsx";
import { useCopy } from "./use-copy.ts";

export interface PassOnProps {
  readonly text: string;
  /** Name of the file, with its ending. */
  readonly file: string;
  /** What its code is, for who cannot see it. */
  readonly label: string;
  /** It is the main act here: Enter saves. */
  readonly isMain?: boolean;
  /** The first way has the focus at once, as in a dialog. */
  readonly autoFocus?: boolean;
  /** `shown`: somebody else shows its code; `over`: large, over the screen, under these words. */
  readonly code?: "shown" | { readonly over: string };
  /** It was passed on in one of the ways. */
  readonly onPassed?: () => void;
}

/** Ways for a text of ours to whom it is for: a file, the clipboard, codes for a camera. */
export function PassOn(props: PassOnProps) {
  const { text, file, isMain = false, code, onPassed } = props;
  const { t } = useTranslation("parts");
  const save = useCall("host.save_file");
  const [isShown, setShown] = useState(false);
  const copying = useCopy();
  const place = save.value?.saved ?? undefined;

  async function saveIt(): Promise<void> {
    copying.reset();
    const answer = await save.run({ name: file, text });
    if (answer.ok && answer.value.saved !== null) onPassed?.();
  }

  async function copyIt(): Promise<void> {
    save.reset();
    if (await copying.copy(text)) onPassed?.();
  }

  function showIt(): void {
    setShown(!isShown);
    if (!isShown) onPassed?.();
  }

  useEnter(() => void saveIt(), isMain && !save.busy && place === undefined);

  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-2.5">
        <Button
          icon={Save}
          kind={isMain ? "primary" : "plain"}
          busy={save.busy}
          {...(isMain && { keys: "Enter" })}
          autoFocus={props.autoFocus ?? false}
          onPress={() => void saveIt()}
        >
          {t("pass_on.save")}
        </Button>
        <Button icon={Copy} busy={copying.busy} onPress={() => void copyIt()}>
          {t("pass_on.copy")}
        </Button>
        {code !== "shown" && (
          <Button icon={QrIcon} onPress={showIt}>
            {t(isShown && code === undefined ? "pass_on.hide" : "pass_on.show")}
          </Button>
        )}
      </div>
      <p role="status" className="text-note wrap-anywhere text-dim empty:hidden">
        {place === undefined ? copying.said : t("pass_on.saved", { place })}
      </p>
      <Failure code={save.code ?? copying.code} />
      <ShownCode {...props} isShown={isShown} onClose={() => setShown(false)} />
    </div>
  );
}

function ShownCode(props: PassOnProps & { readonly isShown: boolean; readonly onClose: () => void }) {
  const { text, label, code, isShown, onClose } = props;
  if (code === "shown") return undefined;
  if (code === undefined) {
    return isShown ? (
      <div ref={intoView}>
        <MessageCode text={text} label={label} size={420} />
      </div>
    ) : undefined;
  }
  return (
    <Dialog title={code.over} isOpen={isShown} onClose={onClose} size="wide">
      <div className="grid justify-items-center">
        <MessageCode text={text} label={label} size={480} />
      </div>
    </Dialog>
  );
}
