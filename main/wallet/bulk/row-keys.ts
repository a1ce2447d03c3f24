import type { KeyObject } from "node:crypto";
import type { P256Jwk } from "../../../src/crypto/p256-jwk.ts";
import { signWith } from "../../vault/key-object.ts";
import type { RowKeys } from "../office/sign-row.ts";

/** What a thread is given at its start: handles of keys that stay in this process. */
export interface RowSignerKeys {
  readonly kid: string;
  readonly credential: KeyObject;
  readonly credentialKey: P256Jwk;
  readonly officer: KeyObject;
  readonly officerKey: Uint8Array;
}

export function rowKeysOf({ kid, credential, credentialKey, officer, officerKey }: RowSignerKeys): RowKeys {
  return {
    kid,
    credential: { publicKey: credentialKey, sign: (message) => signWith("ES256", credential, message) },
    officer: { publicKey: officerKey, sign: (message) => signWith("Ed25519", officer, message) },
  };
}
