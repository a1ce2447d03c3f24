import type { Bridge } from "../../src/contract/bridge.ts";
import { createClient } from "./client.ts";
import { withPassphraseAgain } from "./passphrase-again.ts";

declare global {
  interface Window {
    readonly sealfolio?: Bridge;
  }
}

/** The one client of this window. */
export const client = withPassphraseAgain(createClient(window.sealfolio));
