import { FACE_BYTES } from "../../src/verdict/face-matcher.ts";

/** Small WebAssembly modules (core specification 2.0, section 5), put together byte by byte. */

type Bytes = readonly number[];

/** LEB128, unsigned. */
function u(value: number): Bytes {
  const bytes = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low + 128 : low);
  } while (rest > 0);
  return bytes;
}

/** LEB128, signed, of what is not negative. */
const s = (value: number): Bytes => {
  const bytes = [...u(value)];
  const last = bytes.at(-1) ?? 0;
  if (last < 64) return bytes;
  bytes[bytes.length - 1] = last + 128;
  return [...bytes, 0];
};
const list = (items: readonly Bytes[]): Bytes => [...u(items.length), ...items.flat()];
const name = (text: string): Bytes => [...u(text.length), ...Buffer.from(text)];
const section = (id: number, content: Bytes): Bytes => [id, ...u(content.length), ...content];
const body = (code: Bytes): Bytes => [...u(code.length + 2), 0, ...code, 0x0b];
const constant = (value: number): Bytes => [0x41, ...s(value)];

const MAGIC: Bytes = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const PLACE = 65_536;

interface Plan {
  /** What `compare` does; leaves its answer. */
  readonly compare: Bytes;
  readonly place?: Bytes;
  /** A function asked for beside the memory. */
  readonly wants?: string;
  readonly exported?: string;
}

/** Function types: 0 gives an i32. The memory that it asks for is of at most 4,096 pages. */
function module({ compare, place = constant(PLACE), wants, exported = "sealfolio_face_1_compare" }: Plan) {
  const memory = [...name("env"), ...name("memory"), 0x02, 0x01, ...u(2), ...u(4096)];
  const wanted = wants === undefined ? [] : [[...name("env"), ...name(wants), 0x00, 0]];
  const first = wanted.length;
  return Uint8Array.from([
    ...MAGIC,
    ...section(1, list([[0x60, ...list([]), ...list([[0x7f]])]])),
    ...section(2, list([memory, ...wanted])),
    ...section(3, list([[0], [0]])),
    ...section(
      7,
      list([
        [...name("sealfolio_face_1_place"), 0x00, first],
        [...name(exported), 0x00, first + 1],
      ]),
    ),
    ...section(10, list([body(place), body(compare)])),
  ]);
}

const load = (at: number): Bytes => [...constant(at), 0x28, 0x02, 0x00];

/** Says the same of whatever it is shown. */
export const sayAlways = (said: number) => module({ compare: constant(said) });

/** Supports pictures whose first four bytes are the same, and says "does not support" of others. */
export const COMPARES_FIRST_POINTS = module({
  compare: [
    ...load(PLACE),
    ...load(PLACE + FACE_BYTES),
    // i32.eq; if (result i32) 1 else 2 end
    0x46,
    0x04,
    0x7f,
    ...constant(1),
    0x05,
    ...constant(2),
    0x0b,
  ],
});

/** unreachable */
export const CRASHES = module({ compare: [0x00] });
/** loop br 0 end unreachable */
export const NEVER_ENDS = module({ compare: [0x03, 0x40, 0x0c, 0x00, 0x0b, 0x00] });
/** Wants its pictures where it has no memory. */
export const PLACE_OUTSIDE = module({ compare: constant(1), place: constant(4096 * 65_536 - 10) });
/** Wants more than memory: a way out. */
export const WANTS_A_WAY_OUT = module({ compare: constant(1), wants: "send" });
export const WITHOUT_COMPARE = module({ compare: constant(1), exported: "compare" });
