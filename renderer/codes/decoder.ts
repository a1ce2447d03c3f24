// oxlint-disable-next-line import/default -- the address that the build gives it
import workerUrl from "./decode-worker.ts?worker&url";
import type { DecodeOrder, DecodeReport } from "./decode-worker.ts";

interface PolicyFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL(): string },
  ): { createScriptURL(text: string): unknown };
}

/** Gives this one address, whatever it is asked for: the page's policy allows no other worker. */
const makeAddress = (() => {
  let policy: { createScriptURL(text: string): unknown } | undefined;
  return (): string => {
    const { trustedTypes } = window as { trustedTypes?: PolicyFactory };
    policy ??= trustedTypes?.createPolicy("decoder", { createScriptURL: () => workerUrl });
    return (policy?.createScriptURL("") ?? workerUrl) as string;
  };
})();

/** Reads QR codes beside the window, which stays free for the person meanwhile. End it with `close`. */
export class Decoder {
  readonly #worker = new Worker(makeAddress());
  readonly #waiting = new Map<number, (texts: readonly string[]) => void>();
  #last = 0;

  constructor() {
    this.#worker.addEventListener("message", ({ data }: MessageEvent<DecodeReport>) => {
      this.#waiting.get(data.id)?.(data.texts);
      this.#waiting.delete(data.id);
    });
    this.#worker.addEventListener("error", () => this.#giveUp());
  }

  /** Texts of the codes in a picture, which is used up; none where there is none that can be read. */
  read(bitmap: ImageBitmap, options: { readonly isStill: boolean }): Promise<readonly string[]> {
    const id = ++this.#last;
    const order: DecodeOrder = { id, bitmap, ...options };
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#worker.postMessage(order, [bitmap]);
    });
  }

  #giveUp(): void {
    for (const resolve of this.#waiting.values()) resolve([]);
    this.#waiting.clear();
  }

  close(): void {
    this.#worker.terminate();
    this.#giveUp();
  }
}
