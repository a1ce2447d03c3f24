// Runs in the page before its own scripts, in every frame; only the main frame of our origin is served,
// and the other side checks that again for each message. What the page gets is `window.sealfolio`
// (src/contract/bridge.ts), nothing else.
(() => {
  const { sealfolioCall, sealfolioEvents, sealfolioReply } = globalThis;
  for (const name of ["sealfolioCall", "sealfolioEvents", "sealfolioReply"]) delete globalThis[name];
  if (globalThis.top !== globalThis || globalThis.origin !== "https://wallet.localhost") return;

  const listeners = new Set();

  async function call(name, args) {
    let message;
    try {
      message = JSON.stringify({ name, args });
    } catch {
      return { ok: false, code: "call.arguments" };
    }
    return JSON.parse(await sealfolioCall(message));
  }

  function on(listener) {
    // An object of its own, so that one function may listen twice and each can be taken back.
    const entry = { listener };
    listeners.add(entry);
    return () => void listeners.delete(entry);
  }

  const reply = (id, answer) => sealfolioReply(JSON.stringify({ id, ...answer }));

  function toBase64(file) {
    return new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.addEventListener("load", () => resolve(String(reader.result).split(",")[1] ?? ""));
      reader.addEventListener("error", () => reject(reader.error));
      reader.readAsDataURL(file);
    });
  }

  /** Bytes of a file in one message; a multiple of three, so that no piece but the last is padded. */
  const PIECE = 3 << 20;

  async function sendFile(id, file) {
    let at = 0;
    do {
      const base64 = await toBase64(file.slice(at, at + PIECE));
      at += PIECE;
      const more = at < file.size;
      if (!(await reply(id, { name: file.name, base64, more }))) return;
    } while (at < file.size);
  }

  function openFile({ id, accept, maxBytes }) {
    // Without a click of the person no browser shows a picker, and none would ever answer.
    if (!navigator.userActivation.isActive) return reply(id, { none: true });
    const input = document.createElement("input");
    input.type = "file";
    input.accept = accept;
    input.addEventListener("cancel", () => reply(id, { none: true }));
    input.addEventListener("change", async () => {
      const file = input.files?.[0];
      if (file === undefined) return reply(id, { none: true });
      if (file.size > maxBytes) return reply(id, { tooLarge: true });
      try {
        return await sendFile(id, file);
      } catch {
        return reply(id, { unreadable: true });
      }
    });
    input.click();
  }

  async function saveFile({ id, name, text, base64 }) {
    if (globalThis.showSaveFilePicker === undefined || !navigator.userActivation.isActive) {
      return reply(id, { unavailable: true });
    }
    try {
      const handle = await globalThis.showSaveFilePicker({ suggestedName: name });
      const file = await handle.createWritable();
      await file.write(text ?? Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
      await file.close();
      return reply(id, { name: handle.name });
    } catch (error) {
      return reply(id, error?.name === "AbortError" ? { none: true } : { unavailable: true });
    }
  }

  const orders = { openFile, saveFile };

  async function listen() {
    for (;;) {
      for (const item of JSON.parse(await sealfolioEvents())) {
        if (item.order !== undefined) void orders[item.order]?.(item);
        else
          for (const { listener } of listeners) {
            try {
              listener(item);
            } catch (error) {
              // One listener's fault keeps no other from hearing.
              reportError(error);
            }
          }
      }
    }
  }
  // Ends with the program.
  listen().catch(() => {});

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

  // A file dropped beside a place for it must not take the page's own place.
  for (const event of ["dragover", "drop"]) {
    addEventListener(event, (drag) => {
      if (!drag.defaultPrevented) drag.preventDefault();
    });
  }

  Object.defineProperty(globalThis, "sealfolio", { value: Object.freeze({ call, on }), enumerable: true });
})();
