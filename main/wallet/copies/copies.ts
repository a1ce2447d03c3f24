import { parseEntry } from "../../../src/chain/entries/entry.ts";
import { parseReceipt } from "../../../src/chain/blocks/receipt.ts";
import { shuffle } from "../../../src/chain/blocks/batch-tree.ts";
import { canonicalJson } from "../../../src/json/canonical.ts";
import { drawBelow } from "../draw-below.ts";
import type { AwaitedRow, HeldRow } from "../rows.ts";
import type { Session } from "../session.ts";
import { type ReadCredential, readSdJwtVc } from "../views/credential-view.ts";
import type { SpareCopy } from "./held-copies.ts";

/** A credential out of a delivery, with the key that it is bound to. */
export interface ArrivedCopy {
  readonly text: string;
  readonly receipt: string;
  readonly read: ReadCredential;
  /** Key of the keyring. */
  readonly holder: string;
}

/** Copies that came by OpenID4VCI, each with the key it was asked for. Throws CredentialError. */
export function copiesIn(session: Session, { keys, arrived = [] }: AwaitedRow): readonly ArrivedCopy[] {
  return arrived.map(({ credential: text, receipt = "" }, at) => {
    const read = readSdJwtVc(text, session);
    return { text, receipt, read, holder: keys[at] ?? "" };
  });
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

/** Whether a certificate is here as copies that say the same, of the same office. */
export function saysTheSame(session: Session, row: HeldRow, read: ReadCredential): boolean {
  if (row.copies === undefined) return false;
  const held = readSdJwtVc(row.credential, session);
  const { vct, office } = read.credential;
  return (
    held.credential.vct === vct && held.credential.office === office && sameness(held) === sameness(read)
  );
}

/** A certificate here that the copies are more of; `first` where it is one of several. */
function findSame(session: Session, read: ReadCredential, first: string | undefined) {
  const own = first === undefined ? undefined : session.store.held.get(first);
  if (first !== undefined && own !== undefined && saysTheSame(session, own, read)) {
    return { id: first, value: own };
  }
  return session.store.held.list().find(({ value }) => saysTheSame(session, value, read));
}

/**
 * Writes copies down as one certificate: a new one, or, where one that says the same is here as copies
 * already, as more of that. They are shown in an order drawn here, so that none tells how many were
 * shown before it. In a transaction of the vault.
 */
export function putCopies(
  session: Session,
  arrived: {
    readonly copies: readonly ArrivedCopy[];
    readonly request: string;
    /** POSIX seconds; before a restore, they count as spent. */
    readonly kept: number;
    /** The certificate that more copies were asked for of. */
    readonly of?: string | undefined;
  },
): { readonly id: string; readonly row: HeldRow } {
  const { copies, kept } = arrived;
  const spare = shuffle(copies, drawBelow(session.random)).map((copy): SpareCopy => {
    const { text: credential, receipt, holder, read } = copy;
    const among = crowdOf(receipt, copies.length);
    const { expires } = read.credential;
    return { credential, commitment: read.commitment, receipt, holder, kept, among, expires };
  });
  const same = findSame(session, (copies[0] as ArrivedCopy).read, arrived.of);
  const before = same?.value.copies;
  if (same !== undefined && before !== undefined) {
    const { failed: _, ...rest } = before;
    const row: HeldRow = { ...same.value, copies: { ...rest, spare: [...before.spare, ...spare] } };
    session.store.held.put(same.id, row);
    return { id: same.id, row };
  }
  const { commitment: id, among, expires, kept: _kept, ...front } = spare[0] as SpareCopy;
  const row: HeldRow = {
    ...front,
    commitment: id,
    kept,
    request: arrived.request,
    copies: { kept, among, expires, used: false, spent: 0, spare: spare.slice(1) },
  };
  session.store.held.put(id, row, { expected: 0 });
  return { id, row };
}
