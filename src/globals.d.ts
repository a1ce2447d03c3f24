/**
 * The only globals beyond ECMAScript that `src/` may use: they are the same in Node, in a worker
 * and in a page (WHATWG Encoding and HTML). `src/tsconfig.json` loads no other ambient types.
 */
declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
  encodeInto(source: string, destination: Uint8Array): { read: number; written: number };
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: Uint8Array): string;
}
declare function atob(data: string): string;
declare function btoa(data: string): string;
