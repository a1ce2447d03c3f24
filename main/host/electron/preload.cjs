// Runs beside the page in a world of its own; the page gets `window.sealfolio` (src/contract/bridge.ts)
// and nothing else. A sandboxed preload is CommonJS and knows no module but this one.
const { contextBridge, ipcRenderer } = require("electron");

const listeners = new Set();

async function call(name, args) {
  let message;
  try {
    message = JSON.stringify({ name, args });
  } catch {
    return { ok: false, code: "call.arguments" };
  }
  return JSON.parse(await ipcRenderer.invoke("sealfolio:call", message));
}

function on(listener) {
  // An object of its own, so that one function may listen twice and each can be taken back.
  const entry = { listener };
  listeners.add(entry);
  return () => void listeners.delete(entry);
}

ipcRenderer.on("sealfolio:event", (_event, text) => {
  const event = JSON.parse(text);
  for (const { listener } of listeners) {
    try {
      listener(event);
    } catch (error) {
      // One listener's fault keeps no other from hearing.
      reportError(error);
    }
  }
});

const BETWEEN = 15_000;
let touched = -BETWEEN;
function touch() {
  const now = performance.now();
  if (now - touched < BETWEEN) return;
  touched = now;
  void call("app.touch", {});
}
for (const event of ["pointerdown", "keydown", "wheel"]) {
  addEventListener(event, touch, { capture: true, passive: true });
}

contextBridge.exposeInMainWorld("sealfolio", { call, on });
