import type { CborInput } from "../cbor/encode.ts";
import { toBase64Url } from "../bytes/base64.ts";
import type { Sha256 } from "../crypto/ports.ts";
import type { JsonObject } from "../json/value.ts";
import { claimsOf, jsonToElement } from "../mdoc/claims.ts";
import type { MdocDraft } from "../mdoc/issue.ts";
import type { IssuerSigned } from "../mdoc/issuer-signed.ts";
import { parseStatusUri, statusUri } from "./addresses.ts";
import { checkWholeClaims } from "./check-claims.ts";
import { CredentialError } from "./error.ts";
import type { Credential, CredentialDraft } from "./vc.ts";

/** What stands for an mdoc on the chain: SHA-256 of its COSE_Sign1 bytes, base64url. */
export function mdocCommitmentOf(document: Pick<IssuerSigned, "issuerAuthBytes">, sha256: Sha256): string {
  return toBase64Url(sha256(document.issuerAuthBytes));
}

/**
 * Our profile of ISO 18013-5: the document type and its one name space are the type's `vct`, an element
 * is a claim of the top level, and the status list names the issuing office. Throws CredentialError `vc.*`.
 */
export function buildMdocCredential(draft: CredentialDraft): Omit<MdocDraft, "kid" | "x5chain"> {
  const { type, values, issuedAt, expires, index, holder, role = "holder", others = [] } = draft;
  // An mdoc has one device key, and nothing in it says whose.
  if (role !== "holder" || others.length > 0) throw new CredentialError("vc.holder");
  if (expires <= issuedAt || expires - issuedAt > type.validity) throw new CredentialError("vc.time");
  checkWholeClaims(type.claims, values);
  const kinds = new Map(type.claims.map(({ path, kind }) => [JSON.stringify(path), kind]));
  const elements = Object.entries(values).map(([name, value]): readonly [string, CborInput] => {
    return [name, jsonToElement(value, kinds.get(JSON.stringify([name])))];
  });
  return {
    docType: type.vct,
    nameSpaces: new Map([[type.vct, new Map(elements)]]),
    deviceKey: holder,
    signed: issuedAt,
    validUntil: expires,
    status: { uri: statusUri(draft), index },
  };
}

/** An mdoc of our profile; undefined for one whose status list is no office's. Throws CredentialError `vc.*`, MdocError. */
export function readMdocCredential(document: IssuerSigned): Credential | undefined {
  const { mso, elements } = document;
  const office = mso.status === undefined ? undefined : parseStatusUri(mso.status.uri);
  if (mso.status === undefined || office === undefined) return undefined;
  if (mso.deviceKey === undefined) throw new CredentialError("vc.holder");
  const spaces = claimsOf(elements);
  if (Object.keys(spaces).some((name) => name !== mso.docType)) {
    throw new CredentialError("vc.claim_unknown");
  }
  const claims: JsonObject = (Object.hasOwn(spaces, mso.docType) ? spaces[mso.docType] : undefined) ?? {};
  return {
    ...office,
    vct: mso.docType,
    issuedAt: mso.signed,
    expires: mso.validUntil,
    index: mso.status.index,
    holders: [{ role: "holder", key: mso.deviceKey }],
    claims,
  };
}
