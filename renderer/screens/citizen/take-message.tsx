import { FolderOpen, Image } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { OpenedFile } from "../../../src/contract/calls/host.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { FileDrop } from "../../parts/file-drop.tsx";
import { Notice } from "../../parts/notice.tsx";
import { TextField } from "../../parts/text-field.tsx";
import { readCode } from "./read-code.ts";

/** Takes a message from outside: chosen, dropped anywhere, read from a picture of a code, or pasted. */
export function TakeMessage(props: {
  readonly title: string;
  readonly hint: string;
  /** It is being looked at. */
  readonly busy: boolean;
  readonly onText: (text: string) => void;
}) {
  const { title, hint, busy, onText } = props;
  const { t } = useTranslation("citizen");
  const picture = useCall("host.open_file");
  const [pasted, setPasted] = useState("");
  const [error, setError] = useState<string>();
  const [hasNoCode, setNoCode] = useState(false);

  async function take(file: OpenedFile): Promise<void> {
    setNoCode(false);
    if ("text" in file) return onText(file.text.trim());
    const text = await readCode(file);
    if (text === undefined) setNoCode(true);
    else onText(text.trim());
  }

  async function choosePicture(): Promise<void> {
    const answer = await picture.run({ as: "image" });
    if (answer.ok && answer.value !== null) await take(answer.value);
  }

  function openPasted(event: FormEvent): void {
    event.preventDefault();
    const text = pasted.trim();
    setError(text === "" ? t("take.nothing") : undefined);
    if (text !== "") onText(text);
  }

  return (
    <div className="grid gap-4">
      <FileDrop title={title} hint={hint} onFile={(file) => void take(file)} />
      <form onSubmit={openPasted} className="grid gap-3">
        <TextField
          label={t("take.paste")}
          hint={t("take.paste_hint")}
          value={pasted}
          onChange={(text) => {
            setPasted(text);
            setError(undefined);
          }}
          error={error}
          mono
        />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" kind="primary" icon={FolderOpen} busy={busy}>
            {t("take.open")}
          </Button>
          <Button icon={Image} busy={picture.busy} onPress={() => void choosePicture()}>
            {t("take.picture")}
          </Button>
        </div>
      </form>
      <Failure code={picture.code} />
      {hasNoCode && (
        <Notice tone="warn" title={t("take.no_code")} isLive>
          {t("take.no_code_means")}
        </Notice>
      )}
    </div>
  );
}
