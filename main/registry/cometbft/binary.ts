import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { CometError } from "./error.ts";

/** The release whose protocol we speak; a newer patch of it does as well. */
export const ENGINE_VERSION = "v0.38.25";

const NAME = process.platform === "win32" ? "cometbft.exe" : "cometbft";

/** Where `npm run build:cometbft` puts it. */
export const BUILT_ENGINE = join(import.meta.dirname, "..", "..", "..", "build", "cometbft", NAME);

/**
 * The engine's program: the one that the variable COMETBFT names, else the one built here, else the one
 * on the path. Throws `comet.no_binary`.
 */
export function findEngine(env: NodeJS.ProcessEnv = process.env): string {
  const named = env["COMETBFT"];
  if (named !== undefined && named !== "") {
    if (existsSync(named)) return named;
    throw new CometError("comet.no_binary");
  }
  const onPath = (env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, NAME));
  const found = [BUILT_ENGINE, ...onPath].find((path) => existsSync(path));
  if (found === undefined) throw new CometError("comet.no_binary");
  return found;
}
