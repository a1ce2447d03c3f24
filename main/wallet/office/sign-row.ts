import { fromBase64Url } from "../../../src/bytes/base64.ts";
import { buildEntry, ZERO_HASH } from "../../../src/chain/entries/entry.ts";
import { commitmentOfIssued } from "../../../src/credential/commitment.ts";
import { CredentialError } from "../../../src/credential/error.ts";
import { issueSdJwt } from "../../../src/credential/sd-jwt/issue.ts";
import { buildCredential } from "../../../src/credential/vc.ts";
import type { Ed25519Signer, Es256Signer } from "../../../src/crypto/ports.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { nodePrimitives } from "../../crypto/primitives.ts";
import type { RandomBytes } from "../../doors/random.ts";
import { WalletError } from "../error.ts";
import type { ReadyDraft } from "./draft.ts";

/** Who signs an office's rows: its credential key, as its certificates name it, and its officer. */
export interface RowKeys {
  readonly kid: string;
  readonly credential: Es256Signer;
  readonly officer: Ed25519Signer;
}

/** One row signed twice: the certificate, and the entry that commits to it. */
export interface SignedRow {
  readonly credential: string;
  readonly commitment: string;
  readonly entry: Uint8Array;
}

/** The same, or why what stands in the row cannot be signed. */
export type RowResult =
  | ({ readonly ok: true } & SignedRow)
  | { readonly ok: false; readonly code: "office.claims" | "office.holders" };

/** What an officer typed does not make a credential of its type. */
export function asClaimsError(error: unknown): unknown {
  if (!(error instanceof CredentialError)) return error;
  return new WalletError(error.code === "vc.holder" ? "office.holders" : "office.claims");
}

/** Body of `credential.issue`, or `new` of `credential.replace`. */
export function bodyOf({ draft, rest }: ReadyDraft, commitment: string): JsonObject {
  return { commitment, type: draft.type.id, index: draft.index, expires: draft.expires, ...rest };
}

/** Works on nothing but what it is given, so that it can be done in any thread. Throws `office.claims`, `.holders`. */
export function signRow(ready: ReadyDraft, keys: RowKeys, random: RandomBytes): SignedRow {
  const { draft } = ready;
  const { sha256 } = nodePrimitives;
  try {
    const made = { ...buildCredential(draft), kid: keys.kid };
    const credential = issueSdJwt(made, keys.credential, { sha256, random });
    const commitment = commitmentOfIssued(credential, sha256);
    const unsigned = {
      kind: "credential.issue",
      by: draft.office,
      after: ZERO_HASH,
      body: bodyOf(ready, commitment),
    } as const;
    const entry = buildEntry(fromBase64Url(draft.registryId), unsigned, [keys.officer]);
    return { credential, commitment, entry };
  } catch (error) {
    throw asClaimsError(error);
  }
}

/** As `signRow`, with what is wrong with the row as an answer. */
export function trySignRow(ready: ReadyDraft, keys: RowKeys, random: RandomBytes): RowResult {
  try {
    return { ok: true, ...signRow(ready, keys, random) };
  } catch (error) {
    const code = error instanceof WalletError ? error.code : undefined;
    if (code !== "office.claims" && code !== "office.holders") throw error;
    return { ok: false, code };
  }
}
