import { z } from "zod";
import { fromBase64 } from "../../../src/bytes/base64.ts";
import { BytesError } from "../../../src/bytes/error.ts";
import { toHex } from "../../../src/bytes/hex.ts";
import { JsonError } from "../../../src/json/error.ts";
import { parseJson } from "../../../src/json/parse.ts";
import { systemRandom } from "../../doors/random.ts";
import type { BridgeOrder } from "../event-queue.ts";

/** Characters of one reply: a piece of a file as base64, and some words around it. */
const MAX_REPLY = 12 << 20;

const piece = z.strictObject({
  id: z.string(),
  name: z.string().max(1024),
  base64: z.string(),
  /** Of a file that comes in several; left out with the last. */
  more: z.boolean().optional(),
});
const word = z.union([
  z.strictObject({ id: z.string(), name: z.string().max(1024) }),
  z.strictObject({ id: z.string(), none: z.literal(true) }),
  z.strictObject({ id: z.string(), tooLarge: z.literal(true) }),
  z.strictObject({ id: z.string(), unreadable: z.literal(true) }),
  z.strictObject({ id: z.string(), unavailable: z.literal(true) }),
]);
const reply = z.union([piece.transform((given) => ({ piece: given, id: given.id })), word]);
type Piece = z.infer<typeof piece>;

/** What the page answered in the end, a file put together. */
export type PageReply =
  | z.infer<typeof word>
  | { readonly id: string; readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };

interface Waiting {
  readonly id: string;
  readonly resolve: (reply: PageReply) => void;
  readonly maxBytes: number;
  readonly pieces: Uint8Array[];
  length: number;
}

function joined({ pieces, length }: Waiting): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const bytes of pieces) {
    whole.set(bytes, at);
    at += bytes.length;
  }
  return whole;
}

/** Takes a piece in; the answer, where it was the last or one too many. */
function addPiece(waiting: Waiting, { id, name, base64, more }: Piece): PageReply | undefined {
  try {
    const bytes = fromBase64(base64);
    waiting.length += bytes.length;
    if (waiting.length > waiting.maxBytes) return { id, tooLarge: true };
    if (bytes.length > 0) waiting.pieces.push(bytes);
    return more === true ? undefined : { id, name, bytes: joined(waiting) };
  } catch (error) {
    if (error instanceof BytesError) return { id, unreadable: true };
    throw error;
  }
}

function readReply(text: unknown): z.infer<typeof reply> | undefined {
  if (typeof text !== "string" || text.length > MAX_REPLY) return undefined;
  try {
    return reply.safeParse(parseJson(text, { maxLength: MAX_REPLY, maxDepth: 2 })).data;
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
}

/** What only the page can do for the host: show the browser's own pickers. One at a time. */
export class PageRequests {
  readonly #send: (order: BridgeOrder) => void;
  #waiting: Waiting | undefined;

  constructor(send: (order: BridgeOrder) => void) {
    this.#send = send;
  }

  /** A newer request, or the end of the page, ends it with `none`. A file has at most `maxBytes`. */
  ask(
    order: string,
    members: { readonly maxBytes?: number; readonly [name: string]: unknown },
  ): Promise<PageReply> {
    this.cancel();
    const id = toHex(systemRandom(8));
    return new Promise((resolve) => {
      this.#waiting = { id, resolve, maxBytes: members.maxBytes ?? 0, pieces: [], length: 0 };
      this.#send({ order, id, ...members });
    });
  }

  /** A reply from the page, which may be anything; one that nobody waits for is ignored. Whether more is waited for. */
  take(text: unknown): boolean {
    const waiting = this.#waiting;
    const given = waiting === undefined ? undefined : readReply(text);
    if (waiting === undefined || given === undefined || given.id !== waiting.id) return false;
    const answer = "piece" in given ? addPiece(waiting, given.piece) : given;
    if (answer === undefined) return true;
    this.#waiting = undefined;
    waiting.resolve(answer);
    return false;
  }

  cancel(): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve({ id: waiting.id, none: true });
  }
}
