import { type CborInput, embedCbor, EncodedCbor, encodeCbor } from "../cbor/encode.ts";
import type { CborValue } from "../cbor/value.ts";
import { toCoseKey } from "../cose/key.ts";
import { COSE_HEADER, signSign1 } from "../cose/sign1.ts";
import { utf8 } from "../bytes/bytes.ts";
import type { P256Jwk } from "../crypto/p256-jwk.ts";
import type { Es256Signer } from "../crypto/ports.ts";
import type { IssuePorts } from "../crypto/issue-ports.ts";
import { MdocError } from "./error.ts";
import { dateTime, MDOC_LIMITS } from "./read.ts";

export interface MdocDraft {
  readonly docType: string;
  /** Elements by name space, in order. */
  readonly nameSpaces: ReadonlyMap<string, ReadonlyMap<string, CborInput>>;
  readonly deviceKey: P256Jwk;
  /** POSIX seconds. */
  readonly signed: number;
  readonly validUntil: number;
  readonly status?: { readonly uri: string; readonly index: number };
  readonly kid: string;
  /** Certificates, leaf first, DER: readers that know only X.509 find the issuer by them. */
  readonly x5chain: readonly Uint8Array[];
}

const RANDOM_BYTES = 32;

/** A permutation of 0..count-1, so that an id says nothing about what was left out. */
function shuffledIds(count: number, random: IssuePorts["random"]): readonly number[] {
  const ids = Array.from({ length: count }, (_, id) => id);
  for (let i = count - 1; i > 0; i--) {
    const bytes = random(4);
    const other = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) % (i + 1);
    [ids[i], ids[other]] = [ids[other] as number, ids[i] as number];
  }
  return ids;
}

interface Packed {
  readonly digests: ReadonlyMap<number, Uint8Array>;
  readonly items: readonly EncodedCbor[];
}

function pack(elements: ReadonlyMap<string, CborInput>, ports: IssuePorts): Packed {
  const ids = shuffledIds(elements.size, ports.random);
  const packed = [...elements].map(([identifier, value], index) => {
    const digestId = ids[index] as number;
    const item = new Map<string, CborInput>([
      ["digestID", digestId],
      ["random", ports.random(RANDOM_BYTES)],
      ["elementIdentifier", identifier],
      ["elementValue", value],
    ]);
    const bytes = embedCbor(item);
    return { digestId, bytes, digest: ports.sha256(bytes) };
  });
  const sorted = [...packed].sort((a, b) => a.digestId - b.digestId);
  return {
    digests: new Map(sorted.map(({ digestId, digest }) => [digestId, digest])),
    items: packed.map(({ bytes }) => new EncodedCbor(bytes)),
  };
}

function statusOf(draft: MdocDraft): readonly (readonly [string, CborInput])[] {
  if (draft.status === undefined) return [];
  const { index, uri } = draft.status;
  const list = new Map<string, CborValue>([
    ["idx", index],
    ["uri", uri],
  ]);
  return [["status", new Map([["status_list", list]])]];
}

/** Signs an `IssuerSigned` (ISO 18013-5 section 9.1.2). Throws `mdoc.claims` when it would be too large to read. */
export function issueMdoc(draft: MdocDraft, signer: Es256Signer, ports: IssuePorts): Uint8Array {
  const packed = [...draft.nameSpaces].map(([name, elements]): readonly [string, Packed] => [
    name,
    pack(elements, ports),
  ]);
  const mso = new Map<string, CborInput>([
    ["version", "1.0"],
    ["digestAlgorithm", "SHA-256"],
    ["valueDigests", new Map(packed.map(([name, { digests }]) => [name, digests]))],
    ["deviceKeyInfo", new Map([["deviceKey", toCoseKey(draft.deviceKey)]])],
    ["docType", draft.docType],
    [
      "validityInfo",
      new Map([
        ["signed", dateTime(draft.signed)],
        ["validFrom", dateTime(draft.signed)],
        ["validUntil", dateTime(draft.validUntil)],
      ]),
    ],
    ...statusOf(draft),
  ]);
  const [leaf] = draft.x5chain;
  const chain = draft.x5chain.length === 1 ? leaf : draft.x5chain;
  const issuerAuth = signSign1(
    {
      header: new Map(),
      unprotected: new Map<number, CborValue>([
        [COSE_HEADER.kid, utf8(draft.kid)],
        ...(chain === undefined ? [] : ([[COSE_HEADER.x5chain, chain]] as const)),
      ]),
      payload: embedCbor(mso),
    },
    signer,
  );
  const bytes = encodeCbor(
    new Map<string, CborInput>([
      ["nameSpaces", new Map(packed.map(([name, { items }]) => [name, items]))],
      ["issuerAuth", issuerAuth],
    ]),
  );
  if (bytes.length > MDOC_LIMITS.maxLength) throw new MdocError("mdoc.claims");
  return bytes;
}
