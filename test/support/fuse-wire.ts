import { readFileSync } from "node:fs";

/** Marks the wire in Electron's binary (electron/fuses, "fuse wire"); version, length and states follow it. */
const SENTINEL = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";

/** In the order of the wire's version 1. */
const NAMES = [
  "runAsNode",
  "enableCookieEncryption",
  "enableNodeOptionsEnvironmentVariable",
  "enableNodeCliInspectArguments",
  "enableEmbeddedAsarIntegrityValidation",
  "onlyLoadAppFromAsar",
  "loadBrowserProcessSpecificV8Snapshot",
  "grantFileProtocolExtraPrivileges",
] as const;

export type Fuses = { readonly [name in (typeof NAMES)[number]]?: boolean | "removed" };

function stateOf(byte: number | undefined): boolean | "removed" {
  const state = { 0x30: false, 0x31: true, 0x72: "removed" as const }[byte ?? -1];
  if (state === undefined) throw new Error("no fuse has this state");
  return state;
}

/** Fuses as they stand in a binary, the same in each half of a universal one. Throws where there is no wire. */
export function readFuses(binary: Buffer): Fuses {
  const wires: Fuses[] = [];
  for (let at = binary.indexOf(SENTINEL); at !== -1; at = binary.indexOf(SENTINEL, at + 1)) {
    const begin = at + SENTINEL.length;
    const [version, length = 0] = binary.subarray(begin, begin + 2);
    if (version !== 1) throw new Error("a wire of another version");
    const states = binary.subarray(begin + 2, begin + 2 + length);
    const known = NAMES.slice(0, length).map((name, i) => [name, stateOf(states[i])] as const);
    wires.push(Object.fromEntries(known));
  }
  const [first] = wires;
  if (first === undefined) throw new Error("there is no wire in it");
  if (wires.some((wire) => JSON.stringify(wire) !== JSON.stringify(first)))
    throw new Error("its halves differ");
  return first;
}

/** Fuses that the packaging sets (`electronFuses` of electron-builder.yml). */
export function wantedFuses(yml: string): Fuses {
  const text = readFileSync(yml, "utf8");
  const block = /^electronFuses:\n((?: {2}\w+: \w+\n)+)/m.exec(text)?.[1] ?? "";
  const lines = block
    .trim()
    .split("\n")
    .map((line) => line.trim().split(": "));
  return Object.fromEntries(lines.map(([name, value]) => [name, value === "true"]));
}
