import assert from "node:assert/strict";
import { hash, X509Certificate } from "node:crypto";
import { suite, test } from "node:test";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { toBase64Url } from "../../src/bytes/base64.ts";
import { encodeCbor } from "../../src/cbor/encode.ts";
import { issueSdJwt } from "../../src/credential/sd-jwt/issue.ts";
import { parseSdJwt } from "../../src/credential/sd-jwt/parse.ts";
import { presentSdJwt, selectDisclosures } from "../../src/credential/sd-jwt/present.ts";
import { checkKeyBinding, verifyIssuerJwt, verifyKeyBinding } from "../../src/credential/sd-jwt/verify.ts";
import { x5chainOf } from "../../src/cose/sign1.ts";
import { parseP256Jwk } from "../../src/crypto/p256.ts";
import { claimsOf, jsonToElement } from "../../src/mdoc/claims.ts";
import { presentMdoc } from "../../src/mdoc/device-response.ts";
import { issueMdoc } from "../../src/mdoc/issue.ts";
import { parseIssuerSigned, verifyIssuerAuth } from "../../src/mdoc/issuer-signed.ts";
import { checkMdocValidity } from "../../src/mdoc/mobile-security-object.ts";
import { certificate } from "../support/certificates.ts";
import { askPeer, findPeer } from "../support/python-peer.ts";
import { PORTS, processed } from "../support/sd-jwt.ts";
import { seedP256 } from "../support/test-keys.ts";
import { throwsCode } from "../support/throws-code.ts";

const ISSUER = seedP256("issuer").signer;
const HOLDER = seedP256("holder").signer;
const NOW = 1_780_000_000;
const NONCE = "n".repeat(22);
const withSecret = (name: string) => ({
  ...seedP256(name).signer.publicKey,
  d: hash("sha256", `p256 ${name}`, "base64url"),
});

const peer = findPeer();
const options =
  peer === undefined
    ? { skip: "the Python libraries are not here: node main/launch/node24.mjs test/support/run-setup.ts" }
    : {};

function ask(question: object): { readonly [member: string]: unknown } {
  const answer = askPeer(peer ?? "", question);
  assert.equal(answer["error"], undefined, String(answer["text"]));
  return answer;
}

const refusedBy = (question: object): string => String(askPeer(peer ?? "", question)["error"]);

suite("SD-JWT with a library in Python", options, () => {
  const claims = {
    iss: "https://issuer.example",
    vct: "urn:example:v",
    name: "Ödegård",
    address: { city: "Oslo", street: "港区" },
    list: ["one", "two"],
    cnf: { jwk: { ...HOLDER.publicKey } },
  };
  const disclosable = [["name"], ["address"], ["address", "street"], ["list", 0]];
  const ours = () => issueSdJwt({ claims, disclosable, decoys: 4, kid: "k" }, ISSUER, PORTS);

  test("reads what we issue, with nested and array disclosures and decoys", () => {
    const answer = ask({ do: "verify_sd_jwt", issuer: ISSUER.publicKey, sd_jwt: ours() });
    assert.deepEqual(answer["claims"], claims);
  });

  test("reads what we present, and refuses it for another question or by another issuer", () => {
    const selection = selectDisclosures(parseSdJwt(ours()), [["address", "street"]], PORTS.sha256);
    const request = { nonce: NONCE, audience: "counter", issuedAt: NOW };
    const shown = presentSdJwt(selection, request, HOLDER, PORTS.sha256);
    const question = {
      do: "verify_sd_jwt",
      issuer: ISSUER.publicKey,
      sd_jwt: shown,
      nonce: NONCE,
      audience: "counter",
    };
    const read = ask(question)["claims"] as typeof claims;
    assert.deepEqual(read.address, { city: "Oslo", street: "港区" });
    assert.equal(read.name, undefined);
    assert.notEqual(refusedBy({ ...question, nonce: "other" }), "undefined");
    assert.notEqual(refusedBy({ ...question, issuer: HOLDER.publicKey }), "undefined");
  });

  test("issues and presents what we read and verify", () => {
    const issued = ask({
      do: "issue_sd_jwt",
      issuer: withSecret("issuer"),
      holder: HOLDER.publicKey,
      plain: { iss: claims.iss, vct: claims.vct },
      disclosable: { name: claims.name, address: claims.address },
    });
    const text = String(issued["sd_jwt"]);
    verifyIssuerJwt(parseSdJwt(text), () => ISSUER.publicKey, nodePrimitives);
    assert.deepEqual(processed(text).claims, claims);
    const shown = ask({
      do: "present_sd_jwt",
      holder: withSecret("holder"),
      sd_jwt: text,
      claims: { name: true },
      nonce: NONCE,
      audience: "counter",
    });
    const read = parseSdJwt(String(shown["sd_jwt"]));
    verifyIssuerJwt(read, () => ISSUER.publicKey, nodePrimitives);
    const binding = verifyKeyBinding(read, HOLDER.publicKey, nodePrimitives);
    checkKeyBinding(binding, { nonce: NONCE, audience: "counter", from: 0, to: binding.issuedAt });
    assert.equal(processed(String(shown["sd_jwt"])).claims["name"], claims.name);
    throwsCode(() => verifyIssuerJwt(read, () => HOLDER.publicKey, nodePrimitives), "sdjwt.signature");
  });
});

