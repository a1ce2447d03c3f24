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
  "registry/kill",
  "registry/full-disk",
  "wallet/bulk",
  "window-tables-killed",
  "vault/kill",
  "vault/full-disk",
  "vault/acts-points",
].map((name) => `test/e2e/${name}.test.ts`);
const done = spawnSync(process.execPath, ["--test", "--test-reporter=spec", ...files], {
  cwd: join(import.meta.dirname, "..", ".."),
  env: { ...process.env, SEALFOLIO_POINTS: String(points), SEALFOLIO_BULK_ROWS: "300" },
  stdio: "inherit",
});
process.exit(done.status ?? 1);
