// What the tests need beyond npm packages. As root on Debian it installs what is missing and says
// so; elsewhere it says what to install and never changes the system.
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { findBrowser } from "./browser.ts";
import { findPython, makePython } from "./python-peer.ts";
import { buildPrograms, fetchToolchain, findGo } from "./go-programs.ts";

interface Need {
  readonly what: string;
  readonly debian: string;
  readonly found: () => boolean;
}

const NEEDS: readonly Need[] = [
  {
    what: "a browser (Chromium, Chrome or Edge)",
    debian: "chromium",
    found: () => findBrowser() !== undefined,
  },
  {
    what: "the age program",
    debian: "age",
    found: () => spawnSync("age", ["--version"], { stdio: "ignore" }).status === 0,
  },
  {
    what: "Go 1.24 or newer",
    debian: "golang-go",
    found: () => findGo() !== undefined,
  },
  {
    what: "Python 3.10 or newer with venv",
    debian: "python3-venv",
    found: () => findPython() !== undefined,
  },
];

function aptGet(...args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync("apt-get", args, { stdio: ["ignore", "ignore", "inherit"], env }).status === 0;
}

function install(missing: readonly Need[]): void {
  const names = missing.map((need) => need.debian);
  console.log(`Installing with apt-get, as root: ${names.join(" ")}`);
  if (!aptGet("update", "-q") || !aptGet("install", "-q", "-y", "--no-install-recommends", ...names)) {
    console.log(`apt-get could not install: ${names.join(" ")}`);
  }
  // Debian's own may be older than what the pinned modules need.
  if (findGo() === undefined && !fetchToolchain()) console.log("no Go new enough could be had");
}

/** The consensus engine, for the tests of a network; it says itself when it cannot be had. */
function buildEngine(): void {
  const script = join(import.meta.dirname, "..", "..", "main", "launch", "build-cometbft.ts");
  spawnSync(process.execPath, [script], { stdio: ["ignore", "inherit", "inherit"] });
}

/** Finds or, where that is our own container, installs; tests that still miss something skip with the reason. */
export function setUp(): void {
  const missing = NEEDS.filter((need) => !need.found());
  if (missing.length > 0) {
    if (process.getuid?.() === 0 && existsSync("/etc/debian_version")) install(missing);
    else {
      const what = missing.map((need) => need.what).join(", ");
      console.log(
        `Not found: ${what}. On Debian: apt-get install ${missing.map((need) => need.debian).join(" ")}`,
      );
    }
  }
  buildEngine();
  makePython(console.log);
  try {
    buildPrograms(console.log);
  } catch (error) {
    console.log(`The programs of test/interop/go could not be built: ${String(error)}`);
  }
}

/** The same beside other work, in a process of its own; resolves when that has ended, however it did. */
export function beginSetUp(): Promise<void> {
  const child = spawn(process.execPath, [import.meta.filename], { stdio: ["ignore", "inherit", "inherit"] });
  return new Promise((resolve) => {
    child.once("error", () => resolve());
    child.once("exit", () => resolve());
  });
}

if (process.argv[1] === import.meta.filename) setUp();
