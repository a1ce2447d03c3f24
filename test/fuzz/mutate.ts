/** A number from 0 to below `limit`. */
export type Draw = (limit: number) => number;

/** Numbers that follow from a seed alone (xoshiro128**, Blackman and Vigna 2018), so that every input can be made again. */
export function drawsOf(seed: number): Draw {
  const state = new Uint32Array(4);
  // splitmix32, so that near seeds give far states.
  let mixed = seed >>> 0;
  for (let i = 0; i < 4; i++) {
    mixed = (mixed + 0x9e3779b9) >>> 0;
    let z = mixed;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    state[i] = z ^ (z >>> 15);
  }
  const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by));
  return (limit) => {
    const [a, b, c, d] = state as unknown as [number, number, number, number];
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const e = c ^ a;
    const f = d ^ b;
    state.set([a ^ f, b ^ e, e ^ (b << 9), rotate(f, 11)]);
    return limit <= 1 ? 0 : result % limit;
  };
}

/** Fragments that parsers of JSON, notes, JOSE, CBOR and binary frames may stumble on. */
const TOKENS: readonly Uint8Array[] = [
  ..."{ } [ ] , : \" ' \\ ~ . \n \n\n + - = _ / \u2014 null true false -0 1e999 0.1 00 9007199254740993".split(
    " ",
  ),
  '"__proto__":1,',
  '"constructor":{},',
  '"a":1,"a":2,',
  "\\ud800",
  "\\u0000",
  '"":"",',
  "[[[[[[[[[[[[[[[[",
  '{"a":{"a":{"a":{"a":',
  "\ufeff",
  "\u202e",
  "\ud83d\ude00",
  "18446744073709551615",
  "-1",
  "eyJ",
  "====",
  "\n\u2014 x AAAAAA==\n",
].map((text) => new TextEncoder().encode(text));

const BYTES: readonly Uint8Array[] = [
  [0],
  [0xff],
  [0x80],
  [0x7f],
  [0xff, 0xff],
  [0, 0, 0, 0, 0, 0, 0, 0],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  // CBOR: lengths that are not there, indefinite lengths, breaks, tags, depth, floats.
  [0x5b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  [0x9b, 0x00, 0x00, 0x00, 0x00, 0x7f, 0xff, 0xff, 0xff],
  [0xbb, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00],
  [0x5f, 0x41, 0x00, 0xff],
  [0x9f],
  [0xbf],
  [0xd8, 0x18],
  [0xd8, 0x18, 0x41, 0xd8],
  Array.from({ length: 64 }, () => 0x81),
  Array.from({ length: 64 }, () => 0xd8),
  [0xf9, 0x7e, 0x00],
  [0xfb, 0x7f, 0xf0, 0, 0, 0, 0, 0, 0],
  [0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  [0xc3, 0x28],
  [0xed, 0xa0, 0x80],
].map((bytes) => Uint8Array.from(bytes));

const MAX_INPUT = 1 << 18;

function spliced(bytes: Uint8Array, at: number, drop: number, insert: Uint8Array): Uint8Array {
  const head = bytes.subarray(0, at);
  const tail = bytes.subarray(Math.min(bytes.length, at + drop));
  const out = new Uint8Array(head.length + insert.length + tail.length);
  out.set(head);
  out.set(insert, head.length);
  out.set(tail, head.length + insert.length);
  return out;
}

function repeated(part: Uint8Array, times: number): Uint8Array {
  const out = new Uint8Array(part.length * times);
  for (let i = 0; i < times; i++) out.set(part, i * part.length);
  return out;
}

/** Another number where one stands, since sizes, indexes and times are what is checked against something. */
function otherNumber(bytes: Uint8Array, draw: Draw): Uint8Array {
  const from = draw(bytes.length);
  const isDigit = (at: number): boolean => (bytes[at] ?? 0) >= 0x30 && (bytes[at] ?? 0) <= 0x39;
  let start = from;
  while (start < bytes.length && !isDigit(start)) start++;
  let end = start;
  while (end < bytes.length && isDigit(end)) end++;
  const texts = [
    "0",
    "1",
    "255",
    "256",
    "4294967296",
    "9007199254740991",
    "9007199254740992",
    `${draw(1000)}`,
  ];
  return spliced(bytes, start, end - start, new TextEncoder().encode(texts[draw(texts.length)]));
}

function mutateOnce(bytes: Uint8Array, others: readonly Uint8Array[], draw: Draw): Uint8Array {
  const at = draw(bytes.length + 1);
  switch (draw(10)) {
    case 0: {
      const out = bytes.slice();
      if (out.length > 0) out[at % out.length] = (out[at % out.length] as number) ^ (1 << draw(8));
      return out;
    }
    case 1: {
      const out = bytes.slice();
      if (out.length > 0) out[at % out.length] = draw(256);
      return out;
    }
    case 2:
      return bytes.slice(0, at);
    case 3:
      return spliced(bytes, at, 1 + draw(draw(4) === 0 ? 400 : 8), new Uint8Array(0));
    case 4:
      return spliced(bytes, at, 0, bytes.slice(at, at + 1 + draw(64)));
    case 5:
      return spliced(bytes, at, draw(4), TOKENS[draw(TOKENS.length)] as Uint8Array);
    case 6:
      return spliced(bytes, at, draw(4), BYTES[draw(BYTES.length)] as Uint8Array);
    case 7: {
      const other = others[draw(others.length)] ?? bytes;
      const from = draw(other.length + 1);
      return spliced(bytes, at, draw(64), other.slice(from, from + draw(256)));
    }
    case 8:
      return otherNumber(bytes, draw);
    default: {
      // Now and then one that is far too long, so that work which grows too fast shows.
      const part = bytes.slice(at, at + 1 + draw(48));
      const most = Math.floor(MAX_INPUT / 2 / Math.max(1, part.length));
      return spliced(bytes, at, 0, repeated(part, draw(24) === 0 ? most : 2 + draw(30)));
    }
  }
}

/** One of the real inputs with one to four changes, all from the seed. */
export function mutated(inputs: readonly Uint8Array[], seed: number): Uint8Array {
  const draw = drawsOf(seed);
  let bytes = inputs[draw(inputs.length)] ?? new Uint8Array(0);
  for (let change = draw(4); change >= 0; change--) bytes = mutateOnce(bytes, inputs, draw);
  return bytes.length > MAX_INPUT ? bytes.slice(0, MAX_INPUT) : bytes;
}
