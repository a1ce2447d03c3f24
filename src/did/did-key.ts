import { fromBase64Url } from "../bytes/base64.ts";
import { concat } from "../bytes/bytes.ts";
import { BytesError } from "../bytes/error.ts";
import { CryptoError } from "../crypto/error.ts";
import { p256Compress, p256ToJwk } from "../crypto/p256.ts";
import type { P256Jwk } from "../crypto/p256-jwk.ts";
import { fromBase58, toBase58 } from "./base58.ts";
import { DidError } from "./error.ts";

/** Kinds of keys that did:key names, by their multicodec. */
export type DidKeyKind = "p256" | "ed25519" | "x25519" | "secp256k1" | "p384" | "bls12-381-g2";

/** A key read from a did:key, as the bytes that its multicodec says. */
export interface DidKey {
  readonly kind: DidKeyKind;
  readonly bytes: Uint8Array;
}

const PREFIX = "did:key:";
/** Unsigned varint of the code, and the length of the key (did:key "Signature Method Creation Algorithm"). */
const CODES: readonly (readonly [DidKeyKind, number, number, number])[] = [
  ["p256", 0x80, 0x24, 33],
  ["p384", 0x81, 0x24, 49],
  ["ed25519", 0xed, 0x01, 32],
  ["x25519", 0xec, 0x01, 32],
  ["secp256k1", 0xe7, 0x01, 33],
  ["bls12-381-g2", 0xeb, 0x01, 96],
];

function decode(value: string): Uint8Array {
  if (value.startsWith("z")) return fromBase58(value.slice(1));
  if (!value.startsWith("u")) throw new DidError("did.syntax");
  try {
    return fromBase64Url(value.slice(1));
  } catch (cause) {
    if (cause instanceof BytesError) throw new DidError("did.syntax", { cause });
    throw cause;
  }
}

/** Reads a did:key, or a DID URL of its one key. Throws `did.syntax` or `.unsupported`. */
export function parseDidKey(text: string): DidKey {
  if (!text.startsWith(PREFIX)) throw new DidError("did.unsupported");
  const [value = "", fragment, ...more] = text.slice(PREFIX.length).split("#");
  if (more.length > 0 || (fragment !== undefined && fragment !== value)) throw new DidError("did.syntax");
  const bytes = decode(value);
  const found = CODES.find(([, first, second]) => bytes[0] === first && bytes[1] === second);
  if (found === undefined) throw new DidError("did.unsupported");
  const [kind, , , length] = found;
  if (bytes.length !== length + 2) throw new DidError("did.syntax");
  return { kind, bytes: bytes.slice(2) };
}

/** The P-256 key of a did:key, the only kind that our signatures are made with. Throws `did.*`. */
export function didKeyToP256(text: string): P256Jwk {
  const { kind, bytes } = parseDidKey(text);
  if (kind !== "p256") throw new DidError("did.unsupported");
  try {
    return p256ToJwk(bytes);
  } catch (cause) {
    if (cause instanceof CryptoError) throw new DidError("did.key", { cause });
    throw cause;
  }
}

export function p256ToDidKey(key: P256Jwk): string {
  return `${PREFIX}z${toBase58(concat(Uint8Array.of(0x80, 0x24), p256Compress(key)))}`;
}
