import type { BulkRowState } from "../../../src/contract/bulk-views.ts";
import type { BulkRow } from "../rows.ts";
import type { Session } from "../session.ts";

/** How far a row is: what was signed by it says it. */
export function stateOfRow(
  session: Session,
  { commitment, code }: BulkRow,
): { readonly state: BulkRowState; readonly code?: string } {
  if (code !== undefined) return { state: "failed", code };
  if (commitment === undefined) return { state: "ready" };
  const issued = session.store.issued.get(commitment);
  if (issued === undefined) return { state: "failed", code: "office.unknown_credential" };
  if (issued.state === "refused") return { state: "failed", code: issued.code ?? "unknown" };
  return { state: issued.state === "submitted" ? "signed" : issued.state };
}

/** Whether nothing was issued by it, and nothing can be: its key stands for nothing any more. */
export function isFree(session: Session, { commitment, code }: BulkRow): boolean {
  if (commitment === undefined) return code !== undefined;
  const issued = session.store.issued.get(commitment);
  // What a second officer sent back could still be approved.
  if (issued?.state !== "refused" || issued.code === "office.returned") return false;
  // One node alone may have said that it was refused.
  return session.registry.state?.credential(commitment) === undefined;
}
