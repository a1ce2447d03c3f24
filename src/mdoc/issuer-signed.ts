import { equal } from "../bytes/bytes.ts";
import type { CborDocument } from "../cbor/decode.ts";
import { type CborValue, isCborArray } from "../cbor/value.ts";
import { CoseError } from "../cose/error.ts";
import { parseSign1, type Sign1, verifySign1 } from "../cose/sign1.ts";
import type { P256Jwk } from "../crypto/p256-jwk.ts";
import type { Primitives } from "../crypto/ports.ts";
import { MdocError } from "./error.ts";
import { type MobileSecurityObject, parseMobileSecurityObject } from "./mobile-security-object.ts";
import { embedded, readCbor, requireBytes, requireMap, requireText } from "./read.ts";

/** `IssuerSignedItem` with the bytes its digest covers (ISO 18013-5 section 9.1.2.5). */
export interface Element {
  readonly nameSpace: string;
  readonly identifier: string;
  readonly value: CborValue;
  readonly digestId: number;
  /** `IssuerSignedItemBytes`: the tagged byte string, as sent. */
  readonly bytes: Uint8Array;
}

/** `IssuerSigned`, read; every element is one that the issuer's digests name. The signature is not verified yet. */
export interface IssuerSigned {
  readonly issuerAuth: Sign1;
  /** The COSE_Sign1 as sent: what a commitment covers. */
  readonly issuerAuthBytes: Uint8Array;
  readonly mso: MobileSecurityObject;
  readonly elements: readonly Element[];
}

/** 16 bytes or more, section 9.1.2.5; shorter ones could be guessed from the digest. */
const SHORTEST_RANDOM = 16;

function readElement(nameSpace: string, value: CborValue, document: CborDocument): Element {
  const item = requireMap(readCbor(embedded(value)).value);
  const digestId = item.get("digestID");
  if (typeof digestId !== "number" || digestId < 0) throw new MdocError("mdoc.syntax");
  if (requireBytes(item.get("random")).length < SHORTEST_RANDOM) throw new MdocError("mdoc.syntax");
  if (!item.has("elementValue")) throw new MdocError("mdoc.syntax");
  return {
    nameSpace,
    identifier: requireText(item.get("elementIdentifier")),
    value: item.get("elementValue"),
    digestId,
    bytes: document.encodedOf(value),
  };
}

function readElements(value: CborValue, document: CborDocument): readonly Element[] {
  if (value === undefined) return [];
  return [...requireMap(value)].flatMap(([nameSpace, items]) => {
    if (!isCborArray(items)) throw new MdocError("mdoc.syntax");
    return items.map((item) => readElement(requireText(nameSpace), item, document));
  });
}

/** Section 9.3.1 step 3, and no element or digest twice. Throws `mdoc.digest`, `.digest_absent` or `.duplicate`. */
function checkDigests(elements: readonly Element[], mso: MobileSecurityObject): void {
  const seen = new Set<string>();
  for (const { nameSpace, identifier, digestId, bytes } of elements) {
    const places = [JSON.stringify([nameSpace, identifier]), JSON.stringify([nameSpace, digestId])];
    if (places.some((place) => seen.has(place))) throw new MdocError("mdoc.duplicate");
    for (const place of places) seen.add(place);
    const digest = mso.valueDigests.get(nameSpace)?.get(digestId);
    if (digest === undefined) throw new MdocError("mdoc.digest_absent");
    if (!equal(digest, mso.digest(bytes))) throw new MdocError("mdoc.digest");
  }
}

function readIssuerAuth(value: CborValue): Sign1 {
  try {
    return parseSign1(value);
  } catch (cause) {
    if (cause instanceof CoseError) throw new MdocError("mdoc.issuer_auth", { cause });
    throw cause;
  }
}

/** `IssuerSigned` inside a larger message that was read already. Throws MdocError. */
export function readIssuerSigned(value: CborValue, document: CborDocument): IssuerSigned {
  const members = requireMap(value);
  // A misspelt name must not turn a document into one without elements.
  for (const name of members.keys()) {
    if (name !== "nameSpaces" && name !== "issuerAuth") throw new MdocError("mdoc.syntax");
  }
  const auth = members.get("issuerAuth");
  const issuerAuth = readIssuerAuth(auth);
  if (issuerAuth.payload === undefined) throw new MdocError("mdoc.issuer_auth");
  const mso = parseMobileSecurityObject(issuerAuth.payload);
  const elements = readElements(members.get("nameSpaces"), document);
  checkDigests(elements, mso);
  return { issuerAuth, issuerAuthBytes: document.encodedOf(auth), mso, elements };
}

/** What an issuer hands to a holder (OpenID4VCI appendix A.2.4), at most 512 KiB. Throws MdocError. */
export function parseIssuerSigned(bytes: Uint8Array): IssuerSigned {
  const document = readCbor(bytes);
  return readIssuerSigned(document.value, document);
}

/** Section 9.3.1 step 2, by a key found elsewhere. Throws `mdoc.algorithm` or `.issuer_signature`. */
export function verifyIssuerAuth(
  issuerSigned: Pick<IssuerSigned, "issuerAuth">,
  key: P256Jwk,
  primitives: Pick<Primitives, "verifyEs256">,
): void {
  try {
    verifySign1(issuerSigned.issuerAuth, key, primitives);
  } catch (cause) {
    if (!(cause instanceof CoseError)) throw cause;
    const code = cause.code === "cose.algorithm" ? "mdoc.algorithm" : "mdoc.issuer_signature";
    throw new MdocError(code, { cause });
  }
}
