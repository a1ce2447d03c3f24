import type { TypeRecord } from "../../../src/chain/state/records.ts";
import { CredentialError } from "../../../src/credential/error.ts";
import type { CredentialDraft } from "../../../src/credential/vc.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { WalletError } from "../error.ts";

/** All that a credential will say, and the rest of its entry's body; nothing is signed yet. */
export interface ReadyDraft {
  readonly draft: CredentialDraft & { readonly type: TypeRecord };
  /** Tag and consent. */
  readonly rest: JsonObject;
}

/** What an officer typed does not make a credential of its type. */
export function asClaimsError(error: unknown): unknown {
  if (!(error instanceof CredentialError)) return error;
  return new WalletError(error.code === "vc.holder" ? "office.holders" : "office.claims");
}

/** Body of `credential.issue`, or `new` of `credential.replace`. */
export function bodyOf({ draft, rest }: ReadyDraft, commitment: string): JsonObject {
  return { commitment, type: draft.type.id, index: draft.index, expires: draft.expires, ...rest };
}
