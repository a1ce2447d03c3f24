import { z } from "zod";
import { toHex } from "../../../src/bytes/hex.ts";
import { JsonError } from "../../../src/json/error.ts";
import { parseJson } from "../../../src/json/parse.ts";
import { systemRandom } from "../../doors/random.ts";
import type { BridgeOrder } from "../event-queue.ts";

/** A file of eight mebibytes as base64, and some words around it. */
const MAX_REPLY = 12 << 20;

const reply = z.union([
  z.strictObject({ id: z.string(), name: z.string().max(1024), base64: z.string() }),
  z.strictObject({ id: z.string(), name: z.string().max(1024) }),
  z.strictObject({ id: z.string(), none: z.literal(true) }),
  z.strictObject({ id: z.string(), tooLarge: z.literal(true) }),
  z.strictObject({ id: z.string(), unreadable: z.literal(true) }),
  z.strictObject({ id: z.string(), unavailable: z.literal(true) }),
]);
export type PageReply = z.infer<typeof reply>;

/** What only the page can do for the host: show the browser's own pickers. One at a time. */
export class PageRequests {
  readonly #send: (order: BridgeOrder) => void;
  #waiting: { readonly id: string; readonly resolve: (reply: PageReply) => void } | undefined;

  constructor(send: (order: BridgeOrder) => void) {
    this.#send = send;
  }

  /** A newer request, or the end of the page, ends it with `none`. */
  ask(order: string, members: { readonly [name: string]: unknown }): Promise<PageReply> {
    this.cancel();
    const id = toHex(systemRandom(8));
    return new Promise((resolve) => {
      this.#waiting = { id, resolve };
      this.#send({ order, id, ...members });
    });
  }

  /** A reply from the page, which may be anything; one that nobody waits for is ignored. */
  take(text: unknown): void {
    const waiting = this.#waiting;
    if (waiting === undefined || typeof text !== "string" || text.length > MAX_REPLY) return;
    try {
      const value = reply.safeParse(parseJson(text, { maxLength: MAX_REPLY, maxDepth: 2 }));
      if (!value.success || value.data.id !== waiting.id) return;
      this.#waiting = undefined;
      waiting.resolve(value.data);
    } catch (error) {
      if (!(error instanceof JsonError)) throw error;
    }
  }

  cancel(): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve({ id: waiting.id, none: true });
  }
}
