import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseJson } from "../../src/json/parse.ts";
import { isJsonObject } from "../../src/json/value.ts";
import { App } from "../app/app.ts";
import { systemRandom } from "../doors/random.ts";
import { openProgram } from "../wallet/compose.ts";
import type { Host } from "../app/host.ts";
import { isRoot, type StartOptions } from "./options.ts";

function readVersion(): string {
  const text = readFileSync(join(import.meta.dirname, "..", "..", "package.json"), "utf8");
  const value = parseJson(text);
  const version = isJsonObject(value) ? value["version"] : undefined;
  return typeof version === "string" ? version : "0";
}

function reportBug(call: string, error: unknown): void {
  // Only the kind of error: its text may hold what nobody else should read.
  const kind = error instanceof Error ? error.name : typeof error;
  process.stderr.write(`sealfolio: ${call} failed unexpectedly (${kind})\n`);
  if (process.env["SEALFOLIO_DEBUG"] !== undefined && error instanceof Error) {
    process.stderr.write(`${error.stack ?? ""}\n`);
  }
}

/**
 * Runs the program in this host until its window is gone; every wallet is locked then. The caller holds
 * the data folder. Throws HostError or FileError when it cannot begin.
 */
export async function runDesktop(host: Host, options: StartOptions): Promise<void> {
  // A terminal that is closed must not take open wallets along with the next word for it.
  process.stderr.on("error", () => {});
  const app = new App({
    version: readVersion(),
    folder: options.data,
    host,
    openWallet: (folder, watch) => openProgram(folder, { ...watch, onBug: reportBug }),
    random: systemRandom,
    realWallets: !isRoot() || options.allowRoot,
    onBug: reportBug,
  });
  try {
    if (!options.sample) await app.openOnly();
    await host.open(app.dispatch);
    // What comes of it is told by events.
    if (options.sample) void app.dispatch("app.start_sample", {});
    await host.closed;
  } finally {
    await host.close();
    await app.close();
  }
}
