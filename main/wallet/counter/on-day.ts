import type { ParsedArgsOf } from "../../../src/contract/contract.ts";
import type { DayVerdictView } from "../../../src/contract/paper-views.ts";
import { verify } from "../../../src/verdict/verify.ts";
import { FullView } from "../../follow/full/full-view.ts";
import { ledgerOn } from "../../follow/prove/make-statement.ts";
import { LogError } from "../../log/error.ts";
import { WalletError } from "../error.ts";
import type { Session } from "../session.ts";
import { documentIn } from "./check.ts";

/**
 * Was this valid on that day? The registry as it stood then, out of this office's own copy of every entry,
 * judges the document as of then. Throws `registry.full_only`, `registry.damaged`, StatementError
 * `statement.absent` for a time before the registry.
 */
export function judgeOnDay(session: Session, { file, time }: ParsedArgsOf<"counter.on_day">): DayVerdictView {
  const { registry, primitives, clock } = session;
  if (registry.proving === undefined) throw new WalletError("registry.full_only");
  if (time > clock()) throw new WalletError("counter.day_to_come");
  try {
    const ledger = ledgerOn(registry.proving, time, primitives);
    const alarm = (): string | undefined => registry.view.alarm();
    // Nothing was sealed between that block and that time, as far as this copy goes.
    const newest = registry.view.age()?.time ?? 0;
    const view = new FullView({ ledger, seal: { time: Math.min(time, newest) }, journal: { alarm } });
    const { document, onPaper } = documentIn(file);
    const verdict = verify({ documents: [document], online: true, onPaper }, view, primitives, time);
    return { verdict };
  } catch (error) {
    if (error instanceof LogError) throw new WalletError("registry.damaged");
    throw error;
  }
}
