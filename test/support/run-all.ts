// `npm test`: format, lint, types, then every ring of tests; ends with one line of counts.
// With CI set, a skip counts as a failure unless its reason is one that CI cannot mend.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { beginSetUp } from "./run-setup.ts";
import { RINGS, runRings, type RingResult } from "./run-rings.ts";

const root = join(import.meta.dirname, "..", "..");
const bin = (name: string): string => join(root, "node_modules", name);

const CHECKS: readonly { readonly name: string; readonly args: readonly string[] }[] = [
  { name: "format", args: [bin("oxfmt/bin/oxfmt"), "--check"] },
  { name: "lint", args: [bin("oxlint/bin/oxlint"), "--deny-warnings"] },
  { name: "types", args: [bin("typescript/bin/tsc"), "--noEmit"] },
  { name: "types of src/ alone", args: [bin("typescript/bin/tsc"), "--noEmit", "-p", "src"] },
  { name: "types of renderer/", args: [bin("typescript/bin/tsc"), "--noEmit", "-p", "renderer"] },
];

/** Skips that no setup on a Linux machine can avoid. */
const ALLOWED_SKIP = /^(Electron's binary|macOS only|Windows only)/;

function runCheck(check: (typeof CHECKS)[number]): boolean {
  const started = performance.now();
  const done = spawnSync(process.execPath, check.args, { cwd: root, encoding: "utf8" });
  const good = done.status === 0;
  console.log(`${good ? "ok  " : "FAIL"} ${check.name} (${Math.round(performance.now() - started)} ms)`);
  if (!good) console.log(`${done.stdout}${done.stderr}`);
  return good;
}

function report(result: RingResult, checks: readonly boolean[]): number {
  const strict = process.env["CI"] !== undefined && process.env["CI"] !== "";
  for (const skip of result.skipped) console.log(`skipped: ${skip.name}: ${skip.reason}`);
  const bad = strict ? result.skipped.filter((skip) => !ALLOWED_SKIP.test(skip.reason)) : [];
  if (bad.length > 0) console.log(`${bad.length} of these skips may not happen in CI and count as failures`);
  // Again at the end: of a long run's output often no more than that is kept.
  for (const failure of result.failures) console.log(`failed: ${failure}`);
  const passed = result.passed + checks.filter(Boolean).length;
  const failed = result.failed + checks.filter((good) => !good).length + bad.length;
  console.log(`${passed} passed, ${failed} failed, ${result.skipped.length} skipped`);
  return failed === 0 && result.passed > 0 ? 0 : 1;
}

// Most of it is waiting for what is fetched, and the inner rings need none of it.
const ready = beginSetUp();
const checks = CHECKS.map(runCheck);
const result = await runRings(root, RINGS, ready);
process.exit(report(result, checks));
