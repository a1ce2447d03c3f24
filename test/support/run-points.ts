// `npm run test:points [-- number]`: so many kill points and full-disk points on a
// registry's store and on a vault, in plain writing and amid what is done to it whole (default 400), and a table of 300 rows that is
// killed on its way, in the wallet and in the window's program.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const points = Number(process.argv[2] ?? 400);
if (!Number.isSafeInteger(points) || points < 1) {
  console.log("npm run test:points [-- number]");
  process.exit(2);
}
const files = [
  "e2e/registry/kill",
  "e2e/registry/full-disk",
  "e2e/wallet/bulk",
  "points/window-tables-killed",
  "e2e/vault/kill",
  "e2e/vault/full-disk",
  "e2e/vault/acts-points",
].map((name) => `test/${name}.test.ts`);
const done = spawnSync(process.execPath, ["--test", "--test-reporter=spec", ...files], {
  cwd: join(import.meta.dirname, "..", ".."),
  env: { ...process.env, SEALFOLIO_POINTS: String(points), SEALFOLIO_BULK_ROWS: "300" },
  stdio: "inherit",
});
process.exit(done.status ?? 1);
