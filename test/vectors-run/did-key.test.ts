import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { fromBase58, toBase58 } from "../../src/did/base58.ts";
import { didKeyToP256, p256ToDidKey, parseDidKey } from "../../src/did/did-key.ts";
import { seedP256 } from "../support/test-keys.ts";
import { codeThrownBy, throwsCode } from "../support/throws-code.ts";

const file = join(import.meta.dirname, "../vectors/did-key/did-key-examples.json");
const { dids, pre } = JSON.parse(readFileSync(file, "utf8")) as {
  readonly dids: readonly string[];
  readonly pre: readonly string[];
};

const KINDS = [
  "ed25519",
  "ed25519",
  "p384",
  "p256",
  "secp256k1",
  "secp256k1",
  "secp256k1",
  "bls12-381-g2",
] as const;

suite("did:key: the identifiers of the report", () => {
  assert.equal(dids.length, KINDS.length);
  dids.forEach((did, index) => {
    test(`${KINDS[index]} ${did.slice(8, 20)}`, () => {
      assert.equal(parseDidKey(did).kind, KINDS[index]);
      assert.equal(parseDidKey(`${did}#${did.slice(8)}`).kind, KINDS[index]);
      const value = did.slice("did:key:z".length);
      assert.equal(toBase58(fromBase58(value)), value);
      assert.match(codeThrownBy(() => parseDidKey(did.slice(0, -1))) ?? "", /^did\.(syntax|unsupported)$/);
      throwsCode(() => parseDidKey(`${did}#other`), "did.syntax");
    });
  });
});

test("the identifiers and the keys of the report's texts are the ones it lists", () => {
  const texts = pre.flatMap((text) => text.match(/did:key:z[1-9A-HJ-NP-Za-km-z]+/g) ?? []);
  assert.ok(texts.length > dids.length);
  for (const did of texts) assert.ok(dids.includes(did), did);
  const multibase = pre.flatMap((text) => [...text.matchAll(/"publicKeyMultibase": "(z[^"]+)"/g)]);
  assert.ok(multibase.length > 0);
  for (const [, value = ""] of multibase) assert.match(parseDidKey(`did:key:${value}`).kind, /^(ed|x)25519$/);
});

test("a P-256 key goes to its identifier and back; other kinds are named and refused", () => {
  const { publicKey } = seedP256("did").signer;
  assert.deepEqual(didKeyToP256(p256ToDidKey(publicKey)), publicKey);
  throwsCode(() => didKeyToP256(dids[0] as string), "did.unsupported");
  throwsCode(() => parseDidKey("did:web:example.com"), "did.unsupported");
  throwsCode(() => parseDidKey("did:key:z0OIl"), "did.syntax");
  throwsCode(() => parseDidKey(`did:key:z${"1".repeat(300)}`), "did.syntax");
});
