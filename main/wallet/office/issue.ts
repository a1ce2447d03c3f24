import { fromBase64Url, toBase64Url } from "../../../src/bytes/base64.ts";
import { buildEntry, ZERO_HASH } from "../../../src/chain/entries/entry.ts";
import { countsAt } from "../../../src/chain/state/span.ts";
import type { IssueView } from "../../../src/contract/views.ts";
import type { ParsedArgsOf } from "../../../src/contract/contract.ts";
import type { Ed25519Signer } from "../../../src/crypto/ports.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import type { KeyInfo } from "../../vault/keyring.ts";
import { WalletError } from "../error.ts";
import type { IssuedRow } from "../rows.ts";
import type { Session } from "../session.ts";
import { signCredential, type SignedCredential } from "./draft.ts";
import { issuedBefore, markOf, noteAnswered } from "./answered.ts";
import { findOwnKey, type OwnOffice, requireOwnOffice } from "../own-office.ts";
import { tagOf } from "./tags.ts";
import { carryThrough, syncOrSay } from "./carry.ts";

/** This office's officer as they count now. Throws `office.no_key`. */
export function officerKey(session: Session): KeyInfo {
  const now = session.clock();
  const officer = findOwnKey(session, "officer", (span) => countsAt(span, now));
  if (officer === undefined) throw new WalletError("office.no_key");
  return officer;
}

/** The same, to sign with. */
export function officerSigner(session: Session): Ed25519Signer {
  return session.keyring.ed25519Signer(officerKey(session).id);
}

/** An entry of this office, signed by its officer. Throws `office.no_key`. */
export function signOfficeEntry(
  session: Session,
  office: Pick<OwnOffice, "id">,
  entry: {
    readonly kind:
      | "credential.issue"
      | "credential.batch"
      | "credential.copies"
      | "credential.replace"
      | "credential.suspend"
      | "credential.reinstate"
      | "credential.revoke"
      | "document.deposit"
      | "type.retag";
    readonly after: string;
    readonly body: JsonObject;
  },
  signer = officerSigner(session),
): Uint8Array {
  const leaf = buildEntry(fromBase64Url(session.registry.view.id), { ...entry, by: office.id }, [signer]);
  if (entry.kind !== "credential.issue" && entry.kind !== "credential.replace") session.acts.remember(leaf);
  return leaf;
}

export function rowOf(
  signed: SignedCredential,
  type: string,
  entry: Uint8Array,
  session: Pick<Session, "clock" | "primitives">,
): IssuedRow {
  return {
    credential: signed.credential,
    type,
    claims: signed.claims,
    expires: signed.expires,
    made: session.clock(),
    entry: toBase64Url(entry),
    hash: toBase64Url(leafHash(entry, session.primitives.sha256)),
    ...(signed.encryption === undefined ? {} : { encryption: { ...signed.encryption } }),
    ...(signed.role === undefined || signed.role === "holder" ? {} : { role: signed.role }),
    ...(signed.others === undefined || signed.others.length === 0
      ? {}
      : { others: signed.others.map(({ role, encryption }) => ({ role, encryption: { ...encryption } })) }),
    state: "signed",
    index: signed.index,
  };
}

/**
 * Signs, keeps, submits, and waits for the seal. The row is in the vault before the entry leaves, so
 * a power cut at any point leaves a credential that `office.refresh` carries on with. Where the type
 * asks for two officers, it waits for the second instead. Asked for the same once more, it goes on with
 * what was signed. Throws `office.*`, ExchangeError.
 */
export async function issueCredential(
  session: Session,
  wanted: ParsedArgsOf<"office.issue">,
): Promise<IssueView> {
  await syncOrSay(session);
  const office = requireOwnOffice(session);
  const type = office.state.type(wanted.type);
  if (type === undefined) throw new WalletError("office.unknown_type");
  session.again.require("sign", [type]);
  const { claims } = wanted;
  const tag = await tagOf(session, office, type, claims);
  const { request, role = "holder", others = [], need = null, validFor = null } = wanted;
  const mark = markOf(session, [type.id, request, role, others, need, claims, validFor]);
  const commitment = session.vault.transaction(() => {
    const before = issuedBefore(session, mark);
    if (before !== undefined) return before;
    const made = signCredential(session, office, { ...wanted, type, tag });
    const entry = signOfficeEntry(session, office, {
      kind: "credential.issue",
      after: ZERO_HASH,
      body: made.body,
    });
    const state = type.approvals > 1 ? "waiting" : "signed";
    session.store.issued.put(
      made.commitment,
      { ...rowOf(made, type.id, entry, session), state },
      { expected: 0 },
    );
    noteAnswered(session, mark, made.commitment);
    session.activity.append({ kind: "sign", outcome: "done", party: type.id });
    return made.commitment;
  });
  return await carryThrough(session, commitment);
}
