import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { decodeCbor } from "../../src/cbor/decode.ts";
import { embedCbor, encodeCbor } from "../../src/cbor/encode.ts";
import { parseSign1, x5chainOf } from "../../src/cose/sign1.ts";
import { parseP256Jwk } from "../../src/crypto/p256.ts";
import { claimsOf } from "../../src/mdoc/claims.ts";
import { parseDeviceResponse, verifyDeviceSignature } from "../../src/mdoc/device-response.ts";
import { type IssuerSigned, parseIssuerSigned, verifyIssuerAuth } from "../../src/mdoc/issuer-signed.ts";
import { checkMdocValidity, parseMobileSecurityObject } from "../../src/mdoc/mobile-security-object.ts";
import { codeThrownBy, throwsCode } from "../support/throws-code.ts";

interface Constant {
  readonly file: string;
  readonly name: string | null;
  readonly encoding: "hex" | "base64url" | "pem";
  readonly value: string;
}

const file = join(import.meta.dirname, "../vectors/mdoc/mdoc-constants.json");
const constants = JSON.parse(readFileSync(file, "utf8")) as readonly Constant[];

function bytesOf(part: string): Uint8Array {
  const found = constants.find(
    (one) => one.file.includes(part) && one.encoding !== "pem" && one.value.length > 100,
  );
  assert.ok(found !== undefined && found.encoding !== "pem", part);
  return Uint8Array.from(Buffer.from(found.value, found.encoding));
}

function leafOf({ issuerAuth }: IssuerSigned) {
  const certificate = new X509Certificate(x5chainOf(issuerAuth)[0] as Uint8Array);
  return { certificate, key: parseP256Jwk(certificate.publicKey.export({ format: "jwk" })) };
}

/** The first document of a real response, its issuer's signature and all its digests checked. */
function checked(issuerSigned: IssuerSigned): IssuerSigned {
  const { certificate, key } = leafOf(issuerSigned);
  assert.ok(certificate.subject.length > 0);
  verifyIssuerAuth(issuerSigned, key, nodePrimitives);
  checkMdocValidity(issuerSigned.mso, issuerSigned.mso.validFrom, 0);
  throwsCode(() => checkMdocValidity(issuerSigned.mso, issuerSigned.mso.validUntil + 1, 0), "mdoc.expired");
  throwsCode(
    () => checkMdocValidity(issuerSigned.mso, issuerSigned.mso.validFrom - 1, 0),
    "mdoc.not_yet_valid",
  );
  return issuerSigned;
}

const RESPONSES = [
  [
    "animo-mdoc-05/deviceResponse",
    "eu.europa.ec.eudi.pid.1",
    { given_name: "Erika", family_name: "Mustermann" },
  ],
  ["google/deviceResponse", "org.iso.18013.5.1", { family_name: "Smith", given_name: "Jon" }],
  ["ubique/deviceResponse", "org.iso.18013.5.1", { family_name: "Jones" }],
] as const;

