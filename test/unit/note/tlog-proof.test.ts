import assert from "node:assert/strict";
import { test } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { toBase64 } from "../../../src/bytes/base64.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { SmallTree } from "../../../src/merkle/small-tree.ts";
import { formatTlogProof, MAX_PROOF, parseTlogProof, verifyTlogProof } from "../../../src/note/tlog-proof.ts";
import { testBody, testPolicy, testSeal } from "../../support/seals.ts";
import { throwsCode } from "../../support/throws-code.ts";

const leaves = Array.from({ length: 11 }, (_, i) => utf8(`{"entry":${i}}`));
const tree = new SmallTree(leaves.map((leaf) => leafHash(leaf)));
const checkpoint = testSeal(testBody(11, tree.root()), [10, 20, 30]);
const proof = { extra: leaves[4]!, index: 4, proof: tree.prove(4), checkpoint };
const policy = testPolicy(4, 3);

test("a proof reads back as what was written, with and without extra data", () => {
  const text = formatTlogProof(proof);
  const lines = text.split("\n");
  assert.equal(lines[0], "c2sp.org/tlog-proof@v1");
  assert.equal(lines[1], `extra ${toBase64(leaves[4]!)}`);
  assert.equal(lines[2], "index 4");
  assert.equal(lines[7], "");
  assert.deepEqual(parseTlogProof(text), proof);
  const { extra: _, ...bare } = proof;
  assert.deepEqual(parseTlogProof(formatTlogProof(bare)), bare);
  const single = { index: 0, proof: [], checkpoint };
  assert.equal(formatTlogProof(single), `c2sp.org/tlog-proof@v1\nindex 0\n\n${checkpoint}`);
  assert.deepEqual(parseTlogProof(formatTlogProof(single)), single);
});

test("a proof holds for its leaf under its seal, and for nothing else", () => {
  const verify = (change: object, leaf = leaves[4]!): number =>
    verifyTlogProof({ ...proof, ...change }, leafHash(leaf), policy, nodePrimitives).time;
  assert.equal(verify({}), 10);
  throwsCode(() => verify({}, leaves[5]), "merkle.root_mismatch");
  throwsCode(() => verify({ index: 5 }), "merkle.root_mismatch");
  throwsCode(() => verify({ index: 11 }), "merkle.index");
  throwsCode(() => verify({ proof: proof.proof.slice(1) }), "merkle.proof_length");
  throwsCode(() => verify({ checkpoint: testSeal(testBody(11, tree.root()), [10]) }), "seal.no_quorum");
  throwsCode(
    () => verify({ checkpoint: testSeal(testBody(12, tree.root()), [1, 2, 3]), proof: [] }),
    "merkle.proof_length",
  );
  throwsCode(() => verify({ checkpoint: "junk" }), "note.syntax");
});

test("each way of being no proof has its code", () => {
  const hash = toBase64(tree.root());
  const head = "c2sp.org/tlog-proof@v1\n";
  const cases: readonly (readonly [string, string])[] = [
    ["", "proof.syntax"],
    ["\n\n", "proof.syntax"],
    [`${head}index 4\n\n`, "proof.syntax"],
    [`${head}index 4\n${checkpoint.replaceAll("\n\n", "\n")}`, "proof.syntax"],
    [`${head.replace("v1", "v2")}index 4\n\nc`, "proof.syntax"],
    [` ${head}index 4\n\nc`, "proof.syntax"],
    [`${head}\n\nc`, "proof.syntax"],
    [`${head}${hash}\n\nc`, "proof.syntax"],
    [`${head}extra QQ==\n\nc`, "proof.syntax"],
    [`${head}Index 4\n\nc`, "proof.syntax"],
    [`${head}index 4\nextra QQ==\n\nc`, "proof.hash"],
    [`${head}extra QQ==\nextra QQ==\nindex 4\n\nc`, "proof.syntax"],
    [`${head}extra \nindex 4\n\nc`, "proof.extra"],
    [`${head}extra QQ\nindex 4\n\nc`, "proof.extra"],
    [`${head}extra QR==\nindex 4\n\nc`, "proof.extra"],
    [`${head}extra  QQ==\nindex 4\n\nc`, "proof.extra"],
    [`${head}index \n\nc`, "proof.index"],
    [`${head}index 04\n\nc`, "proof.index"],
    [`${head}index -4\n\nc`, "proof.index"],
    [`${head}index 9007199254740992\n\nc`, "proof.index"],
    [`${head}index 4\r\n\n\nc`, "proof.index"],
    [`${head}index 4\n${hash.slice(4)}\n\nc`, "proof.hash"],
    [`${head}index 4\n${hash} \n\nc`, "proof.hash"],
    [`${head}index 4\n${`${hash}\n`.repeat(64)}\nc`, "proof.syntax"],
    [`${head}index 4\n${`${hash}\n`.repeat(4000)}\nc`, "proof.syntax"],
    [`${head}index 4\n\n${"c".repeat(MAX_PROOF)}`, "proof.too_large"],
  ];
  for (const [text, code] of cases) throwsCode(() => parseTlogProof(text), code);
  assert.equal(parseTlogProof(`${head}index 4\n${`${hash}\n`.repeat(63)}\nc`).proof.length, 63);
});

test("what could not be read back is not written", () => {
  const write = (change: object): string => formatTlogProof({ ...proof, ...change });
  throwsCode(() => write({ extra: new Uint8Array(0) }), "proof.extra");
  throwsCode(() => write({ index: -1 }), "proof.index");
  throwsCode(() => write({ index: 2 ** 53 }), "proof.index");
  throwsCode(() => write({ proof: [new Uint8Array(31)] }), "proof.hash");
  throwsCode(() => write({ proof: Array.from({ length: 64 }, () => tree.root()) }), "proof.syntax");
  throwsCode(() => write({ checkpoint: "" }), "proof.syntax");
  throwsCode(() => write({ extra: new Uint8Array(MAX_PROOF) }), "proof.too_large");
});

test("the largest leaf fits into a proof", () => {
  const extra = new Uint8Array(61_440).fill(7);
  assert.equal(parseTlogProof(formatTlogProof({ ...proof, extra })).extra?.length, 61_440);
});
