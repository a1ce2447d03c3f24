import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nodePrimitives } from "../../../../main/crypto/primitives.ts";
import { fromBase64Url } from "../../../../src/bytes/base64.ts";
import { concat, utf8 } from "../../../../src/bytes/bytes.ts";
import { consentBytes, consentKeyHash, signConsent } from "../../../../src/chain/entries/consent.ts";
import { verifyEd25519 } from "../../../../src/crypto/ed25519.ts";
import { hashOf, keyText, seedSigner } from "../../../support/test-keys.ts";

const registryId = new Uint8Array(32).fill(9);
const terms = { expires: 5, new: hashOf("new"), office: "land", old: hashOf("old"), type: "title" };

describe("consent", () => {
  it("is signed over its domain line, the registry's id and the terms (docs/registry-format.md)", () => {
    const text = `{"expires":5,"new":"${terms.new}","office":"land","old":"${terms.old}","type":"title"}`;
    assert.deepEqual(
      consentBytes(registryId, terms),
      concat(utf8("sealfolio/consent/v1\n"), registryId, utf8(text)),
    );
  });

  it("carries the key and a signature that verifies", () => {
    const owner = seedSigner("owner");
    const { key, sig } = signConsent(registryId, terms, owner);
    assert.equal(key, keyText(owner));
    const message = consentBytes(registryId, terms);
    assert.ok(verifyEd25519(nodePrimitives, owner.publicKey, message, fromBase64Url(sig)));
  });

  it("names a key by the SHA-256 of its 32 bytes", () => {
    // FIPS 180-4 over 32 zero bytes
    const zeros = "Zmh6rfhivXdsj8GLjp-OIAiXFIVu4jOzkCpZHQ1fKSU";
    assert.equal(consentKeyHash(new Uint8Array(32), nodePrimitives.sha256), zeros);
  });
});
