import type { Session } from "../session.ts";
import { TOKEN_SECONDS } from "../../openid4vci/issuer/desk.ts";

/** Not every wallet says what it did with it; one that says no is heard all the same. */
export function noteCollected(session: Session, id: string): void {
  const row = session.store.offers.get(id);
  if (row?.state !== "collecting") return;
  // An answer may be lost: whoever waited for it has a while to ask again.
  const until = Math.max(row.until ?? 0, session.clock() + TOKEN_SECONDS);
  session.store.offers.put(id, { ...row, state: "collected", until });
  session.onChanged("offers");
}

/** What the wallet says that it did with it. */
export function noteEvent(session: Session, id: string, event: string): void {
  const row = session.store.offers.get(id);
  if (row?.commitment === undefined) return;
  const state = event === "credential_accepted" ? "collected" : "refused";
  if (row.state === state) return;
  session.store.offers.put(id, { ...row, state });
  session.onChanged("offers");
}
