// Signed rows on their way out of a thread, in one piece of memory that is handed to and fro. What a row is
// made of is written there as it is made: long texts that lie about until all rows of a step are signed have
// to be fetched into the processor's caches again, and as a message's parts they are copied three times more.
import { toBase64Url } from "../../../src/bytes/base64.ts";
import type { SdJwtSink } from "../../../src/credential/sd-jwt/sink.ts";
import { digestText, digestTextOf } from "../../../src/crypto/digest-text.ts";
import type { Result } from "../../../src/result.ts";
import { nodePrimitives } from "../../crypto/primitives.ts";
import { nodeTextCodec } from "../../crypto/text-codec.ts";
import type { RowFault, RowResult, SignedInto } from "../office/sign-row.ts";

const { sha256 } = nodePrimitives;
/** At first; it grows to what the rows need. */
const LEAST = 0x10000;
/** Room before a row's disclosures for its JWT, which is made after them, and ends where they begin. */
const JWT_ROOM = 0x1000;
/** Characters of a JWS after what is signed: a point, and base64url of 64 bytes. */
const JWS_SIGNATURE = 87;
/** From so many characters on a text is hashed sooner as a part of the room. */
const LONG_TEXT = 0x400;

/** Where a signed row lies. */
interface Placed {
  readonly commitment: string;
  /** Its certificate's text, and its entry. */
  readonly credential: readonly [start: number, end: number];
  readonly entry: readonly [start: number, end: number];
}

export interface RowAnswer {
  readonly room: ArrayBuffer;
  readonly rows: readonly (Placed | RowFault)[];
}

/** In the thread that signs. Certificates are ASCII (RFC 9901 section 4), entries UTF-8. */
export class RowRoom {
  #bytes: Buffer<ArrayBuffer>;
  #size: number;
  #end = 0;
  #last: RowPlace | undefined;

  /** `used`: memory of an answer that was read. */
  constructor(used = new ArrayBuffer(LEAST)) {
    this.#bytes = Buffer.from(used);
    this.#size = used.byteLength;
  }

  get end(): number {
    return this.#end;
  }

  /** So many bytes at the end. What was there before may be elsewhere afterwards. */
  take(length: number): number {
    const start = this.#end;
    this.#end += length;
    if (this.#end > this.#size) {
      this.#size = 2 * this.#end;
      this.#bytes = Buffer.from(this.#bytes.buffer.transfer(this.#size));
    }
    return start;
  }

  /** Place for the next row, once the one before is all there but for its signature. */
  begin(): RowPlace {
    this.#last?.flush();
    this.take(JWT_ROOM);
    this.#last = new RowPlace(this);
    return this.#last;
  }

  write(text: string, at: number): void {
    this.#bytes.write(text, at, "latin1");
  }

  copy(at: number, start: number, end: number): void {
    this.#bytes.copyWithin(at, start, end);
  }

  part(start: number, end: number): Uint8Array {
    return this.#bytes.subarray(start, end);
  }

  #placed({ certificate, commitment, entry }: SignedInto<RowPlace>): Placed {
    const start = this.take(entry.length);
    this.#bytes.set(entry, start);
    return { commitment, credential: certificate.place, entry: [start, this.#end] };
  }

  /** All rows, to be handed over: nothing more can be put into it. */
  answer(results: readonly Result<SignedInto<RowPlace>, RowFault>[]): RowAnswer {
    const rows = results.map((one) => (one.ok ? this.#placed(one.value) : one.code));
    return { room: this.#bytes.buffer, rows };
  }
}

/** One row's certificate: its JWT, and its disclosures, with a tilde after each. */
export class RowPlace implements SdJwtSink {
  count = 0;
  length = 0;
  readonly #room: RowRoom;
  /** Of the JWT, and of what is signed of it. */
  #start: number;
  #signedEnd = 0;
  /** Of the tilde after the JWT, and of everything. */
  #tilde: number;
  #end = 0;
  /** Short disclosures that are not written yet: many are written as soon as one. */
  #pending = "~";

  constructor(room: RowRoom) {
    this.#room = room;
    this.#start = room.end;
    this.#tilde = room.end;
  }

  disclose(json: readonly string[]): string {
    const text = nodeTextCodec.utf8ToBase64Url(json);
    this.count++;
    this.length += text.length;
    if (text.length < LONG_TEXT) {
      this.#pending += `${text}~`;
      return digestTextOf(text, sha256);
    }
    this.flush();
    const start = this.#room.take(text.length);
    this.#room.write(text, start);
    this.#pending = "~";
    return digestText(this.#room.part(start, start + text.length), sha256);
  }

  flush(): void {
    if (this.#pending === "") return;
    this.#room.write(this.#pending, this.#room.take(this.#pending.length));
    this.#pending = "";
  }

  put(input: string): () => Uint8Array {
    const room = this.#room;
    this.flush();
    this.#end = room.end;
    const length = input.length + JWS_SIGNATURE;
    this.#start = this.#tilde - length;
    if (length > JWT_ROOM) this.#moveFor(length);
    this.#signedEnd = this.#start + input.length;
    room.write(input, this.#start);
    return () => room.part(this.#start, this.#signedEnd);
  }

  /** To the end, with so much room before it. */
  #moveFor(length: number): void {
    const room = this.#room;
    const tail = this.#end - this.#tilde;
    this.#start = room.take(length + tail);
    room.copy(this.#start + length, this.#tilde, this.#end);
    this.#tilde = this.#start + length;
    this.#end = room.end;
  }

  sign(signature: Uint8Array): string {
    this.#room.write(`.${toBase64Url(signature)}`, this.#signedEnd);
    return digestText(this.#room.part(this.#start, this.#tilde), sha256);
  }

  get place(): readonly [start: number, end: number] {
    return [this.#start, this.#end];
  }
}

/** In the thread that asked; the room may be used again after that. */
export function readRows({ room, rows }: RowAnswer): readonly RowResult[] {
  const bytes = Buffer.from(room);
  return rows.map((row) => {
    if (typeof row === "string") return { ok: false, code: row };
    const { commitment, credential, entry } = row;
    return {
      ok: true,
      credential: bytes.toString("latin1", ...credential),
      commitment,
      entry: new Uint8Array(bytes.subarray(...entry)),
    };
  });
}
