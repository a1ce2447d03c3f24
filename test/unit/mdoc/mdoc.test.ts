import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { decodeCbor } from "../../../src/cbor/decode.ts";
import { type CborInput, EncodedCbor, embedCbor, encodeCbor } from "../../../src/cbor/encode.ts";
import type { CborMap, CborValue } from "../../../src/cbor/value.ts";
import { signSign1 } from "../../../src/cose/sign1.ts";
import { claimsOf, jsonToElement } from "../../../src/mdoc/claims.ts";
import {
  parseDeviceResponse,
  presentMdoc,
  selectElements,
  verifyDeviceSignature,
} from "../../../src/mdoc/device-response.ts";
import { issueMdoc, type MdocDraft } from "../../../src/mdoc/issue.ts";
import { parseIssuerSigned, verifyIssuerAuth } from "../../../src/mdoc/issuer-signed.ts";
import { forgeMso as forge, members } from "../../support/forge-mdoc.ts";
import { HOLDER, ISSUER, NOW, PORTS, STRANGER } from "../../support/sd-jwt.ts";
import { throwsCode } from "../../support/throws-code.ts";

const SPACE = "org.example.id.1";
const PICTURE = `data:image/png;base64,${Buffer.from("\x89PNG\r\n\x1a\n0123456789", "latin1").toString("base64")}`;

const DRAFT: MdocDraft = {
  docType: SPACE,
  nameSpaces: new Map([
    [
      SPACE,
      new Map<string, CborInput>([
        ["family_name", "Ödegård"],
        ["birthdate", jsonToElement("1990-02-28", "date")],
        ["portrait", jsonToElement(PICTURE, "image")],
        ["age_over_18", true],
        ["address", jsonToElement({ locality: "Oslo" }, undefined)],
      ]),
    ],
  ]),
  deviceKey: HOLDER.publicKey,
  signed: NOW,
  validUntil: NOW + 86_400,
  status: { uri: "https://example.com/status", index: 7 },
  kid: "k",
  x5chain: [],
};

const issued = issueMdoc(DRAFT, ISSUER, PORTS);
const transcript = encodeCbor([null, null, ["OpenID4VPHandover", new Uint8Array(32)]]);

/** The issued document with other elements, as a forger would put them there. */
function withItems(change: (items: readonly CborInput[]) => readonly CborInput[]): Uint8Array {
  const document = decodeCbor(issued);
  const parts = members(document.value);
  const items = (members(parts.get("nameSpaces") as CborValue).get(SPACE) as readonly CborValue[]).map(
    (item) => new EncodedCbor(document.encodedOf(item)),
  );
  parts.set("nameSpaces", new Map([[SPACE, change(items)]]));
  return encodeCbor(parts);
}

/** Signed by the issuer, with another object than an honest one would sign. */
const forgeMso = (change: (mso: Map<string | number, CborInput>) => void) => forge(issued, ISSUER, change);

suite("an mdoc of our own", () => {
  test("is issued, read, verified, and says what was put in", () => {
    const held = parseIssuerSigned(issued);
    verifyIssuerAuth(held, ISSUER.publicKey, nodePrimitives);
    throwsCode(() => verifyIssuerAuth(held, STRANGER.publicKey, nodePrimitives), "mdoc.issuer_signature");
    assert.deepEqual(claimsOf(held.elements), {
      [SPACE]: {
        family_name: "Ödegård",
        birthdate: "1990-02-28",
        portrait: PICTURE.slice(PICTURE.indexOf(",") + 1),
        age_over_18: true,
        address: { locality: "Oslo" },
      },
    });
    assert.deepEqual(held.mso.deviceKey, HOLDER.publicKey);
    assert.deepEqual(held.mso.status, DRAFT.status);
    assert.equal(held.mso.validUntil, NOW + 86_400);
  });

  test("shows the chosen elements alone, signed by the holder in one session", () => {
    const held = parseIssuerSigned(issued);
    const response = presentMdoc(held, { [SPACE]: ["age_over_18"] }, transcript, HOLDER);
    const [shown] = parseDeviceResponse(response);
    assert.ok(shown);
    assert.deepEqual(claimsOf(shown.issuerSigned.elements), { [SPACE]: { age_over_18: true } });
    verifyIssuerAuth(shown.issuerSigned, ISSUER.publicKey, nodePrimitives);
    verifyDeviceSignature(shown, transcript, nodePrimitives);
    const other = encodeCbor([null, null, ["OpenID4VPHandover", new Uint8Array(31)]]);
    throwsCode(() => verifyDeviceSignature(shown, other, nodePrimitives), "mdoc.device_signature");
    const [stolen] = parseDeviceResponse(presentMdoc(held, { [SPACE]: [] }, transcript, STRANGER));
    assert.ok(stolen);
    throwsCode(() => verifyDeviceSignature(stolen, transcript, nodePrimitives), "mdoc.device_signature");
    throwsCode(() => selectElements(held, { [SPACE]: ["sex"] }), "mdoc.no_element");
  });

  test("two of the same claims share neither salts nor the order of their digests", () => {
    const other = parseIssuerSigned(issueMdoc(DRAFT, ISSUER, PORTS));
    const first = parseIssuerSigned(issued);
    const salts = new Set(
      [...first.elements, ...other.elements].map(({ bytes }) => Buffer.from(bytes).toString("hex")),
    );
    assert.equal(salts.size, 10);
  });
});

