// What the tests need beyond npm packages. As root on Debian it installs what is missing and says
// so; elsewhere it says what to install and never changes the system.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { findBrowser } from "./browser.ts";

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
];

function aptGet(...args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync("apt-get", args, { stdio: ["ignore", "ignore", "inherit"], env }).status === 0;
}

/** Finds or, where that is our own container, installs; tests that still miss something skip with the reason. */
export function setUp(): void {
  const missing = NEEDS.filter((need) => !need.found());
  if (missing.length === 0) return;
  const names = missing.map((need) => need.debian).join(" ");
  const canInstall = process.getuid?.() === 0 && existsSync("/etc/debian_version");
  if (!canInstall) {
    console.log(
      `Not found: ${missing.map((need) => need.what).join(", ")}. On Debian: apt-get install ${names}`,
    );
    return;
  }
  console.log(`Installing with apt-get, as root: ${names}`);
  if (
    !aptGet("update", "-q") ||
    !aptGet("install", "-q", "-y", "--no-install-recommends", ...names.split(" "))
  ) {
    console.log(`apt-get could not install: ${names}`);
  }
}

if (process.argv[1] === import.meta.filename) setUp();
