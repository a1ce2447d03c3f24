import { toHex } from "../../../src/bytes/hex.ts";

const WIDTH = 16;

/** Bytes as one reads them: their place in hex, sixteen a line in pairs, and what of them is printable ASCII. */
export function hexLines(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += WIDTH) {
    const row = bytes.subarray(at, at + WIDTH);
    const hex = toHex(row)
      .replaceAll(/(..)/g, "$1 ")
      .padEnd(WIDTH * 3);
    const text = Array.from(row, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "."));
    lines.push(`${at.toString(16).padStart(4, "0")}  ${hex} ${text.join("")}`);
  }
  return lines.join("\n");
}
