import { toBase64Url } from "../../../src/bytes/base64.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { STATUS, type Status } from "../../../src/chain/state/records.ts";
import type { JsonValue } from "../../../src/json/value.ts";
import { statusOf } from "./copy-lines.ts";
import type { Session } from "../session.ts";

/** What was asked of this office, told apart from all else that was. It is not checked yet: any text may be in it. */
export function markOf(session: Pick<Session, "primitives">, parts: readonly JsonValue[]): string {
  return toBase64Url(session.primitives.sha256(utf8(JSON.stringify(parts))));
}

/** Written down with what is signed for it, in the same transaction. */
export function noteAnswered(session: Session, mark: string, signed: string): void {
  session.store.answered.put(mark, { signed });
}

function counts(status: Status): boolean {
  return status === STATUS.valid || status === STATUS.suspended;
}

/**
 * The certificate that was signed for the same before, while it counts or is on its way: who asks again for
 * want of an answer goes on with that. What was refused or ended meanwhile is signed anew.
 */
export function issuedBefore(session: Session, mark: string): string | undefined {
  const signed = session.store.answered.get(mark)?.signed;
  const row = signed === undefined ? undefined : session.store.issued.get(signed);
  if (signed === undefined || row === undefined || row.state === "refused") return undefined;
  return counts(session.registry.state?.credential(signed)?.status ?? STATUS.valid) ? signed : undefined;
}

/** The same of a batch of copies, by its root. */
export function batchBefore(session: Session, mark: string, office: string): string | undefined {
  const { answered, batches, copies } = session.store;
  const signed = answered.get(mark)?.signed;
  const batch = signed === undefined ? undefined : batches.get(signed);
  if (signed === undefined || batch === undefined || batch.state === "refused") return undefined;
  const isWhole = batch.certificates.every((certificate) => {
    const row = copies.get(certificate);
    return row !== undefined && counts(statusOf(session.registry.state, office, row));
  });
  return isWhole ? signed : undefined;
}
