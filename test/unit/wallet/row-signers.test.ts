import assert from "node:assert/strict";
import { join } from "node:path";
import { after, suite, test } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { systemRandom } from "../../../main/doors/random.ts";
import { createVault } from "../../../main/vault/create.ts";
import { Keyring } from "../../../main/vault/keyring.ts";
import { RowSigners } from "../../../main/wallet/bulk/row-signers.ts";
import type { ReadyDraft } from "../../../main/wallet/office/ready-draft.ts";
import { readRows, RowRoom } from "../../../main/wallet/bulk/row-room.ts";
import { type RowKeys, signInto, signRows } from "../../../main/wallet/office/sign-row.ts";
import { fromBase64Url, toBase64Url } from "../../../src/bytes/base64.ts";
import { entrySigningBytes, parseEntry } from "../../../src/chain/entries/entry.ts";
import { commitmentOf } from "../../../src/credential/commitment.ts";
import { parseSdJwt } from "../../../src/credential/sd-jwt/parse.ts";
import { processSdJwt } from "../../../src/credential/sd-jwt/process.ts";
import { verifyIssuerJwt } from "../../../src/credential/sd-jwt/verify.ts";
import { readCredential } from "../../../src/credential/vc.ts";
import { verifyEd25519 } from "../../../src/crypto/ed25519.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { seedP256 } from "../../support/test-keys.ts";
import { PASSPHRASE, testClock, vaultDeps } from "../../support/vault.ts";

const REGISTRY = toBase64Url(new Uint8Array(32).fill(7));
const NOW = 1_800_000_000;
const TYPE = {
  id: "label",
  vct: "urn:sealfolio:type:label:1",
  validity: 1_000_000,
  claims: [
    { path: ["name"], kind: "text", required: true, label: { en: "Name" } },
    { path: ["picture"], kind: "image", required: false, label: { en: "Picture" } },
  ],
} as never as ReadyDraft["draft"]["type"];
const PICTURE = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(9000, 5)]).toString("base64");
const holder = seedP256("row").signer.publicKey;

const row = (index: number, name: string): ReadyDraft => ({
  draft: {
    registryId: REGISTRY,
    office: "town",
    type: TYPE,
    values: { name, picture: PICTURE },
    issuedAt: NOW,
    expires: NOW + 1000,
    index,
    holder,
  },
  rest: {},
});

const vault = await createVault(join(tempFolder({ after }), "vault"), PASSPHRASE, vaultDeps());
after(() => vault.close());
const keyring = new Keyring(vault, { random: systemRandom, clock: testClock().clock });
const officer = keyring.createKey("officer");
const credential = keyring.createKey("credential");
const ids = { credential: credential.id, officer: officer.id };
const credentialKey = keyring.es256Signer(credential.id).publicKey;
const officerKey = fromBase64Url(officer.publicKey);

function lend(threads: number) {
  return keyring.lendTo(
    ids,
    (keys) => new RowSigners({ ...keys, kid: "key", credentialKey, officerKey }, threads),
  );
}

/** What a node and a wallet would look at. */
function check(ready: ReadyDraft, result: ReturnType<typeof signRows>[number] | undefined): string {
  assert.ok(result?.ok);
  const sdJwt = parseSdJwt(result.credential);
  verifyIssuerJwt(sdJwt, () => credentialKey, nodePrimitives);
  assert.equal(commitmentOf(sdJwt, nodePrimitives.sha256), result.commitment);
  const { claims, index } = readCredential(processSdJwt(sdJwt, nodePrimitives.sha256));
  assert.deepEqual([claims, index], [ready.draft.values, ready.draft.index]);
  const entry = parseEntry(result.entry);
  assert.equal(entry.body["commitment"], result.commitment);
  const [{ key, sig }] = entry.sigs as [(typeof entry.sigs)[0]];
  const message = entrySigningBytes(fromBase64Url(REGISTRY), entry);
  assert.ok(verifyEd25519(nodePrimitives, fromBase64Url(key), message, fromBase64Url(sig)));
  assert.equal(key, officer.publicKey);
  return result.commitment;
}

function keysHere(kid: string): RowKeys {
  const signers = {
    credential: keyring.es256Signer(credential.id),
    officer: keyring.ed25519Signer(officer.id),
  };
  return { kid, ...signers };
}

suite("rows in one piece of memory", () => {
  test("which grows, is used again, and holds a JWT longer than was meant", () => {
    const rows = Array.from({ length: 6 }, (_, i) => row(i, i === 2 ? "\u202e" : `Name ${i}`));
    let used = new ArrayBuffer(16);
    for (const kid of ["key", "k".repeat(6000), "key"]) {
      const room = new RowRoom(used);
      const answer = room.answer(signInto(rows, keysHere(kid), systemRandom, () => room.begin()));
      const results = readRows(answer);
      used = answer.room;
      new Uint8Array(used).fill(0);
      assert.deepEqual(results[2], { ok: false, code: "office.claims" });
      for (const [i, one] of rows.entries()) if (i !== 2) check(one, results[i]);
    }
  });
});

suite("rows signed in threads", () => {
  test("in their order, each once, as this thread would do it; one that cannot be is told by its code", async () => {
    const { borrower, end } = lend(3);
    const rows = Array.from({ length: 10 }, (_, i) => row(i, i === 4 ? "\u202e" : `Name ${i}`));
    const results = await borrower.sign(rows);
    assert.equal(results.length, rows.length);
    assert.deepEqual(results[4], { ok: false, code: "office.claims" });
    const commitments = rows.flatMap((one, i) => (i === 4 ? [] : [check(one, results[i])]));
    assert.equal(new Set(commitments).size, 9);
    assert.equal((await borrower.sign([])).length, 0);
    assert.equal((await borrower.sign(rows.slice(0, 1))).length, 1);
    end();
    check(rows[0] as ReadyDraft, signRows(rows.slice(0, 1), keysHere("key"), systemRandom)[0]);
  });

  test("a key of another kind is lent to nobody", () => {
    const start = (): never => assert.fail("nothing is started");
    const wrong = { credential: officer.id, officer: officer.id };
    assert.throws(() => keyring.lendTo(wrong, start), { code: "vault.wrong_key" });
    const request = keyring.createKey("request");
    assert.throws(() => keyring.lendTo({ ...ids, credential: request.id }, start), {
      code: "vault.wrong_key",
    });
  });

  test("the threads that sign are ended by the lock, and nothing is signed after it", async () => {
    const { borrower, end } = lend(2);
    const first = lend(1);
    first.end();
    await assert.rejects(first.borrower.sign([row(0, "Name")]));
    check(row(0, "Name"), (await borrower.sign([row(0, "Name")]))[0]);
    const under = borrower.sign(Array.from({ length: 500 }, (_, i) => row(i, "Name")));
    const ended = assert.rejects(under);
    vault.lock();
    await ended;
    await assert.rejects(borrower.sign([row(0, "Name")]));
    end();
    assert.throws(() => lend(1), { code: "vault.locked" });
  });
});
