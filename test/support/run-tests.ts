// `npm run test:unit -- [ring...]`: some rings of tests only, the quick ones if none is named.
import { join } from "node:path";
import { runRings } from "./run-rings.ts";

const asked = process.argv.slice(2);
const result = await runRings(
  join(import.meta.dirname, "..", ".."),
  asked.length > 0 ? asked : ["unit", "vectors-run"],
);
for (const skip of result.skipped) console.log(`skipped: ${skip.name}: ${skip.reason}`);
console.log(`${result.passed} passed, ${result.failed} failed, ${result.skipped.length} skipped`);
process.exit(result.failed === 0 && result.passed > 0 ? 0 : 1);
