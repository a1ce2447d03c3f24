import { client } from "../bridge/window-client.ts";
import { takeWallet } from "./app-state.ts";

/** Locks the wallet in use; every screen goes, and with it all it holds. */
export async function lockWallet(): Promise<void> {
  const answer = await client.call("wallet.lock", {});
  if (answer.ok) takeWallet(answer.value);
}
