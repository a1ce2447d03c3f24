import type { P256Jwk } from "../../../src/crypto/p256-jwk.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { nodePrimitives } from "../../crypto/primitives.ts";
import { BenchError } from "../error.ts";

interface Signed<Key> {
  readonly key: Key;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/** The cryptography in one verdict and nothing else of it: what to verify and what to hash. */
export interface BareChecks {
  readonly es256: readonly Signed<P256Jwk>[];
  readonly ed25519: readonly Signed<Uint8Array>[];
  readonly hashed: readonly Uint8Array[];
}

/**
 * Writes down what somebody asks of the primitives. Signatures are not verified meanwhile, so that
 * the holder's key is as new to the measured program as it should be.
 */
export function recordChecks(work: (primitives: Primitives) => void): BareChecks {
  const es256: Signed<P256Jwk>[] = [];
  const ed25519: Signed<Uint8Array>[] = [];
  const hashed: Uint8Array[] = [];
  work({
    sha256: (data) => {
      hashed.push(data.slice());
      return nodePrimitives.sha256(data);
    },
    verifyEs256: (key, message, signature) => {
      es256.push({ key: { ...key }, message: message.slice(), signature: signature.slice() });
      return true;
    },
    verifyEd25519: (key, message, signature) => {
      ed25519.push({ key: key.slice(), message: message.slice(), signature: signature.slice() });
      return true;
    },
  });
  return { es256, ed25519, hashed };
}

/** Memory for an input that has just arrived, taken from the front and used again. */
class Arena {
  #bytes = new Uint8Array(1 << 20);
  #used = 0;

  restart(): void {
    this.#used = 0;
  }

  copy(bytes: Uint8Array): Uint8Array {
    if (this.#used + bytes.length > this.#bytes.length) throw new BenchError("bench.unexpected");
    const own = this.#bytes.subarray(this.#used, (this.#used += bytes.length));
    own.set(bytes);
    return own;
  }
}

const arena = new Arena();

function copySigned<Key>(signed: readonly Signed<Key>[]): readonly Signed<Key>[] {
  return signed.map(({ key, message, signature }) => {
    return { key, message: arena.copy(message), signature: arena.copy(signature) };
  });
}

/**
 * The same with bytes that were just written to memory, as those of an input that has just arrived are.
 * What an earlier call gave is overwritten: garbage made here would be collected in another arm's time.
 */
export function copyChecks({ es256, ed25519, hashed }: BareChecks): BareChecks {
  arena.restart();
  return {
    es256: copySigned(es256),
    ed25519: copySigned(ed25519),
    hashed: hashed.map((input) => arena.copy(input)),
  };
}

/** Does it all again. Throws `bench.unexpected` if a signature does not hold. */
export function runBare({ es256, ed25519, hashed }: BareChecks): void {
  let holds = true;
  for (const { key, message, signature } of es256) {
    holds = nodePrimitives.verifyEs256(key, message, signature) && holds;
  }
  for (const { key, message, signature } of ed25519) {
    holds = nodePrimitives.verifyEd25519(key, message, signature) && holds;
  }
  for (const input of hashed) nodePrimitives.sha256(input);
  if (!holds) throw new BenchError("bench.unexpected");
}
