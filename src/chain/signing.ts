import { concat, utf8 } from "../bytes/bytes.ts";
import { canonicalJson } from "../json/canonical.ts";
import type { Entry } from "./entry.ts";

export type UnsignedEntry = Omit<Entry, "sigs">;

const DOMAIN = utf8("sealfolio/entry/v1\n");
const ZERO_ID = new Uint8Array(32);

/** What an entry's signers sign: domain line, the registry's id (zero for genesis), RFC 8785 form without `sigs`. */
export function entrySigningBytes(registryId: Uint8Array, entry: UnsignedEntry): Uint8Array<ArrayBuffer> {
  const { after, body, by, kind } = entry;
  const id = kind === "registry.genesis" ? ZERO_ID : registryId;
  return concat(DOMAIN, id, utf8(canonicalJson({ after, body, by, kind })));
}