suite("mdoc: real responses of several issuers", () => {
  for (const [name, nameSpace, claims] of RESPONSES) {
    test(name, () => {
      const [only, ...more] = parseDeviceResponse(bytesOf(name));
      assert.ok(only !== undefined && more.length === 0);
      assert.deepEqual(claimsOf(checked(only.issuerSigned).elements), { [nameSpace]: claims });
      assert.ok(only.deviceSignature);
      // The sessions they were made in are not published: in another one they prove nothing.
      throwsCode(
        () => verifyDeviceSignature(only, encodeCbor([null, null, null]), nodePrimitives),
        "mdoc.device_signature",
      );
    });
  }

  test("BDR: a German driving licence as issued, with a picture and all its claims", () => {
    const held = checked(parseIssuerSigned(bytesOf("bdr/issuerSigned")));
    assert.equal(held.mso.docType, "org.iso.18013.5.1.mDL");
    const claims = claimsOf(held.elements)["org.iso.18013.5.1"];
    assert.equal(claims?.["birth_date"], "1984-01-17");
    assert.equal(claims["issuing_country"], "DE");
    assert.match(String(claims["portrait"]), /^[A-Za-z0-9+/]+=*$/);
    assert.equal(held.elements.length, 18);
  });

  test("France and the standard's Annex D: six elements, one by a MAC that only its reader can check", () => {
    for (const part of ["france/deviceResponse", "models/device-response"]) {
      const [only] = parseDeviceResponse(bytesOf(part));
      assert.ok(only);
      const claims = claimsOf(checked(only.issuerSigned).elements)["org.iso.18013.5.1"];
      assert.equal(claims?.["document_number"], "123456789");
      assert.equal(Array.isArray(claims["driving_privileges"]), true);
    }
    const [mac] = parseDeviceResponse(bytesOf("models/device-response"));
    assert.ok(mac);
    throwsCode(() => verifyDeviceSignature(mac, encodeCbor(null), nodePrimitives), "mdoc.device_mac");
  });

  test("one byte changed anywhere is refused, or is none that is signed", () => {
    const bytes = bytesOf("ubique/deviceResponse");
    const [honest] = parseDeviceResponse(bytes);
    assert.ok(honest);
    const { key } = leafOf(honest.issuerSigned);
    const elements = JSON.stringify(claimsOf(honest.issuerSigned.elements));
    for (let at = 0; at < bytes.length; at += 3) {
      const changed = Uint8Array.from(bytes);
      changed[at] = (changed[at] as number) ^ 1;
      codeThrownBy(() => {
        const [read] = parseDeviceResponse(changed);
        assert.ok(read);
        verifyIssuerAuth(read.issuerSigned, key, nodePrimitives);
        // The signature held, so nothing that it covers may have changed.
        assert.equal(JSON.stringify(claimsOf(read.issuerSigned.elements)), elements);
      });
    }
  });
});

suite("mdoc: the structures of ISO 18013-5", () => {
  /** Lengths that are not the shortest: read, but written otherwise by us. */
  const NOT_SHORTEST = [7, 9, 21];
  const NO_CBOR: { readonly [index: number]: string } = {
    2: "a certificate, read with what it signed",
    3: "a private key, of no use here",
    4: "a nonce of a test",
    8: "a nonce of a test",
    12: "a nonce of a test",
    14: "a client id of a test",
    33: "an alphabet",
  };
  constants.forEach((one, index) => {
    const why = NO_CBOR[index];
    test(`${index} ${one.file}${why === undefined ? "" : `: ${why}`}`, () => {
      if (one.encoding === "pem") return assert.ok(why);
      const bytes = Buffer.from(one.value, one.encoding);
      const code = codeThrownBy(() => decodeCbor(bytes));
      if (why !== undefined) return assert.match(code ?? "", /^cbor\./);
      assert.equal(code, undefined);
      const again = encodeCbor(decodeCbor(bytes).value);
      assert.equal(Buffer.from(again).equals(bytes), !NOT_SHORTEST.includes(index));
      assert.deepEqual(encodeCbor(decodeCbor(again).value), again);
    });
  });

  test("the issuer's signed structure and the object in it are those of the response", () => {
    const sign1 = parseSign1(decodeCbor(bytesOf("models/issuer-auth")).value);
    const mso = parseMobileSecurityObject(sign1.payload as Uint8Array);
    assert.equal(mso.docType, "org.iso.18013.5.1.mDL");
    assert.equal(new Date(mso.signed * 1000).toISOString(), "2020-10-01T13:30:02.000Z");
    const alone = decodeCbor(bytesOf("models/mobile-security-object")).value;
    const own = parseMobileSecurityObject(embedCbor(alone));
    assert.ok(own.deviceKey && mso.deviceKey);
    assert.deepEqual([...own.valueDigests.keys()], ["org.iso.18013.5.1", "org.iso.18013.5.1.US"]);
  });
});
