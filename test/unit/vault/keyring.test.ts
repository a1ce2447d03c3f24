import assert from "node:assert/strict";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { compactDecrypt, CompactEncrypt, importJWK } from "jose";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { systemRandom } from "../../../main/doors/random.ts";
import { createVault } from "../../../main/vault/create.ts";
import { KEY_PURPOSES, type KeyPurpose, Keyring } from "../../../main/vault/keyring.ts";
import { openVault, type Vault } from "../../../main/vault/vault.ts";
import { fromBase64Url } from "../../../src/bytes/base64.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { NORMALISER_NAMES } from "../../../src/chain/tags/normalise.ts";
import { computeTag } from "../../../src/chain/tags/tag.ts";
import { admitEd25519Key, verifyEd25519 } from "../../../src/crypto/ed25519.ts";
import { p256ToJwk } from "../../../src/crypto/p256.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { PASSPHRASE, testClock, vaultDeps } from "../../support/vault.ts";

const MESSAGE = utf8("a message");
const { clock } = testClock();

async function open(t: TestContext): Promise<{ path: string; vault: Vault; keyring: Keyring }> {
  const path = join(tempFolder(t), "vault");
  const vault = await createVault(path, PASSPHRASE, vaultDeps());
  t.after(() => vault.close());
  return { path, vault, keyring: new Keyring(vault, { random: systemRandom, clock }) };
}

test("a key of each purpose is made, told, and signs what its public key verifies", async (t) => {
  const { keyring } = await open(t);
  for (const purpose of Object.keys(KEY_PURPOSES) as KeyPurpose[]) {
    const info = keyring.createKey(purpose, "a note");
    assert.deepEqual(keyring.info(info.id), info);
    assert.deepEqual(Object.keys(info).sort(), ["id", "made", "note", "publicKey", "purpose"]);
    const publicKey = fromBase64Url(info.publicKey);
    if (KEY_PURPOSES[purpose] === "Ed25519") {
      admitEd25519Key(publicKey);
      const signer = keyring.ed25519Signer(info.id);
      assert.deepEqual(signer.publicKey, publicKey);
      assert.ok(verifyEd25519(nodePrimitives, publicKey, MESSAGE, signer.sign(MESSAGE)));
    } else if (KEY_PURPOSES[purpose] === "ES256") {
      const signer = keyring.es256Signer(info.id);
      assert.deepEqual(signer.publicKey, p256ToJwk(publicKey));
      assert.ok(nodePrimitives.verifyEs256(signer.publicKey, MESSAGE, signer.sign(MESSAGE)));
    } else assert.equal(publicKey.length, 0);
  }
});

test("keys are still there after closing, and each purpose lists its own", async (t) => {
  const { path, vault, keyring } = await open(t);
  const officer = keyring.createKey("officer", "land-registry");
  const holder = keyring.createKey("holder");
  vault.close();
  const again = openVault(path, vaultDeps());
  t.after(() => again.close());
  await again.unlock(PASSPHRASE);
  const keys = new Keyring(again, { random: systemRandom, clock });
  assert.deepEqual(keys.list("officer"), [officer]);
  assert.deepEqual(keys.list("holder"), [holder]);
  assert.equal(keys.list().length, 2);
  const signature = keys.ed25519Signer(officer.id).sign(MESSAGE);
  assert.ok(verifyEd25519(nodePrimitives, fromBase64Url(officer.publicKey), MESSAGE, signature));
});

test("a signer ends with the lock and does not come back with the unlocking", async (t) => {
  const { vault, keyring } = await open(t);
  const { id } = keyring.createKey("officer");
  const holder = keyring.createKey("holder");
  const signer = keyring.ed25519Signer(id);
  const other = keyring.es256Signer(holder.id);
  signer.sign(MESSAGE);
  vault.lock();
  assert.throws(() => signer.sign(MESSAGE), { code: "vault.locked" });
  assert.throws(() => other.sign(MESSAGE), { code: "vault.locked" });
  assert.throws(() => keyring.ed25519Signer(id), { code: "vault.locked" });
  assert.throws(() => keyring.createKey("officer"), { code: "vault.locked" });
  assert.throws(() => keyring.list(), { code: "vault.locked" });
  await vault.unlock(PASSPHRASE);
  assert.throws(() => signer.sign(MESSAGE), { code: "vault.locked" });
  assert.equal(keyring.ed25519Signer(id).sign(MESSAGE).length, 64);
});

test("a key is used for its own purpose only, and an unknown one is refused", async (t) => {
  const { keyring } = await open(t);
  const officer = keyring.createKey("officer");
  const holder = keyring.createKey("holder");
  assert.throws(() => keyring.es256Signer(officer.id), { code: "vault.wrong_key" });
  assert.throws(() => keyring.ed25519Signer(holder.id), { code: "vault.wrong_key" });
  const input = { type: "title", epoch: 1, normaliser: "text", values: ["12/3"] };
  assert.throws(() => keyring.computeTag(officer.id, input), { code: "vault.wrong_key" });
  await assert.rejects(
    keyring.withAgreementKey(holder.id, async () => 1),
    { code: "vault.wrong_key" },
  );
  assert.throws(() => keyring.ed25519Signer("nobody"), { code: "vault.no_key" });
});

test("a deleted key signs no more", async (t) => {
  const { keyring } = await open(t);
  const { id } = keyring.createKey("consent");
  const signer = keyring.ed25519Signer(id);
  signer.sign(MESSAGE);
  assert.ok(keyring.deleteKey(id));
  assert.ok(!keyring.deleteKey(id));
  assert.throws(() => signer.sign(MESSAGE), { code: "vault.no_key" });
  assert.throws(() => keyring.info(id), { code: "vault.no_key" });
});

test("more keys than are held loaded all go on signing", async (t) => {
  const { vault, keyring } = await open(t);
  const ids = vault.transaction(() => Array.from({ length: 300 }, () => keyring.createKey("consent").id));
  const signers = ids.map((id) => keyring.ed25519Signer(id));
  for (const signer of [...signers, ...signers]) {
    assert.ok(verifyEd25519(nodePrimitives, signer.publicKey, MESSAGE, signer.sign(MESSAGE)));
  }
});

test("a tag key gives the tags of its secret and never the secret", async (t) => {
  const secret = new Uint8Array(32).fill(9);
  const { vault } = await open(t);
  const random = (length: number) => (length === 32 ? Uint8Array.from(secret) : systemRandom(length));
  const keyring = new Keyring(vault, { random, clock });
  const { id } = keyring.createKey("tag", "title");
  const input = { type: "title", epoch: 1, normaliser: String(NORMALISER_NAMES[0]), values: ["12/3"] };
  assert.equal(keyring.computeTag(id, input), computeTag(secret, input));
});

test("what is encrypted to an agreement key is opened with it", async (t) => {
  const { keyring } = await open(t);
  const { id } = keyring.createKey("agreement");
  const publicKey = await importJWK({ ...keyring.es256Signer(id).publicKey }, "ECDH-ES");
  const message = await new CompactEncrypt(MESSAGE)
    .setProtectedHeader({ alg: "ECDH-ES", enc: "A256GCM" })
    .encrypt(publicKey);
  const { plaintext } = await keyring.withAgreementKey(id, (key) => compactDecrypt(message, key));
  assert.deepEqual(plaintext, MESSAGE);
});
