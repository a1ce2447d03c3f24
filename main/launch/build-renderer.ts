import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** All that decides what the built page is. */
const MADE_FROM = ["renderer/**/*", "src/**/*.ts", "vite.config.ts", "package-lock.json"];
const STAMP = ".stamp";

/** Hash of everything that the page is made of; undefined where there are no sources (a package). */
function hashSources(root: string): string | undefined {
  const entries = globSync(MADE_FROM, { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile());
  if (!entries.some(({ parentPath }) => parentPath.startsWith(join(root, "renderer")))) return undefined;
  const hash = createHash("sha256");
  for (const path of entries.map(({ parentPath, name }) => join(parentPath, name)).sort()) {
    const bytes = readFileSync(path);
    hash.update(`${path.slice(root.length)}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest("hex");
}

function readStamp(folder: string): string | undefined {
  try {
    readFileSync(join(folder, "index.html"));
    return readFileSync(join(folder, STAMP), "utf8");
  } catch {
    return undefined;
  }
}

/** Runs the build; resolves with whether it went well. */
function runBuild(root: string): Promise<boolean> {
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  const child = spawn(process.execPath, [vite, "build"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
  });
  return new Promise((resolve) => {
    child.once("error", () => resolve(false));
    child.once("exit", (code) => resolve(code === 0));
  });
}

/** Builds the page when it is not made of what lies in the sources now. Resolves with whether there is one. */
export async function buildWhenStale(
  root: string,
  say: (line: string) => void,
  build: (root: string) => Promise<boolean> = runBuild,
): Promise<boolean> {
  const folder = join(root, "dist", "renderer");
  const sources = hashSources(root);
  const stamp = readStamp(folder);
  if (sources === undefined || stamp === sources) return true;
  say("Building the window, since its sources changed ...");
  if (!(await build(root))) return false;
  writeFileSync(join(folder, STAMP), sources);
  return true;
}
