// Seals deposits into the registry in the folder of its first argument until it is stopped, and says on
// standard output what has been acknowledged: `ack <number>`; numbers begin at the second argument.
import { writeSync } from "node:fs";
import { codeOf } from "../../src/error.ts";
import { openNetwork, writtenRegistry } from "./registry-points.ts";

const [, , folder, first] = process.argv as [string, string, string, string];
const registry = writtenRegistry();
const network = openNetwork(registry, folder);
if (network.chain.size === 0) await network.seal(...registry.leaves);
writeSync(1, "open\n");
// Several at once, so that blocks of many sizes come about.
async function write(from: number, step: number): Promise<void> {
  for (let number = from; ; number += step) {
    try {
      const answer = await network.engine.submit(registry.deposit(number));
      writeSync(1, answer.ok ? `ack ${number}\n` : `refused ${answer.code}\n`);
    } catch (error) {
      writeSync(1, `failed ${codeOf(error) ?? String(error)}\n`);
    }
    for (let pause = 0; pause < (number * 7) % 5; pause++) await new Promise((done) => setImmediate(done));
  }
}
await Promise.all([0, 1, 2].map((lane) => write(Number(first) + lane, 3)));
