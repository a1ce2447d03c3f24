// Finds Python, and makes a folder of the libraries that test/interop/python speaks for.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

const ROOT = join(import.meta.dirname, "..", "..");
const FOLDER = join(ROOT, "test", "interop", "python");
const REQUIREMENTS = join(FOLDER, "requirements.txt");

function environmentFolder(): string {
  const digest = createHash("sha256").update(readFileSync(REQUIREMENTS)).digest("hex");
  return join(ROOT, "node_modules", ".cache", "sealfolio-interop", `python-${digest.slice(0, 16)}`);
}

function interpreterIn(folder: string): string {
  return process.platform === "win32" ? join(folder, "Scripts", "python.exe") : join(folder, "bin", "python");
}

/** A Python 3.10 or newer that can make environments; undefined where there is none. */
export function findPython(): string | undefined {
  const check = "import sys, venv, ensurepip; sys.exit(0 if sys.version_info >= (3, 10) else 1)";
  return ["python3", "python"].find((name) => spawnSync(name, ["-c", check]).status === 0);
}

/** The interpreter that has the libraries, if `makePython` made it. */
export function findPeer(): string | undefined {
  const folder = environmentFolder();
  return existsSync(join(folder, "ready")) ? interpreterIn(folder) : undefined;
}

/** Makes the environment once; what it needs comes from PyPI in the versions of requirements.txt. */
export function makePython(say: (text: string) => void): void {
  if (findPeer() !== undefined) return;
  const python = findPython();
  if (python === undefined) return say("Not found: Python 3.10 or newer with venv.");
  const folder = environmentFolder();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  const run = (command: string, args: readonly string[]): boolean =>
    spawnSync(command, args, { stdio: ["ignore", "ignore", "inherit"] }).status === 0;
  const pip = ["-m", "pip", "install", "-q", "--disable-pip-version-check", "-r", REQUIREMENTS];
  const isMade = run(python, ["-m", "venv", folder]) && run(interpreterIn(folder), pip);
  if (!isMade) return say("The Python libraries of test/interop/python could not be installed.");
  spawnSync(interpreterIn(folder), ["-c", `open(${JSON.stringify(join(folder, "ready"))}, "w").close()`]);
}

/** What `test/interop/python/peer.py` answers. */
export function askPeer(interpreter: string, question: object): { readonly [member: string]: unknown } {
  const { stdout, stderr } = spawnSync(interpreter, [join(FOLDER, "peer.py")], {
    input: JSON.stringify(question),
    encoding: "utf8",
  });
  if (stdout.trim() === "") throw new Error(`the peer said nothing: ${stderr.slice(-400)}`);
  return JSON.parse(stdout) as { readonly [member: string]: unknown };
}
