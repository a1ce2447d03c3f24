// `npm run interop:go`: a registry shown to programs that none of us wrote.
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { buildPrograms, findGo } from "./go-programs.ts";

const root = join(import.meta.dirname, "..", "..");
if (findGo() === undefined) {
  console.log("Go 1.24 or newer is missing, so nothing was shown to anybody. See https://go.dev/dl/");
  process.exit(1);
}
buildPrograms(console.log);
const test = spawnSync(
  process.execPath,
  ["--test", "--test-reporter=spec", "test/interop/go-programs.test.ts"],
  { cwd: root, stdio: "inherit" },
);
process.exit(test.status ?? 1);
