import type { Events } from "../../src/contract/events.ts";
import type { Clipboard } from "./host.ts";

/** Milliseconds that a copied text stays on the clipboard, where every program can read it. */
export const CLIPBOARD_MS = 10_000;

export interface ClipboardDeps {
  readonly clipboard: Clipboard;
  readonly stays: number;
  readonly onLeft: (left: Events["clipboard.left"]) => void;
}

/** Takes away again what the person copied out of the program, unless it was replaced meanwhile. */
export class ClipboardKeeper {
  readonly #deps: ClipboardDeps;
  #text: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** How often all was to be gone at once. */
  #clears = 0;

  constructor(deps: ClipboardDeps) {
    this.#deps = deps;
  }

  /** Throws HostError `host.not_copied`. */
  async copy(text: string): Promise<{ readonly stays: number }> {
    const { clipboard, stays } = this.#deps;
    const clears = this.#clears;
    await clipboard.write(text);
    clearTimeout(this.#timer);
    this.#text = text;
    this.#timer = setTimeout(() => void this.#takeAway(), stays);
    // All was locked while this was still on its way.
    if (clears !== this.#clears) await this.#takeAway();
    return { stays: stays / 1000 };
  }

  /** At once; nothing where nothing was copied. Never rejects. */
  async clear(): Promise<void> {
    this.#clears++;
    await this.#takeAway();
  }

  async #takeAway(): Promise<void> {
    const text = this.#text;
    clearTimeout(this.#timer);
    this.#text = undefined;
    if (text === undefined) return;
    const { clipboard, onLeft } = this.#deps;
    const outcome = await clipboard.clear(text).then(
      (cleared) => (cleared ? "cleared" : "changed"),
      () => "failed" as const,
    );
    onLeft({ outcome });
  }
}
