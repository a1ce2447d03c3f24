import { ExchangeError } from "../../src/exchange/error.ts";
import { PresentationError } from "../../src/presentation/error.ts";
import { WalletError } from "./error.ts";
import type { Session } from "./session.ts";

/** What came to nothing belongs in the log as well; what came to something writes its own line. */
export async function writeDown<T>(
  session: Session,
  kind: "presentation" | "print" | "check" | "receive" | "issue" | "replace" | "approve",
  work: () => T | Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isRefusal =
      error instanceof WalletError || error instanceof PresentationError || error instanceof ExchangeError;
    if (isRefusal && session.vault.state === "unlocked") {
      const outcome = error.code === "office.unreachable" ? "failed" : "refused";
      session.activity.append({ kind, outcome, code: error.code });
    }
    throw error;
  }
}
