import { ShieldCheck } from "lucide-react";
import { type SubmitEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CheckedView } from "../../../src/contract/views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { FileDrop } from "../../parts/file-drop.tsx";
import { TextField } from "../../parts/text-field.tsx";

/** As many characters as a message may have (src/contract/args.ts). */
const MOST = 1 << 20;

/** A certificate's text has marks between its claims; an answer to a request is encrypted and has none. */
const isOnItsOwn = (text: string): boolean => text.includes("~");

/** Takes an answer, or a certificate to look at on its own: opened, dropped anywhere, or pasted. */
export function AnswerIntake(props: {
  readonly title: string;
  readonly hint: string;
  readonly onChecked: (checked: CheckedView) => void;
}) {
  const { title, hint, onChecked } = props;
  const { t } = useTranslation("counter");
  const check = useCall("counter.check");
  const inspect = useCall("counter.inspect");
  const [text, setText] = useState("");
  const [isImage, setImage] = useState(false);
  const busy = check.busy || inspect.busy;
  const code = isImage ? "host.not_text" : (check.code ?? inspect.code);
  const refusal = useRef<HTMLDivElement>(null);
  // A file may be dropped while this is out of sight.
  useEffect(() => {
    if (code !== undefined) refusal.current?.scrollIntoView({ block: "nearest" });
  }, [code]);

  async function judge(given: string): Promise<void> {
    if (busy) return;
    setImage(false);
    check.reset();
    inspect.reset();
    const answer = isOnItsOwn(given)
      ? await inspect.run({ file: given })
      : await check.run({ response: given.trim(), compare: true });
    if (answer.ok) onChecked(answer.value);
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (text.trim() !== "") void judge(text);
  }

  return (
    <div className="grid gap-4">
      <div ref={refusal} className="scroll-my-4 empty:hidden">
        <Failure code={code} />
      </div>
      <FileDrop
        title={title}
        hint={hint}
        onFile={(file) => {
          if ("text" in file) void judge(file.text);
          else setImage(true);
        }}
      />
      <form onSubmit={submit} className="grid gap-3">
        <TextField label={t("take.paste")} value={text} onChange={setText} rows={3} maxLength={MOST} mono />
        <div className="flex justify-end">
          <Button type="submit" icon={ShieldCheck} busy={busy} isDisabled={text.trim() === ""}>
            {t("take.check")}
          </Button>
        </div>
      </form>
    </div>
  );
}
