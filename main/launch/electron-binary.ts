import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const LIMIT_MS = 60_000;
const TOLD_EVERY_MS = 10_000;
/** After it could not be had, it is not tried again for a day: where it is blocked, it stays blocked. */
const TRY_AGAIN_MS = 86_400_000;

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return undefined;
  }
}

/**
 * Path of Electron's binary as its npm package keeps it, found without importing the package, which
 * would begin a download. Undefined where it is missing or of another version.
 */
export function findElectron(root: string): string | undefined {
  const home = join(root, "node_modules", "electron");
  const name = read(join(home, "path.txt"));
  const version = read(join(home, "dist", "version"))?.replace(/^v/, "");
  const wanted = /"version":\s*"([^"]+)"/.exec(read(join(home, "package.json")) ?? "")?.[1];
  if (name === undefined || name === "" || version === undefined || version !== wanted) return undefined;
  const path = join(home, "dist", name);
  return existsSync(path) ? path : undefined;
}

export interface ElectronInstall {
  readonly root: string;
  readonly say: (line: string) => void;
  /** Also when it could not be had a short while ago. */
  readonly insist: boolean;
  readonly limitMs?: number;
}

function wasTriedLately(mark: string): boolean {
  const info = statSync(mark, { throwIfNoEntry: false });
  return info !== undefined && Math.abs(Date.now() - info.mtimeMs) < TRY_AGAIN_MS;
}

/** Lets Electron's package fetch its binary, for a minute at most. Resolves with its path, or why there is none. */
export async function installElectron(options: ElectronInstall): Promise<{ path: string } | { why: string }> {
  const { root, say, insist, limitMs = LIMIT_MS } = options;
  const script = join(root, "node_modules", "electron", "install.js");
  if (!existsSync(script)) return { why: "its package is not installed" };
  const mark = join(root, "dist", ".electron-tried");
  if (!insist && wasTriedLately(mark))
    return { why: "it could not be fetched lately (--host electron tries again)" };
  say(`Fetching Electron's binary, for ${limitMs / 1000} s at most (SEALFOLIO_HOST=chromium skips this) ...`);
  const child = spawn(process.execPath, [script], { cwd: root, stdio: "ignore" });
  const began = performance.now();
  const seconds = (): number => Math.round((performance.now() - began) / 1000);
  const telling = setInterval(() => say(`... ${seconds()} s`), TOLD_EVERY_MS);
  const end = await new Promise<"done" | "failed" | "late">((resolve) => {
    const late = setTimeout(() => {
      child.kill("SIGKILL");
      resolve("late");
    }, limitMs);
    child.once("error", () => resolve("failed"));
    child.once("exit", (code) => {
      clearTimeout(late);
      resolve(code === 0 ? "done" : "failed");
    });
  });
  clearInterval(telling);
  const path = end === "done" ? findElectron(root) : undefined;
  if (path !== undefined) {
    rmSync(mark, { force: true });
    return { path };
  }
  mkdirSync(dirname(mark), { recursive: true });
  writeFileSync(mark, "");
  return {
    why: end === "late" ? `fetching it took more than ${limitMs / 1000} s` : "it could not be fetched",
  };
}
