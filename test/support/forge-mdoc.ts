import { decodeCbor } from "../../src/cbor/decode.ts";
import { type CborInput, embedCbor, encodeCbor } from "../../src/cbor/encode.ts";
import type { CborMap, CborValue } from "../../src/cbor/value.ts";
import { signSign1 } from "../../src/cose/sign1.ts";
import type { Es256Signer } from "../../src/crypto/ports.ts";
import { parseIssuerSigned } from "../../src/mdoc/issuer-signed.ts";

export function members(value: CborValue): Map<string | number, CborInput> {
  return new Map(value as CborMap);
}

/** An mdoc signed by its issuer, with another object than an honest one would sign. */
export function forgeMso(
  issued: Uint8Array,
  signer: Es256Signer,
  change: (mso: Map<string | number, CborInput>) => void,
): Uint8Array {
  const parts = members(decodeCbor(issued).value);
  const { issuerAuth } = parseIssuerSigned(issued);
  const inner = (decodeCbor(issuerAuth.payload as Uint8Array).value as { value: Uint8Array }).value;
  const mso = members(decodeCbor(inner).value);
  change(mso);
  const draft = { header: new Map(), unprotected: issuerAuth.unprotected, payload: embedCbor(mso) };
  parts.set("issuerAuth", signSign1(draft, signer));
  return encodeCbor(parts);
}
