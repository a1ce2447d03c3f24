import { toBase64Url } from "../bytes/base64.ts";
import { extensionsOf } from "./extensions.ts";
import { type Element, readElements, readInside } from "./read-der.ts";

/** Longest key identifier that anybody needs: a hash. */
const MAX_ID = 127;

function asId(element: Element | undefined): string | undefined {
  const length = element?.content.length ?? 0;
  return element === undefined || length === 0 || length > MAX_ID ? undefined : toBase64Url(element.content);
}

/**
 * `keyIdentifier` of the authority that signed a certificate (DER), base64url; undefined where it names none
 * (RFC 5280 section 4.2.1.1).
 */
export function authorityKeyOf(certificate: Uint8Array): string | undefined {
  const said = extensionsOf(certificate)?.get("2.5.29.35");
  const parts = said === undefined ? undefined : readInside(said.value, 0x30);
  return asId(parts?.find(({ tag }) => tag === 0x80));
}

/** The identifier by which certificates that this one signs name it, base64url (section 4.2.1.2). */
export function subjectKeyOf(certificate: Uint8Array): string | undefined {
  const said = extensionsOf(certificate)?.get("2.5.29.14");
  const [id, ...more] = (said === undefined ? undefined : readElements(said.value)) ?? [];
  return id?.tag === 0x04 && more.length === 0 ? asId(id) : undefined;
}
