import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { nodePrimitives } from "../../../../main/crypto/primitives.ts";
import type { LogStore } from "../../../../main/log/log-store.ts";
import { makeReceipt } from "../../../../main/follow/prove/make-receipt.ts";
import { fromBase64Url } from "../../../../src/bytes/base64.ts";
import {
  formatReceipt,
  MAX_RECEIPT,
  parseReceipt,
  receiptSize,
  verifyReceipt,
} from "../../../../src/chain/blocks/receipt.ts";
import { codeOf } from "../../../../src/error.ts";
import { parseTlogProof, verifyTlogProof } from "../../../../src/note/tlog-proof.ts";
import { proveInclusion } from "../../../../src/merkle/proof.ts";
import { FollowWorld } from "../../../support/follow-world.ts";

const P = nodePrimitives;

interface Case {
  readonly world: FollowWorld;
  readonly hash: string;
  readonly text: string;
}

function receiptOf(t: TestContext): Case {
  const world = new FollowWorld(t);
  world.grow(2);
  const leaf = world.kit.issue(world.offices.identity, "id-card");
  world.seal([leaf]);
  const hash = world.kit.hash(leaf);
  const text = makeReceipt(world.chain.store, fromBase64Url(hash));
  assert.ok(text !== undefined);
  return { world, hash, text };
}

function codeOfCall(call: () => unknown): string | undefined {
  try {
    call();
  } catch (error) {
    return codeOf(error) ?? String(error);
  }
  return undefined;
}

test("proves an entry and the time of its block, and never changes", (t) => {
  const { world, hash, text } = receiptOf(t);
  const policyFor = (size: number) => world.chain.epochs.policyFor(size);
  const facts = verifyReceipt(parseReceipt(text), policyFor, P);
  assert.equal(facts.entryHash, hash);
  assert.equal(facts.entry.kind, "credential.issue");
  assert.equal(facts.record.height, 3);
  assert.equal(facts.record.time, world.kit.time);
  assert.equal(facts.seal.checkpoint.size, world.chain.size);
  assert.equal(formatReceipt(parseReceipt(text)), text);
  world.recosign(world.kit.time + 99);
  world.fill(300);
  assert.equal(makeReceipt(world.chain.store, fromBase64Url(hash)), text);
  assert.equal(makeReceipt(world.chain.store, new Uint8Array(32)), undefined);
});

test("each part with the checkpoint is a C2SP tlog-proof of its own", (t) => {
  const { world, text } = receiptOf(t);
  const { checkpoint, entry, record } = JSON.parse(text) as { [part: string]: string };
  for (const part of [entry, record]) {
    const proof = parseTlogProof(`${part}\n${checkpoint}`);
    const leaf = world.chain.store.leaf(proof.index);
    assert.deepEqual(proof.extra, leaf);
    const policy = world.chain.epochs.policyFor(world.chain.size);
    verifyTlogProof(proof, world.chain.store.leafHashAt(proof.index), policy, P);
  }
});

test("every changed character is refused or changes nothing that is proven", (t) => {
  const { world, hash, text } = receiptOf(t);
  const policyFor = (size: number) => world.chain.epochs.policyFor(size);
  let refused = 0;
  for (let at = 0; at < text.length; at += 3) {
    const next = text[at] === "A" ? "B" : "A";
    const spoilt = text.slice(0, at) + next + text.slice(at + 1);
    const outcome = codeOfCall(() => {
      const facts = verifyReceipt(parseReceipt(spoilt), policyFor, P);
      assert.equal(facts.entryHash, hash);
      assert.equal(facts.record.height, 3);
    });
    assert.match(outcome ?? "a.b", /^[a-z]+\.[a-z_]+$/);
    if (outcome !== undefined) refused++;
  }
  // Only a cosignature beyond the quorum can be spoilt in its name and still leave a receipt.
  assert.ok(refused > 0.9 * Math.ceil(text.length / 3));
});

test("names a copy of a batch, and reads that again", (t) => {
  const receipt = parseReceipt(receiptOf(t).text);
  const copy = { index: 5, proof: [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)] };
  const text = formatReceipt({ ...receipt, copy });
  assert.deepEqual(parseReceipt(text), { ...receipt, copy });
});

