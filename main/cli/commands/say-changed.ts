import type { ChangeView } from "../../../src/contract/views.ts";
import { sayLine, sayLineOf } from "../../../src/words/lines/say.ts";
import { EXIT, type ExitCode } from "../error.ts";
import type { Output } from "../output.ts";

/** How far a change of what stands in the registry got: the entry, and why it was refused. */
export async function sayChanged(view: ChangeView, output: Output): Promise<ExitCode> {
  const { language } = output;
  const { entry } = view;
  output.result(view, [
    sayLine(language, "issue.entry", { entry, state: sayLineOf(language, "state", view.state) }),
    ...(view.state === "refused" ? await output.explain(view.code ?? "unknown") : []),
  ]);
  return view.state === "refused" ? EXIT.notValid : EXIT.done;
}
