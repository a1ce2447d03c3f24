import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import * as fc from "fast-check";
import type { LogStore } from "../../../main/log/log-store.ts";
import type { Head } from "../../../src/chain/blocks/ledger.ts";
import { toBase64Url } from "../../../src/bytes/base64.ts";
import { DEEDS, makeHistory } from "../../support/chain-history.ts";
import { TestNode } from "../../support/network-kit.ts";
import { RegistryKit } from "../../support/registry-kit.ts";
import { SoloNetwork } from "../../support/solo-network.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const RUNS = Number(process.env["SEALFOLIO_RUNS"] ?? 2);

interface Cut {
  readonly entries: readonly Uint8Array[];
  readonly time: number;
}

/** The blocks that an engine made, each as its entries and its time. */
function cutsOf(store: LogStore, timeOf: (height: number) => number): Cut[] {
  const blocks = [...store.blocks(0, (store.newest?.height ?? -1) + 1)];
  return blocks.map(({ height, first, recordIndex }) => {
    return { entries: [...store.leaves(first, recordIndex)], time: timeOf(height) };
  });
}

/** Through the application of a network's node, asked as its engine asks; every block goes all the way. */
async function throughNetwork(kit: RegistryKit, folder: string, cuts: readonly Cut[]): Promise<TestNode> {
  const node = new TestNode(kit, kit.authority("authority-1"), folder);
  const [first, ...others] = cuts as [Cut, ...Cut[]];
  await node.begin(first.time, undefined, []);
  for (const [at, { entries, time }] of others.entries()) {
    node.clock.now = time;
    assert.deepEqual(await node.propose(entries, at + 1, time), entries);
    assert.equal(await node.accepts(entries, at + 1, time), true);
    await node.decide(entries, at + 1, time);
  }
  return node;
}

function rootsOf(head: Head | undefined): readonly unknown[] {
  return [head?.record.trust, head?.record.status, head?.record.authorities];
}

/** Admits a fifth authority, for whom nobody cosigns here: one is all that four can still seal with. */
const ADMITS = 10;
const deeds = fc
  .array(fc.record({ kind: fc.nat(DEEDS - 1), pick: fc.nat(50) }), { minLength: 5, maxLength: 25 })
  .map((all) => {
    const first = all.findIndex(({ kind }) => kind === ADMITS);
    return all.filter(({ kind }, at) => kind !== ADMITS || at === first);
  });
const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 40, maxLength: 40 });
const pauses = fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 40, maxLength: 40 });

test("the same entries at the same cuts and times are the same bytes by both engines; cut otherwise, the same roots", async (t) => {
  const folder = tempFolder(t);
  let run = 0;
  await fc.assert(
    fc.asyncProperty(deeds, sizes, pauses, async (history, cutSizes, waits) => {
      const { leaves } = makeHistory(history);
      const kit = new RegistryKit();
      assert.deepEqual(kit.genesis, leaves[0]);
      const place = join(folder, `run-${run++}`);

      const solo = new SoloNetwork(kit, join(place, "solo"));
      const times: number[] = [];
      solo.engine.onBlock(() => times.push(solo.chain.ledger.head?.time ?? 0));
      for (let at = 0, cut = 0; at < leaves.length; cut++) {
        const size = at === 0 ? 1 : (cutSizes[cut % cutSizes.length] as number);
        const answers = await Promise.all(
          leaves.slice(at, at + size).map((leaf) => solo.engine.submit(leaf)),
        );
        for (const answer of answers) {
          assert.ok(answer.ok);
          await solo.until(() => solo.engine.status(answer.value.hash)?.state === "sealed");
        }
        at += size;
        solo.clock.now += waits[cut % waits.length] as number;
      }
      const cuts = cutsOf(solo.chain.store, (height) => times[height] as number);

      const node = await throughNetwork(kit, join(place, "same"), cuts);
      const decided = node.decided.waiting.flatMap((block) => block.leaves.map((leaf) => toBase64Url(leaf)));
      assert.deepEqual(
        decided,
        [...solo.chain.store.leaves(0, solo.chain.size)].map((leaf) => toBase64Url(leaf)),
      );
      assert.deepEqual(node.decided.ledger.head, solo.chain.ledger.head);

      // Cut otherwise, all at one time.
      const time = cuts[0]?.time ?? 0;
      const single = leaves.map((leaf) => ({ entries: [leaf], time }));
      const pairs = cuts.map(({ entries }) => ({ entries, time }));
      const one = await throughNetwork(kit, join(place, "single"), single);
      const many = await throughNetwork(kit, join(place, "many"), pairs);
      assert.deepEqual(rootsOf(one.decided.ledger.head), rootsOf(many.decided.ledger.head));
      assert.notEqual(one.decided.ledger.head?.height, undefined);
      for (const each of [node, one, many]) each.close();
      await solo.close();
    }),
    { numRuns: RUNS },
  );
});
