import { Undo2, X } from "lucide-react";
import { type SubmitEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { MAX_NOTE } from "../../../src/exchange/draft-types.ts";
import { isPlainText } from "../../../src/text/plain-text.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Notice } from "../../parts/notice.tsx";
import { TextField } from "../../parts/text-field.tsx";
import { fileNameOf } from "./file-name.ts";
import { PassOn } from "../../parts/pass-on.tsx";

/** Asks what is wrong, and makes the answer to the first officer. */
export function SendBack(props: {
  readonly draft: string;
  readonly subject: string;
  readonly onClose: () => void;
  /** It was answered. */
  readonly onDone: () => void;
}) {
  const { draft, subject, onClose, onDone } = props;
  const { t } = useTranslation("office");
  const form = useId();
  const send = useCall("office.send_back");
  const [note, setNote] = useState("");
  const [isAsked, setAsked] = useState(false);
  const answer = send.value?.answer;
  const text = note.trim();
  const problem = text === "" ? "missing" : isPlainText(text, MAX_NOTE) ? undefined : "bad";
  const isSaid = isAsked || problem === "bad";

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setAsked(true);
    if (problem === undefined && !send.busy) void send.run({ draft, note: text });
  }

  if (answer !== undefined) {
    return (
      <Dialog
        title={t("approve.back_title")}
        isOpen
        onClose={onDone}
        actions={
          <Button icon={X} onPress={onDone}>
            {t("approve.close")}
          </Button>
        }
      >
        <div className="grid gap-4">
          <Notice tone="ok" title={t("approve.back_ready")} isLive>
            {t("approve.back_means")}
          </Notice>
          <PassOn
            text={answer}
            file={fileNameOf(t("file.answer"), subject)}
            label={t("approve.back_code")}
            isMain
            autoFocus
          />
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog
      title={t("approve.back_title")}
      isOpen
      onClose={() => !send.busy && onClose()}
      actions={
        <>
          <Button onPress={onClose}>{t("step.back")}</Button>
          <Button type="submit" form={form} kind="primary" icon={Undo2} busy={send.busy}>
            {t("approve.back_make")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="grid gap-4">
        <TextField
          label={t("approve.back_note")}
          hint={t("approve.back_hint")}
          value={note}
          onChange={setNote}
          maxLength={MAX_NOTE}
          error={isSaid && problem !== undefined ? t(`approve.back_${problem}`) : undefined}
          autoFocus
        />
        <Failure code={send.code} />
      </form>
    </Dialog>
  );
}