test("refuses what is no receipt", () => {
  const parts = { checkpoint: "c", entry: "e", record: "r" };
  const cases: readonly [string, string][] = [
    ["", "receipt.syntax"],
    ["{}", "receipt.syntax"],
    ["[]", "receipt.syntax"],
    [JSON.stringify({ ...parts, more: "" }), "receipt.syntax"],
    [JSON.stringify({ ...parts, entry: 1 }), "receipt.syntax"],
    [` ${JSON.stringify(parts)}`, "receipt.syntax"],
    [JSON.stringify(parts), "proof.syntax"],
    [JSON.stringify({ ...parts, entry: "\n\n", record: "\n\n" }), "proof.syntax"],
    ["[".repeat(1000), "receipt.syntax"],
    ...[
      null,
      {},
      { index: 0 },
      { index: -1, proof: [] },
      { index: 0, proof: [], more: 1 },
      { index: 0, proof: ["A".repeat(42)] },
      { index: 0, proof: [1] },
      { index: 0, proof: Array.from({ length: 17 }, () => "A".repeat(43)) },
    ].map((copy): [string, string] => {
      const { checkpoint, ...rest } = parts;
      return [JSON.stringify({ checkpoint, copy, ...rest }), "receipt.syntax"];
    }),
    [`"${"a".repeat(MAX_RECEIPT)}"`, "receipt.too_large"],
  ];
  for (const [text, code] of cases)
    assert.equal(
      codeOfCall(() => parseReceipt(text)),
      code,
      text.slice(0, 40),
    );
});

test("a part that brings a checkpoint of its own is refused", (t) => {
  const { text } = receiptOf(t);
  const { checkpoint, entry, record } = JSON.parse(text) as { [part: string]: string };
  const smuggled = JSON.stringify({ checkpoint, entry: `${entry}\n${checkpoint}`, record });
  assert.equal(
    codeOfCall(() => parseReceipt(smuggled)),
    "receipt.syntax",
  );
});

test("is judged by the authorities of its size, or not at all", (t) => {
  const { world, text } = receiptOf(t);
  const receipt = parseReceipt(text);
  assert.equal(receiptSize(receipt), world.chain.size);
  assert.equal(
    codeOfCall(() => verifyReceipt(receipt, () => undefined, P)),
    "receipt.not_followed",
  );
  const strangers = { ...world.chain.epochs.policyFor(1), authorities: [], quorum: 0 };
  assert.equal(
    codeOfCall(() => verifyReceipt(receipt, () => strangers, P)),
    "seal.policy",
  );
});

test("the record must close the block of the entry", (t) => {
  const { world, text } = receiptOf(t);
  const receipt = parseReceipt(text);
  const { store } = world.chain;
  const policyFor = (size: number) => world.chain.epochs.policyFor(size);
  const placed = (index: number) => ({
    leaf: store.leaf(index) as Uint8Array,
    index,
    proof: proveInclusion(index, store.size, store.hashAt()),
  });
  const earlier = store.seal(1)?.recordIndex as number;
  for (const [parts, code] of [
    [{ record: placed(earlier) }, "receipt.record"],
    [{ entry: placed(1) }, "receipt.record"],
    [{ entry: receipt.record }, "receipt.record"],
    [{ record: receipt.entry }, "record.syntax"],
    [{ entry: { ...receipt.entry, index: 0 } }, "merkle.proof_length"],
  ] as const) {
    const swapped = parseReceipt(formatReceipt({ ...receipt, ...parts }));
    const found = codeOfCall(() => verifyReceipt(swapped, policyFor, P));
    // A wrong index may also give a path of the right length.
    assert.equal(
      code === "merkle.proof_length" ? found?.startsWith("merkle.") : found === code,
      true,
      `${found}`,
    );
  }
});

test("a copy that keeps only its newest seal proves under that", (t) => {
  const { world, hash } = receiptOf(t);
  world.grow(1);
  const newest = world.chain.store.newest;
  const index = world.chain.store.indexOf(fromBase64Url(hash)) as number;
  const block = world.chain.store.blockOf(index);
  assert.ok(newest && block);
  const { store } = world.chain;
  const wallet = {
    newest,
    indexOf: () => index,
    blockOf: () => ({ ...block, checkpoint: "" }),
    leaf: (at: number) => store.leaf(at),
    hashAt: (size: number) => store.hashAt(size),
  };
  const text = makeReceipt(wallet as unknown as LogStore, fromBase64Url(hash));
  assert.ok(text !== undefined);
  const facts = verifyReceipt(parseReceipt(text), (size) => world.chain.epochs.policyFor(size), P);
  assert.equal(facts.seal.checkpoint.size, newest.size);
  assert.equal(facts.record.height, block.height);
  assert.equal(facts.entryHash, hash);
});
