// Writes into the registry in the folder of its first argument until its disk (a limit on file sizes)
// has been full as often as its second argument says; after each time all that was acknowledged must be
// there. Says `full <code>` for each, then `ack <number>` for all that was acknowledged.
import assert from "node:assert/strict";
import { writeSync } from "node:fs";
import { codeOf } from "../../src/error.ts";
import { hashOfLeaf, openNetwork, writtenRegistry } from "./registry-points.ts";

const [, , folder, wanted, seed] = process.argv as [string, string, string, string, string];
const registry = writtenRegistry();
const network = openNetwork(registry, folder);
const acknowledged = new Map<number, string>();
const before = network.chain.size;

function check(): void {
  assert.ok(network.chain.size >= before);
  for (const hash of acknowledged.values()) {
    const state = network.engine.status(hash)?.state;
    assert.ok(state === "pending" || state === "sealed", `acknowledged and ${state ?? "gone"}`);
  }
}

async function submit(number: number): Promise<string | undefined> {
  const leaf = registry.deposit(number);
  try {
    const answer = await network.engine.submit(leaf);
    assert.ok(answer.ok);
    acknowledged.set(number, hashOfLeaf(leaf));
    return undefined;
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    assert.equal(network.engine.status(hashOfLeaf(leaf)), undefined);
    return code;
  }
}

let full = 0;
let round = Number(seed) * 10_000;
while (full < Number(wanted)) {
  const count = 1 + (round % 5);
  const codes = await Promise.all(Array.from({ length: count }, (_, i) => submit(round + i)));
  round += count;
  const { fault } = network.engine.health();
  const code =
    codes.find((each) => each !== undefined) ?? (fault?.startsWith("database.") ? fault : undefined);
  check();
  if (code !== undefined) {
    full++;
    writeSync(1, `full ${code}\n`);
  }
  // Its cosigners and its sealing have their turns, and meet the full disk as well.
  await new Promise((done) => setTimeout(done, round % 4));
}
check();
for (const number of acknowledged.keys()) writeSync(1, `ack ${number}\n`);
process.exit(0);
