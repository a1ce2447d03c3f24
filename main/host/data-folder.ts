import { homedir } from "node:os";
import { join } from "node:path";

/** Where this person's wallets lie unless they say otherwise; the same whichever host shows them. */
export function defaultDataFolder(
  platform: NodeJS.Platform = process.platform,
  env: { readonly [name: string]: string | undefined } = process.env,
  home: string = homedir(),
): string {
  if (platform === "win32") return join(env["APPDATA"] ?? join(home, "AppData", "Roaming"), "Sealfolio");
  if (platform === "darwin") return join(home, "Library", "Application Support", "Sealfolio");
  // XDG Base Directory Specification: a relative path is to be ignored.
  const base = env["XDG_DATA_HOME"];
  return join(base?.startsWith("/") === true ? base : join(home, ".local", "share"), "sealfolio");
}
