import { type Element, readElements, readInside, readOid } from "./read-der.ts";

const MAX_CERTIFICATE = 16_384;
const SEQUENCE = 0x30;
const BOOLEAN = 0x01;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTETS = 0x04;
const OID = 0x06;
/** `extensions` of a TBSCertificate (RFC 5280 section 4.1). */
const EXTENSIONS = 0xa3;

export interface Extension {
  readonly isCritical: boolean;
  /** DER of what it says. */
  readonly value: Uint8Array;
}

function readExtension({ tag, content }: Element): readonly [string, Extension] | undefined {
  if (tag !== SEQUENCE) return undefined;
  const [id, ...rest] = readElements(content) ?? [];
  const name = id?.tag === OID ? readOid(id.content) : undefined;
  const flag = rest[0]?.tag === BOOLEAN ? rest[0] : undefined;
  const [value, ...more] = flag === undefined ? rest : rest.slice(1);
  if (name === undefined || value?.tag !== OCTETS || more.length > 0) return undefined;
  // FALSE is the default, which DER does not write; TRUE has one form.
  if (flag !== undefined && (flag.content.length !== 1 || flag.content[0] !== 0xff)) return undefined;
  return [name, { isCritical: flag !== undefined, value: value.content }];
}

/**
 * Extensions of a certificate (DER, at most 16 KiB) by their dotted identifiers, none for one of an older
 * version; undefined for what is no certificate, or says one of them twice (RFC 5280 section 4.2).
 */
export function extensionsOf(certificate: Uint8Array): ReadonlyMap<string, Extension> | undefined {
  if (certificate.length > MAX_CERTIFICATE) return undefined;
  const [body] = readInside(certificate, SEQUENCE) ?? [];
  const parts = body?.tag === SEQUENCE ? readElements(body.content) : undefined;
  if (parts === undefined) return undefined;
  const said = parts.find(({ tag }) => tag === EXTENSIONS);
  const found = new Map<string, Extension>();
  if (said === undefined) return found;
  const list = readInside(said.content, SEQUENCE);
  for (const one of list ?? []) {
    const read = readExtension(one);
    if (read === undefined || found.has(read[0])) return undefined;
    found.set(...read);
  }
  return list === undefined ? undefined : found;
}

/**
 * How many authorities may stand between this one and what signs documents (`pathLenConstraint`, RFC 5280
 * section 4.2.1.9): any number where it says none; undefined where what it says cannot be read.
 */
export function pathLengthOf(extensions: ReadonlyMap<string, Extension>): number | undefined {
  const basic = extensions.get("2.5.29.19");
  if (basic === undefined) return Infinity;
  const parts = readInside(basic.value, SEQUENCE);
  const length = parts?.find(({ tag }) => tag === INTEGER);
  if (parts === undefined || length === undefined) return parts === undefined ? undefined : Infinity;
  const [first = 0x80, ...more] = length.content;
  if (first >= 0x80) return undefined;
  // Nobody has a chain that long.
  return more.length > 1 ? Infinity : [first, ...more].reduce((sum, digit) => sum * 256 + digit, 0);
}

/** Whether a key may sign anything but certificates: `digitalSignature`, or nothing said (section 4.2.1.3). */
export function maySign(extensions: ReadonlyMap<string, Extension>): boolean {
  const usage = extensions.get("2.5.29.15");
  if (usage === undefined) return true;
  const [bits, ...more] = readElements(usage.value) ?? [];
  return bits?.tag === BIT_STRING && more.length === 0 && ((bits.content[1] ?? 0) & 0x80) !== 0;
}
