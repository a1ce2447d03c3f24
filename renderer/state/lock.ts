import { client } from "../bridge/window-client.ts";
import { awaitWallet } from "./app-state.ts";

/** Locks the wallet in use; every screen goes, and with it all it holds. */
export async function lockWallet(): Promise<void> {
  const take = awaitWallet(client);
  const answer = await client.call("wallet.lock", {});
  if (answer.ok) take(answer.value);
}
