// `npm run test:points [-- number]`: so many kill points and full-disk points on the registry's store (default 400).
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const points = Number(process.argv[2] ?? 400);
if (!Number.isSafeInteger(points) || points < 1) {
  console.log("npm run test:points [-- number]");
  process.exit(2);
}
const files = ["kill", "full-disk"].map((name) => `test/e2e/registry/${name}.test.ts`);
const done = spawnSync(process.execPath, ["--test", "--test-reporter=spec", ...files], {
  cwd: join(import.meta.dirname, "..", ".."),
  env: { ...process.env, SEALFOLIO_POINTS: String(points) },
  stdio: "inherit",
});
process.exit(done.status ?? 1);
