import type { AnyEvent } from "../../src/contract/events.ts";

/** A page that does not ask for so long asks for everything anew when it comes back. */
const MAX_WAITING = 2_000;

/** Something for the bridge itself, in line with the events. */
export interface BridgeOrder {
  readonly order: string;
  readonly [member: string]: unknown;
}

/** Events on their way to a page that asks for them, in order, many in one answer. */
export class EventQueue {
  #waiting: (AnyEvent | BridgeOrder)[] = [];
  #poll: ((batch: string) => void) | undefined;

  push(event: AnyEvent | BridgeOrder): void {
    this.#waiting.push(event);
    if (this.#waiting.length > MAX_WAITING) this.#waiting.shift();
    this.#flush();
  }

  /** Resolves with a JSON array once there is something in it; a newer poll ends this one, empty. */
  take(): Promise<string> {
    this.#poll?.("[]");
    return new Promise((resolve) => {
      this.#poll = resolve;
      this.#flush();
    });
  }

  /** The page that asked is gone; what waits is for the next one no news. */
  reset(): void {
    this.#waiting = [];
    this.#poll?.("[]");
    this.#poll = undefined;
  }

  #flush(): void {
    if (this.#poll === undefined || this.#waiting.length === 0) return;
    const poll = this.#poll;
    const batch = this.#waiting;
    this.#poll = undefined;
    this.#waiting = [];
    poll(JSON.stringify(batch));
  }
}
