import type { DesktopCallName } from "../../src/contract/contract.ts";
import type { Host } from "./host.ts";
import { checkLink } from "./links.ts";
import type { Services } from "../wallet/dispatch.ts";
import type { ClipboardKeeper } from "./clipboard.ts";
import { openFile, saveFile } from "./files.ts";

/** What the window cannot do for itself, by the host that it runs in. */
export function hostServices(
  host: Host,
  clipboard: ClipboardKeeper,
): Services<Extract<DesktopCallName, `host.${string}`>> {
  return {
    "host.open_file": ({ as }) => openFile(host, as),
    "host.save_file": (file) => saveFile(host, file),
    "host.copy": ({ text }) => clipboard.copy(text),
    "host.open_link": async ({ url }) => {
      await host.openLink(checkLink(url));
      return null;
    },
    "host.set_camera": async ({ allowed }) => {
      await host.allowCamera(allowed);
      return { allowed };
    },
    "host.quit": () => {
      // After the answer, which has nowhere to go any more otherwise.
      setImmediate(() => void clipboard.clear().finally(() => host.close()));
      return null;
    },
  };
}
