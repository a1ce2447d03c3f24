import { listenIfOpen } from "./counter/listen.ts";
import { serveIfOffered } from "./offers/serve.ts";
import type { Session } from "./session.ts";

/** Opens after a restart what was open for others before. */
export async function openAgain(session: Session): Promise<void> {
  await serveIfOffered(session);
  if (session.vault.state === "unlocked") await listenIfOpen(session);
}
