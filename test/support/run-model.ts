// `npm run test:model [-- histories]`: so many new random histories against the reference model (default 200).
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const histories = Number(process.argv[2] ?? 200);
if (!Number.isSafeInteger(histories) || histories < 1) {
  console.log("npm run test:model [-- histories]");
  process.exit(2);
}
const file = "test/property/chain/registry-model.test.ts";
const done = spawnSync(process.execPath, ["--test", "--test-reporter=spec", file], {
  cwd: join(import.meta.dirname, "..", ".."),
  env: { ...process.env, SEALFOLIO_MODEL_RUNS: String(histories) },
  stdio: "inherit",
});
process.exit(done.status ?? 1);
