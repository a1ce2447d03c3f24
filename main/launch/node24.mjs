// Runs a script under the project's own Node 24, whatever Node started npm. Plain JavaScript that
// Node 20 understands; it must not import anything that is not part of Node.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const WANTED = 24;

/** This process, as `findNode24` sees it; a test passes another. */
const HERE = {
  root,
  platform: process.platform,
  arch: process.arch,
  version: process.versions.node,
  execPath: process.execPath,
};

/** Path of the Node 24 binary that `npm ci` brought, else of this very process if it is one, else undefined. */
export function findNode24(where = HERE) {
  const platform = where.platform === "win32" ? "win" : where.platform;
  const binary = where.platform === "win32" ? "node.exe" : "node";
  const own = join(where.root, "node_modules", `node-${platform}-${where.arch}`, "bin", binary);
  if (existsSync(own)) return own;
  return Number(where.version.split(".")[0]) === WANTED ? where.execPath : undefined;
}

/** What somebody reads who has no Node 24. */
export function explainMissing(where = HERE) {
  return (
    `Sealfolio needs Node ${WANTED}. npm has no ready-made one for ${where.platform}-${where.arch}, ` +
    `or it was left out (--omit=optional): install Node ${WANTED} and start again. ` +
    `This is Node ${where.version}.`
  );
}

/** Starts `node ...args` and ends as it ends. */
export function runNode24(args) {
  const node = findNode24();
  if (node === undefined) {
    console.error(explainMissing());
    process.exit(2);
  }
  // Compiled scripts are kept from one start to the next, for us and what we start: half of a start.
  const env = { NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "sealfolio"), ...process.env };
  // node:sqlite still announces itself as experimental; we pin the version and test it.
  const child = spawn(node, ["--disable-warning=ExperimentalWarning", ...args], { stdio: "inherit", env });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", () => {
    console.error(
      `The Node ${WANTED} that came with npm ci does not start here. Install Node ${WANTED} and start again.`,
    );
    process.exit(2);
  });
  child.on("exit", (code, signal) => {
    process.exit(signal === null ? (code ?? 4) : 128 + (constants.signals[signal] ?? 0));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.env.SEALFOLIO_ROOT = root;
  runNode24(process.argv.slice(2));
}
