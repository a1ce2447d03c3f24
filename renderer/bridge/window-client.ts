import type { Bridge } from "../../src/contract/bridge.ts";
import { createClient } from "./client.ts";

declare global {
  interface Window {
    readonly sealfolio?: Bridge;
  }
}

/** The one client of this window. */
export const client = createClient(window.sealfolio);
