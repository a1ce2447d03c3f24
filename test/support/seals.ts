import { ed25519Signer } from "../../main/crypto/keys.ts";
import type { Ed25519Signer } from "../../src/crypto/ports.ts";
import { formatCheckpoint } from "../../src/note/checkpoint.ts";
import { cosign } from "../../src/note/cosignature.ts";
import { cosignerName } from "../../src/note/keys.ts";
import { signAsLog } from "../../src/note/log-signature.ts";
import { addSignatures } from "../../src/note/note.ts";
import type { SealPolicy } from "../../src/note/seal.ts";

export const ORIGIN = "registry.example/log";

/** A signer whose key follows from a number; for tests only. */
export function testSigner(seed: number): Ed25519Signer {
  return ed25519Signer(new Uint8Array(32).fill(seed));
}

export const logSigner = testSigner(1);

/** `count` authorities a0, a1 ... with signers 100, 101 ... */
export function testPolicy(count: number, quorum: number): SealPolicy {
  const authorities = Array.from({ length: count }, (_, i) => ({
    id: `a${i}`,
    cosign: testSigner(100 + i).publicKey,
  }));
  return { origin: ORIGIN, logKeys: [logSigner.publicKey], authorities, quorum };
}

export function testBody(size = 5, root: Uint8Array = new Uint8Array(32).fill(9)): string {
  return formatCheckpoint({ origin: ORIGIN, size, root });
}

export function logLine(body: string): string {
  return signAsLog(body, ORIGIN, logSigner);
}

/** The line of authority `a<number>`, made at `time`. */
export function authorityLine(body: string, number: number, time: number): string {
  return cosign(body, cosignerName(ORIGIN, `a${number}`), testSigner(100 + number), time);
}

/** A note with the log's signature and one cosignature for each time. */
export function testSeal(body: string, times: readonly number[]): string {
  return addSignatures(body, [logLine(body), ...times.map((time, i) => authorityLine(body, i, time))]);
}
