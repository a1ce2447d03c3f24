// The program in its Chromium host as a process of its own, on a machine where Electron cannot be found.
import { registerHooks } from "node:module";

registerHooks({
  resolve(name, context, next) {
    if (name === "electron" || name === "electron-store") throw new Error(`Cannot find package '${name}'`);
    return next(name, context);
  },
});

const { main } = await import("../../main/host/chromium/main.ts");
process.exit(await main(process.argv.slice(2)));
