// Finds Go, and builds with it the programs of others that a registry is shown to (test/interop/go).
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, chmodSync, constants, existsSync, globSync, mkdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";

const ROOT = join(import.meta.dirname, "..", "..");
const MODULE = join(ROOT, "test", "interop", "go");
/** What the modules in go.mod need. */
const NEEDED = [1, 24] as const;
/** Taken where only an older Go is to be had; the Go module proxy has it, and the sum database vouches for it. */
const TOOLCHAIN = "v0.0.1-go1.25.5";

export const PROGRAMS = {
  peer: ".",
  litewitness: "filippo.io/torchwood/cmd/litewitness",
  mirror: "github.com/transparency-dev/tessera/cmd/experimental/mirror/posix",
} as const;

export type Program = keyof typeof PROGRAMS;
export type Programs = { readonly [name in Program]: string };

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function candidates(): string[] {
  const name = process.platform === "win32" ? "go.exe" : "go";
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const known = ["/usr/local/go/bin", ...globSync("/usr/lib/go-*/bin")];
  const toolchains = globSync(join(toolchainFolder(), "golang.org", "toolchain@*", "bin"));
  return [...folders, ...known, ...toolchains].map((folder) => join(folder, name)).filter(isProgram);
}

/** Module cache of a toolchain that was fetched here. */
function toolchainFolder(): string {
  return join(homedir(), ".cache", "sealfolio-go");
}

function isNewEnough(go: string): boolean {
  const { stdout } = spawnSync(go, ["env", "GOVERSION"], { encoding: "utf8", env: environment() });
  const [, major, minor] = /^go(\d+)\.(\d+)/.exec(stdout ?? "") ?? [];
  return Number(major) > NEEDED[0] || (Number(major) === NEEDED[0] && Number(minor) >= NEEDED[1]);
}

function environment(): NodeJS.ProcessEnv {
  // A GOROOT that was set for one Go would mislead another.
  const { GOROOT: _root, ...inherited } = process.env;
  return { ...inherited, GOTOOLCHAIN: "local", GOFLAGS: "-mod=readonly", CGO_ENABLED: "0", GOWORK: "off" };
}

/** A Go that can build the programs, if this machine has one. */
export function findGo(): string | undefined {
  return candidates().find(isNewEnough);
}

/** Lets an older Go fetch a newer one from the module proxy. Answers whether there is one now. */
export function fetchToolchain(): boolean {
  const [old] = candidates();
  const arch = { x64: "amd64", arm64: "arm64" }[process.arch as string];
  if (old === undefined || process.platform !== "linux" || arch === undefined) return false;
  const folder = toolchainFolder();
  mkdirSync(folder, { recursive: true });
  const module = `golang.org/toolchain@${TOOLCHAIN}.linux-${arch}`;
  const env = { ...environment(), GOMODCACHE: folder, GOFLAGS: "", GO111MODULE: "on" };
  const done = spawnSync(old, ["mod", "download", module], { cwd: folder, env, stdio: "ignore" });
  if (done.status !== 0) return false;
  // The files of a module are never executable.
  const root = join(folder, module);
  for (const file of globSync([join(root, "bin", "*"), join(root, "pkg", "tool", "*", "*")])) {
    chmodSync(dirname(file), 0o755);
    chmodSync(file, 0o755);
  }
  return findGo() !== undefined;
}

/** Where what these sources make is kept; node_modules is the one folder that is never committed. */
function outFolder(): string {
  const digest = createHash("sha256");
  for (const file of globSync(join(MODULE, "*")).sort()) digest.update(readFileSync(file));
  return join(ROOT, "node_modules", ".cache", "sealfolio-interop", digest.digest("hex").slice(0, 16));
}

/** The programs, if they have been built. */
export function builtPrograms(): Programs | undefined {
  const folder = outFolder();
  const paths = Object.keys(PROGRAMS).map((name) => [name, join(folder, name)] as const);
  return paths.every(([, path]) => existsSync(path)) ? (Object.fromEntries(paths) as Programs) : undefined;
}

/** Builds them where that has not been done. Answers undefined where Go is missing; throws where it fails. */
export function buildPrograms(say: (line: string) => void = () => {}): Programs | undefined {
  const built = builtPrograms();
  if (built !== undefined) return built;
  const go = findGo();
  if (go === undefined) return undefined;
  const folder = outFolder();
  mkdirSync(folder, { recursive: true });
  const started = performance.now();
  for (const [name, path] of Object.entries(PROGRAMS)) {
    const args = ["build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", join(folder, name), path];
    const done = spawnSync(go, args, { cwd: MODULE, env: environment(), encoding: "utf8" });
    if (done.status !== 0) throw new Error(`go build ${path}: ${done.stderr}`);
  }
  say(`built the programs of test/interop/go (${Math.round((performance.now() - started) / 1000)} s)`);
  return builtPrograms();
}
