// `npm start`: opens the window, in Electron or in an installed browser, and says in which and why.
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findBrowser } from "../host/chromium/find-browser.ts";
import { isRoot } from "../host/options.ts";
import { buildWhenStale } from "./build-renderer.ts";
import { chooseHost, type Surroundings } from "./choose-host.ts";
import { findElectron, installElectron } from "./electron-binary.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const EXIT = { usage: 2, failed: 4 } as const;

const HELP = `npm start [-- OPTION...]: opens Sealfolio's window

  --sample                     begin with the sample registry and its people
  --data DIR                   keep wallets in DIR instead of this person's own data folder
  --host electron|chromium     in this host and no other (or SEALFOLIO_HOST)
  --allow-root                 let root open real wallets too, not only the sample
  --help                       this text
`;

const OPTIONS = {
  sample: { type: "boolean" },
  data: { type: "string" },
  host: { type: "string" },
  "allow-root": { type: "boolean" },
  headless: { type: "boolean" },
  "save-to": { type: "string" },
  page: { type: "string" },
  help: { type: "boolean" },
} as const;

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function readWanted(given: string | undefined): "electron" | "chromium" | undefined {
  const wanted = given ?? process.env["SEALFOLIO_HOST"];
  if (wanted === undefined || wanted === "") return undefined;
  if (wanted === "electron" || wanted === "chromium") return wanted;
  throw new TypeError("--host is electron or chromium");
}

function hasDisplay(): boolean {
  if (process.platform !== "linux") return true;
  return ["DISPLAY", "WAYLAND_DISPLAY"].some((name) => (process.env[name] ?? "") !== "");
}

function aptGet(...args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync("apt-get", args, { stdio: ["ignore", "ignore", "inherit"], env }).status === 0;
}

function installBrowser(): Promise<boolean> {
  say("No browser is here; installing Chromium with apt-get, as root ...");
  const done = aptGet("update", "-q") && aptGet("install", "-q", "-y", "--no-install-recommends", "chromium");
  if (!done) say("apt-get could not install it.");
  return Promise.resolve(done);
}

function surroundings(wanted: Surroundings["wanted"]): Surroundings {
  const isDebianRoot = isRoot() && existsSync("/etc/debian_version");
  return {
    wanted,
    findElectron: () => findElectron(ROOT),
    installElectron: () => installElectron({ root: ROOT, say, insist: wanted === "electron" }),
    findBrowser: () => findBrowser(),
    installBrowser: isDebianRoot ? installBrowser : undefined,
  };
}

/** Runs Electron on this project until it ends; gives its exit code. */
function runElectron(path: string, args: readonly string[]): Promise<number> {
  const env = { ...process.env };
  // It would make a plain Node of it.
  delete env["ELECTRON_RUN_AS_NODE"];
  // Chromium refuses its sandbox to root, and with it to start.
  const rights = isRoot() ? ["--no-sandbox"] : [];
  const child = spawn(path, [...rights, ROOT, ...args], { stdio: "inherit", env });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.once("error", () => resolve(EXIT.failed));
    child.once("exit", (code, signal) =>
      resolve(signal === null ? (code ?? EXIT.failed) : 128 + constants.signals[signal]),
    );
  });
}

// Nobody may read what is said here any more; the window goes on.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

async function start(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const wanted = readWanted(values.host);
  if (values.headless !== true && !hasDisplay()) {
    say("There is no display to open a window on (DISPLAY is not set). The story without one: npm run demo");
    return EXIT.failed;
  }
  if (values.page === undefined && !(await buildWhenStale(ROOT, say))) {
    say("The window could not be built.");
    return EXIT.failed;
  }
  const choice = await chooseHost(surroundings(wanted));
  say(choice.why);
  if (choice.host === undefined) return EXIT.failed;
  if (isRoot() && values["allow-root"] !== true) {
    say(
      "You are root: the sample is all that opens. Real wallets belong to a person of their own, or --allow-root",
    );
  }
  if (choice.host === "electron") return await runElectron(choice.path, args);
  const { main } = await import("../host/chromium/main.ts");
  // Ended here and not left to run out: a browser that does not close in time is ended with us.
  process.exit(await main(args));
}

try {
  process.exitCode = await start(process.argv.slice(2));
} catch (error) {
  // parseArgs says in words of its own what it did not understand.
  if (!(error instanceof TypeError)) throw error;
  say(`${error.message}\n${HELP}`);
  process.exitCode = EXIT.usage;
}
