import { parseEntry } from "../../../src/chain/entries/entry.ts";
import { parseReceipt } from "../../../src/chain/blocks/receipt.ts";
import { shuffle } from "../../../src/chain/blocks/batch-tree.ts";
import type { CredentialView } from "../../../src/contract/views.ts";
import { canonicalJson } from "../../../src/json/canonical.ts";
import { drawBelow } from "../draw-below.ts";
import { WalletError } from "../error.ts";
import type { HeldRow, KeyRequestRow } from "../rows.ts";
import type { Session } from "../session.ts";
import { type ReadCredential, readSdJwtVc } from "../views/credential-view.ts";
import type { HeldCopies, SpareCopy } from "./held-copies.ts";
import { viewHeld } from "./held.ts";

/** A credential out of a delivery, with the key that it is bound to. */
export interface ArrivedCopy {
  readonly text: string;
  readonly receipt: string;
  readonly read: ReadCredential;
  /** Key of the keyring. */
  readonly holder: string;
}

/** What is the same in all copies of one certificate. */
function sameness({ credential }: ReadCredential): string {
  return canonicalJson({ ...credential.claims });
}

/** Whether they say the same of the same, each with a place and a key of its own. */
export function areCopies(copies: readonly ArrivedCopy[]): boolean {
  const [first] = copies;
  const said = first === undefined ? "" : sameness(first.read);
  const times = copies.map(({ read: { credential } }) => `${credential.issuedAt} ${credential.expires}`);
  const places = copies.map(({ read: { credential } }) => credential.index);
  return (
    copies.every(({ read }) => sameness(read) === said) &&
    new Set(times).size === 1 &&
    new Set(places).size === copies.length
  );
}

/** Holders in the batch at most: its places, of which every holder has as many as we. */
function crowdOf(receipt: string, copies: number): number {
  const { body } = parseEntry(parseReceipt(receipt).entry.leaf);
  const count = body["count"];
  return typeof count === "number" ? Math.floor(count / copies) : 1;
}

/** A certificate here that the copies are more of. */
function findSame(session: Session, request: KeyRequestRow, read: ReadCredential) {
  const said = sameness(read);
  return session.store.held.list().find(({ value }) => {
    if (value.copies === undefined) return false;
    const held = readSdJwtVc(value.credential, session);
    const { vct, office } = held.credential;
    return vct === request.vct && office === request.office && sameness(held) === said;
  });
}

/**
 * Keeps copies as one certificate: a new one, or, where one that says the same is here as copies
 * already, as more of that. They are shown in an order drawn here, so that none tells how many were
 * shown before it. Throws `holder.already_kept`.
 */
export function keepCopies(
  session: Session,
  arrived: {
    readonly requestId: string;
    readonly request: KeyRequestRow;
    readonly copies: readonly ArrivedCopy[];
  },
): CredentialView {
  const { requestId, request, copies } = arrived;
  const kept = session.clock();
  const spare = shuffle(copies, drawBelow(session.random)).map((copy): SpareCopy => {
    const { text: credential, receipt, holder, read } = copy;
    const among = crowdOf(receipt, copies.length);
    return { credential, commitment: read.commitment, receipt, holder, kept, among };
  });
  const { commitment: id, among, kept: _kept, ...front } = spare[0] as SpareCopy;
  const fresh: HeldRow = {
    ...front,
    commitment: id,
    kept,
    request: requestId,
    copies: { kept, among, used: false, spent: 0, spare: spare.slice(1) },
  };
  return session.vault.transaction(() => {
    // Another answer to the same request may have been kept while this one was looked at.
    if (!session.store.keyRequests.delete(requestId)) throw new WalletError("holder.already_kept");
    session.keyring.deleteKey(request.agreement);
    session.activity.append({ kind: "receive", outcome: "done", party: request.office });
    const same = findSame(session, request, (copies[0] as ArrivedCopy).read);
    const before = same?.value.copies;
    if (same === undefined || before === undefined) {
      session.store.held.put(id, fresh, { expected: 0 });
      return viewHeld(session, id, fresh);
    }
    const row: HeldRow = {
      ...same.value,
      copies: { ...before, spare: [...before.spare, ...spare] } as HeldCopies,
    };
    session.store.held.put(same.id, row);
    return viewHeld(session, same.id, row);
  });
}
