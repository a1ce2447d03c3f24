import assert from "node:assert/strict";
import { test } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { RateLimit } from "../../../main/registry/http/rate-limit.ts";
import { VerifiedSignatures } from "../../../main/registry/verified.ts";
import { Wake } from "../../../main/registry/wake.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { seedSigner } from "../../support/test-keys.ts";

test("a rate limit lets a burst through, then so many a second, for each address by itself", () => {
  const limit = new RateLimit({ perSecond: 2, burst: 3 });
  const taken = [0, 0, 0, 0, 400, 500, 600, 1000, 60_000, 60_000, 60_000, 60_000].map((now) =>
    limit.take("a", now),
  );
  assert.deepEqual(taken, [true, true, true, false, false, true, false, true, true, true, true, false]);
  assert.ok(limit.take("b", 60_000));
});

test("many addresses cannot make a rate limit forget the busy one", () => {
  const limit = new RateLimit({ perSecond: 0.001, burst: 1 });
  assert.ok(limit.take("busy", 0));
  for (let i = 0; i < 10_000; i++) {
    limit.take(`address ${i}`, 1);
    if (i % 1000 === 0) assert.ok(!limit.take("busy", 1));
  }
});

test("what verified is remembered, what did not is asked again, and no other message passes for it", async () => {
  let asked = 0;
  const counting = {
    ...nodePrimitives,
    verifyEd25519: (...parts: Parameters<typeof nodePrimitives.verifyEd25519>) => {
      asked++;
      return nodePrimitives.verifyEd25519(...parts);
    },
  };
  const verified = new VerifiedSignatures(counting, 4);
  const { verifyEd25519 } = verified.primitives;
  const signer = seedSigner("signer");
  const signature = signer.sign(utf8("message"));
  for (let i = 0; i < 3; i++) assert.ok(verifyEd25519(signer.publicKey, utf8("message"), signature));
  assert.equal(asked, 1);
  for (let i = 0; i < 3; i++) assert.ok(!verifyEd25519(signer.publicKey, utf8("Message"), signature));
  assert.equal(asked, 4);
  assert.ok(!verifyEd25519(seedSigner("other").publicKey, utf8("message"), signature));
  assert.ok(!verifyEd25519(signer.publicKey.subarray(1), utf8("message"), signature));
  for (let i = 0; i < 9; i++) {
    assert.ok(verifyEd25519(signer.publicKey, utf8(`${i}`), signer.sign(utf8(`${i}`))));
  }
  const before = asked;
  assert.ok(verifyEd25519(signer.publicKey, utf8("message"), signature));
  assert.equal(asked, before + 1, "forgotten: memory is bounded");

  const later = utf8("later");
  await verified.ahead(signer.publicKey, later, signer.sign(later));
  await verified.ahead(signer.publicKey, later, signer.sign(utf8("another")));
  assert.ok(verifyEd25519(signer.publicKey, later, signer.sign(later)));
  assert.equal(asked, before + 1, "known ahead");
  assert.ok(!verifyEd25519(signer.publicKey, later, signer.sign(utf8("another"))));
  const stranger = seedSigner("stranger");
  await verified.ahead(stranger.publicKey, later, stranger.sign(later));
  assert.ok(verifyEd25519(stranger.publicKey, later, stranger.sign(later)));
  assert.equal(asked, before + 3, "nothing is done ahead for a key that never signed anything");
});

test("a wake before the wait is not lost", async () => {
  const wake = new Wake();
  wake.wake();
  const began = performance.now();
  await wake.wait(5_000);
  const waiting = wake.wait(5_000);
  wake.wake();
  await waiting;
  assert.ok(performance.now() - began < 1_000);
  await wake.wait(1);
});
