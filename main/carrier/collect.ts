import { URDecoder } from "@ngraveio/bc-ur";
import { CarrierError } from "./error.ts";
import { unpack } from "./pack.ts";
import { type Part, readPart } from "./part.ts";

export interface Collected {
  /** Parts of the message that were had, and that there are. */
  readonly have: number;
  readonly of: number;
  /** The whole text, once it is there. */
  readonly text?: string;
}

/** Messages begun side by side: a camera may see the screen behind before the one that is meant. */
const MOST_MESSAGES = 3;

interface Begun {
  readonly decoder: URDecoder;
  readonly seen: Set<number>;
  readonly parts: number;
}

/** More than ever are needed, if the parts are of one message at all. */
const mostOf = (parts: number): number => 4 * parts + 64;

function textOf(decoder: URDecoder): string {
  try {
    return unpack(decoder.resultUR().decodeCBOR());
  } catch (error) {
    if (error instanceof CarrierError) throw error;
    throw new CarrierError("carrier.not_text", { cause: error });
  }
}

/**
 * Puts frames together that come in any order, some of them lost, twice, or of another message. What
 * it holds is bounded: `MOST_MESSAGES` messages of parts whose claims are capped; whoever claims more,
 * or parts that contradict one another, begins that message anew.
 */
export class Collector {
  readonly #begun = new Map<string, Begun>();

  /** Throws CarrierError; what was had of other messages stays. */
  take(text: string): Collected {
    const part = readPart(text);
    const begun = this.#of(part);
    if (!begun.seen.has(part.sequence)) this.#give(part, begun);
    const { decoder, parts } = begun;
    if (decoder.isError() || begun.seen.size > mostOf(parts)) {
      this.#begun.delete(part.message);
      throw new CarrierError("carrier.not_part");
    }
    if (!decoder.isComplete()) return this.#furthest();
    this.#begun.clear();
    return { have: parts, of: parts, text: textOf(decoder) };
  }

  /** A stray frame of another screen says nothing of the message that is nearly there. */
  #furthest(): Collected {
    const all = [...this.#begun.values()].map(({ decoder, parts }) => ({
      have: decoder.receivedPartIndexes().length,
      of: parts,
    }));
    return all.reduce((best, each) => (each.have > best.have ? each : best));
  }

  #of(part: Part): Begun {
    const known = this.#begun.get(part.message);
    const begun = known ?? { decoder: new URDecoder(), seen: new Set(), parts: part.parts };
    // The one seen last goes last.
    this.#begun.delete(part.message);
    this.#begun.set(part.message, begun);
    if (this.#begun.size > MOST_MESSAGES) {
      const [oldest] = this.#begun.keys();
      this.#begun.delete(oldest as string);
    }
    return begun;
  }

  #give(part: Part, begun: Begun): void {
    begun.seen.add(part.sequence);
    try {
      begun.decoder.receivePart(part.frame);
    } catch (error) {
      this.#begun.delete(part.message);
      throw new CarrierError("carrier.not_part", { cause: error });
    }
  }
}