suite("mdoc with a library in Python", options, () => {
  const docType = "org.example.id.1";
  const leaf = certificate("Document Signer", ISSUER, { name: "Document Signer", signer: ISSUER }, NOW, {
    purposes: ["1.0.18013.5.1.2"],
  });
  const elements = { family_name: "Ödegård", birthdate: "1990-02-28", age_over_18: true };

  const ours = () =>
    issueMdoc(
      {
        docType,
        nameSpaces: new Map([
          [
            docType,
            new Map([
              ["family_name", jsonToElement(elements.family_name, "text")],
              ["birthdate", jsonToElement(elements.birthdate, "date")],
              ["age_over_18", jsonToElement(true, "boolean")],
            ]),
          ],
        ]),
        deviceKey: HOLDER.publicKey,
        signed: NOW,
        validUntil: NOW + 86_400,
        kid: "k",
        x5chain: [leaf],
      },
      ISSUER,
      PORTS,
    );
  const respond = (bytes: Uint8Array) =>
    toBase64Url(
      presentMdoc(parseIssuerSigned(bytes), { [docType]: Object.keys(elements) }, encodeCbor(null), HOLDER),
    );

  test("reads what we issue and show, its signature and its digests", () => {
    const answer = ask({ do: "verify_mdoc", response: respond(ours()), roots: [] });
    assert.equal(answer["valid"], true);
    assert.equal(answer["docType"], docType);
    assert.deepEqual(answer["elements"], elements);
  });

  test("refuses it when a byte of the signed part is another", () => {
    const response = Buffer.from(respond(ours()), "base64url");
    const at = response.indexOf(Buffer.from("validUntil"));
    assert.ok(at > 0);
    response.writeUInt8(0x30 + ((response.readUInt8(at + 16) - 0x30 + 1) % 10), at + 16);
    const answer = askPeer(peer ?? "", { do: "verify_mdoc", response: toBase64Url(response), roots: [] });
    assert.notEqual(answer["valid"], true);
  });

  test("issues what we read and verify", () => {
    const issued = ask({
      do: "issue_mdoc",
      issuer: withSecret("issuer"),
      holder: HOLDER.publicKey,
      docType,
      elements: { family_name: elements.family_name, age: 36 },
      from: "2026-01-01",
      to: "2030-01-01",
    });
    const held = parseIssuerSigned(Buffer.from(String(issued["issuer_signed"]), "base64url"));
    const [der] = x5chainOf(held.issuerAuth);
    assert.ok(der);
    const key = parseP256Jwk(new X509Certificate(der).publicKey.export({ format: "jwk" }));
    assert.deepEqual(key, ISSUER.publicKey);
    verifyIssuerAuth(held, key, nodePrimitives);
    throwsCode(() => verifyIssuerAuth(held, HOLDER.publicKey, nodePrimitives), "mdoc.issuer_signature");
    checkMdocValidity(held.mso, held.mso.validFrom, 0);
    assert.deepEqual(claimsOf(held.elements), { [docType]: { family_name: elements.family_name, age: 36 } });
    assert.deepEqual(held.mso.deviceKey, HOLDER.publicKey);
  });
});