suite("mdocs that are refused", () => {
  test("an element that the issuer did not sign, changed, or sent twice", () => {
    const item = (id: number, name: string, value: CborInput): CborInput =>
      new EncodedCbor(
        embedCbor(
          new Map<string, CborInput>([
            ["digestID", id],
            ["random", new Uint8Array(32)],
            ["elementIdentifier", name],
            ["elementValue", value],
          ]),
        ),
      );
    throwsCode(
      () => parseIssuerSigned(withItems((items) => [...items, item(99, "admin", true)])),
      "mdoc.digest_absent",
    );
    throwsCode(
      () => parseIssuerSigned(withItems((items) => items.map(() => item(0, "x", 1)))),
      "mdoc.digest",
    );
    throwsCode(
      () => parseIssuerSigned(withItems((items) => [...items, items[0] as CborInput])),
      "mdoc.duplicate",
    );
    throwsCode(() => parseIssuerSigned(withItems(() => [1])), "mdoc.syntax");
  });

  test("signed objects that say what they must not", () => {
    const set = (name: string, value: CborInput) => forgeMso((mso) => mso.set(name, value));
    throwsCode(() => parseIssuerSigned(set("version", "2.0")), "mdoc.version");
    throwsCode(() => parseIssuerSigned(set("digestAlgorithm", "SHA-1")), "mdoc.digest_algorithm");
    throwsCode(() => parseIssuerSigned(set("digestAlgorithm", "__proto__")), "mdoc.digest_algorithm");
    throwsCode(() => parseIssuerSigned(set("validityInfo", new Map())), "mdoc.validity");
    throwsCode(() => parseIssuerSigned(set("deviceKeyInfo", 1)), "mdoc.device_key");
    throwsCode(() => parseIssuerSigned(set("status", new Map([["status_list", new Map()]]))), "mdoc.status");
    for (const idx of [0.5, -1, 2 ** 60]) {
      const list = new Map<string, CborInput>([
        ["idx", idx],
        ["uri", "https://example.com/status"],
      ]);
      throwsCode(() => parseIssuerSigned(set("status", new Map([["status_list", list]]))), "mdoc.status");
    }
    throwsCode(() => parseIssuerSigned(set("docType", "org.\u202eexample")), "mdoc.syntax");
    throwsCode(() => parseIssuerSigned(forgeMso((mso) => mso.delete("valueDigests"))), "mdoc.syntax");
    throwsCode(
      () => parseIssuerSigned(forgeMso((mso) => mso.set("valueDigests", new Map()))),
      "mdoc.digest_absent",
    );
    const offCurve = new Map<number, CborInput>([
      [1, 2],
      [-1, 1],
      [-2, new Uint8Array(32)],
      [-3, new Uint8Array(32).fill(7)],
    ]);
    throwsCode(
      () => parseIssuerSigned(set("deviceKeyInfo", new Map([["deviceKey", offCurve]]))),
      "mdoc.device_key",
    );
  });

  test("another algorithm, a critical header, a type beside the one signed, names of prototypes", () => {
    const none = signSign1({ header: new Map([[1, -8]]), unprotected: new Map(), payload: issued }, ISSUER);
    const parts = members(decodeCbor(issued).value);
    const replace = (auth: CborInput) => encodeCbor(new Map([...parts, ["issuerAuth", auth]]));
    throwsCode(() => parseIssuerSigned(replace(none as CborInput)), "mdoc.syntax");
    const payload = parseIssuerSigned(issued).issuerAuth.payload as Uint8Array;
    const verify = (header: CborMap) =>
      verifyIssuerAuth(
        parseIssuerSigned(replace(signSign1({ header, unprotected: new Map(), payload }, ISSUER))),
        ISSUER.publicKey,
        nodePrimitives,
      );
    throwsCode(() => verify(new Map([[1, -8]])), "mdoc.algorithm");
    throwsCode(() => verify(new Map<number, CborValue>([[2, [99]]])), "mdoc.issuer_signature");
    const proto = issueMdoc(
      { ...DRAFT, nameSpaces: new Map([[SPACE, new Map([["__proto__", 1]])]]) },
      ISSUER,
      PORTS,
    );
    throwsCode(() => claimsOf(parseIssuerSigned(proto).elements), "mdoc.claims");
    const response = members(
      decodeCbor(presentMdoc(parseIssuerSigned(issued), {}, transcript, HOLDER)).value,
    );
    const [document] = response.get("documents") as readonly CborValue[];
    const renamed = new Map([...members(document as CborValue), ["docType", "org.example.other"]] as const);
    throwsCode(
      () => parseDeviceResponse(encodeCbor(new Map([...response, ["documents", [renamed]]] as const))),
      "mdoc.doc_type",
    );
    throwsCode(
      () => parseDeviceResponse(encodeCbor(new Map([...response, ["status", 10]] as const))),
      "mdoc.syntax",
    );
  });

  test("name spaces and elements called as what every object has are names like others", () => {
    const named = (name: string) =>
      claimsOf(
        parseIssuerSigned(
          issueMdoc({ ...DRAFT, nameSpaces: new Map([[name, new Map([["stray", 1]])]]) }, ISSUER, PORTS),
        ).elements,
      );
    for (const name of Object.getOwnPropertyNames(Object.prototype)) {
      if (name === "__proto__") throwsCode(() => named(name), "mdoc.claims");
      else assert.deepEqual(Object.entries(named(name)), [[name, { stray: 1 }]], name);
    }
    assert.ok(!Object.hasOwn(Object, "stray"), "nothing outside the document was written to");
  });

  test("100 MB and 100,000 deep", () => {
    throwsCode(() => parseIssuerSigned(new Uint8Array(100 * 1024 * 1024)), "mdoc.too_large");
    throwsCode(() => parseIssuerSigned(new Uint8Array(100_000).fill(0x81)), "mdoc.syntax");
  });
});
