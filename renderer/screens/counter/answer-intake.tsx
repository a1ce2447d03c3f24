import { ShieldCheck } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { CheckedView } from "../../../src/contract/views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Failure } from "../../parts/failure.tsx";
import { Intake } from "../../parts/intake/intake.tsx";

/** A certificate's text has marks between its claims; an answer to a request is encrypted and has none. */
const isOnItsOwn = (text: string): boolean => text.includes("~");

/** Takes an answer, or a certificate to look at on its own, by whichever way it comes. */
export function AnswerIntake(props: {
  readonly title: string;
  readonly hint: string;
  /** With the text of a certificate that was looked at on its own. */
  readonly onChecked: (checked: CheckedView, file?: string) => void;
}) {
  const { title, hint, onChecked } = props;
  const { t } = useTranslation("counter");
  const check = useCall("counter.check");
  const inspect = useCall("counter.inspect");
  const busy = check.busy || inspect.busy;
  const code = check.code ?? inspect.code;
  const refusal = useRef<HTMLDivElement>(null);
  // A file may be dropped while this is out of sight.
  useEffect(() => {
    if (code !== undefined) refusal.current?.scrollIntoView({ block: "nearest" });
  }, [code]);

  async function judge(given: string): Promise<void> {
    check.reset();
    inspect.reset();
    const answer = isOnItsOwn(given)
      ? await inspect.run({ file: given, compare: true })
      : await check.run({ response: given, compare: true });
    if (answer.ok) onChecked(answer.value, isOnItsOwn(given) ? given : undefined);
  }

  return (
    <div className="grid gap-4">
      <div ref={refusal} className="scroll-my-4 empty:hidden">
        <Failure code={code} />
      </div>
      <Intake
        title={title}
        hint={hint}
        act={t("take.check")}
        actIcon={ShieldCheck}
        busy={busy}
        onText={(text) => void judge(text)}
      />
    </div>
  );
}
