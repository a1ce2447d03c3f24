import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import {
  parseEntryStatus,
  parseEpochsAnswer,
  parseStatusAnswer,
  parseTrustAnswer,
} from "../../main/follow/sources/answers.ts";
import { readCandidate } from "../../main/follow/sources/candidate.ts";
import { formatMark, parseMark } from "../../main/follow/copy/copy-mark.ts";
import { LightCopy } from "../../main/follow/light/light-copy.ts";
import { parseReceipt, verifyReceipt } from "../../src/chain/blocks/receipt.ts";
import { toBase64Url } from "../../src/bytes/base64.ts";
import { utf8 } from "../../src/bytes/bytes.ts";
import { CodedError } from "../../src/error.ts";
import { FollowWorld, lightWallet, MemorySnapshots } from "../support/follow-world.ts";

/** Real bytes with some of them changed, left out or put in twice. */
function mutated(bytes: Uint8Array): fc.Arbitrary<Uint8Array> {
  const at = fc.nat({ max: Math.max(0, bytes.length - 1) });
  const change = fc.oneof(
    fc.record({ at, value: fc.nat({ max: 255 }) }).map(({ at: i, value }) => (from: Uint8Array) => {
      const to = Uint8Array.from(from);
      to[i] = value;
      return to;
    }),
    at.map((i) => (from: Uint8Array) => from.slice(0, i)),
    fc.record({ at, length: fc.nat({ max: 40 }) }).map(({ at: i, length }) => (from: Uint8Array) => {
      return Uint8Array.from([...from.subarray(0, i + length), ...from.subarray(i)]);
    }),
    fc.record({ at, length: fc.nat({ max: 40 }) }).map(({ at: i, length }) => (from: Uint8Array) => {
      return Uint8Array.from([...from.subarray(0, i), ...from.subarray(i + length)]);
    }),
  );
  return fc
    .array(change, { minLength: 1, maxLength: 3 })
    .map((all) => all.reduce((to, each) => each(to), bytes));
}

function onlyOurErrors(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    assert.ok(error instanceof CodedError, String(error));
  }
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

test("whatever a source or a disk gives ends in one of our errors", async (t) => {
  const world = new FollowWorld(t);
  world.seal([world.kit.admit("authority-5")]);
  world.seal([world.kit.issue(world.offices.identity, "id-card", { index: 5 })]);
  const source = await world.serve();
  const store = new MemorySnapshots();
  const wants = { keys: ["office/identity"], statuses: [{ office: "identity", index: 5 }] };
  await lightWallet(world, [source], store).sync({ wants });
  const { chain, kit } = world;
  const answer = async (path: string) =>
    new Uint8Array(await (await fetch(`${source.name}/${path}`)).arrayBuffer());
  const receipt = await source.receipt(toBase64Url(chain.store.leafHashAt(chain.size - 2)));
  const policyFor = (size: number) => chain.epochs.policyFor(size);
  const candidate = readCandidate(await source.block("newest"), nodePrimitives);
  const seal = { text: candidate.note, checkpoint: candidate.checkpoint, cosigners: [], time: 1 };

  const readers: readonly [Uint8Array, (bytes: Uint8Array) => unknown][] = [
    [await answer("trust/2?key=office/identity"), parseTrustAnswer],
    [await answer("status/2/identity/0"), parseStatusAnswer],
    [await answer("epochs/1"), parseEpochsAnswer],
    [utf8('{"state":"sealed","height":1,"index":2}'), parseEntryStatus],
    [utf8(candidate.proof), (bytes) => readCandidate(text(bytes), nodePrimitives)],
    [utf8(receipt), (bytes) => verifyReceipt(parseReceipt(text(bytes)), policyFor, nodePrimitives)],
    [formatMark({ size: 1, root: candidate.checkpoint.root, seal }), parseMark],
    [
      store.bytes as Uint8Array,
      (bytes) => {
        const spoilt = new MemorySnapshots();
        spoilt.bytes = bytes;
        return new LightCopy(spoilt, kit.registryId, nodePrimitives, 1).state;
      },
    ],
  ];
  for (const [good, read] of readers) {
    assert.notEqual(read(good), undefined);
    fc.assert(
      fc.property(mutated(good), (bytes) => onlyOurErrors(() => read(bytes))),
      { numRuns: 150 },
    );
  }
});
