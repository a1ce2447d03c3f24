import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { suite, test } from "node:test";
import { readRequestCertificate } from "../../../main/crypto/request-certificate.ts";
import { readAnchor, splitCertificates, trustAnchors } from "../../../main/crypto/trust-anchors.ts";
import { authorityKeyOf } from "../../../src/x509/key-identifiers.ts";
import { bits, integer, oid, sequence, TRUE } from "../../../src/x509/der.ts";
import {
  certificate,
  hierarchy,
  LEAF,
  MIDDLE,
  oddCertificates,
  ROOT,
  withExtension,
} from "../../support/certificates.ts";
import { STRANGER } from "../../support/sd-jwt.ts";

const NOW = 1_780_000_000;
const DAY = 86_400;
const { root, middle, leaf } = hierarchy(NOW);
const asRoot = { name: "Root of Trust", signer: ROOT };
const asMiddle = { name: "Middle", signer: MIDDLE };

suite("certificates of ours", () => {
  test("read as X.509 v3 by a library that did not write them", () => {
    const [a, b, c] = [root, middle, leaf].map((one) => new X509Certificate(one)) as [
      X509Certificate,
      X509Certificate,
      X509Certificate,
    ];
    assert.ok(a.ca && b.ca && !c.ca);
    assert.ok(a.checkIssued(a) && b.checkIssued(a) && c.checkIssued(b) && !c.checkIssued(a));
    assert.ok(a.verify(a.publicKey) && b.verify(a.publicKey) && c.verify(b.publicKey));
    assert.equal(c.subject, "CN=Foreign Issuer");
    assert.deepEqual(c.publicKey.export({ format: "jwk" }), { ...LEAF.publicKey });
    assert.equal(readAnchor(root)?.name, "Root of Trust");
    assert.match(readAnchor(root)?.fingerprint ?? "", /^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    const late = certificate("Late", LEAF, asRoot, NOW, { to: Date.UTC(2055, 1, 1) / 1000 });
    // A certificate names by this who signed it.
    assert.equal(authorityKeyOf(leaf), readAnchor(middle)?.keyId);
    assert.equal(authorityKeyOf(middle), readAnchor(root)?.keyId);
    assert.notEqual(readAnchor(root)?.keyId, readAnchor(middle)?.keyId);
    assert.equal(readAnchor(late)?.to, Date.UTC(2055, 1, 1) / 1000);
  });

  test("a PEM text of several, and one that is DER", () => {
    const pem = [root, middle].map((one) => new X509Certificate(one).toString()).join("\n");
    assert.deepEqual(splitCertificates(Buffer.from(pem)), [root, middle]);
    assert.deepEqual(splitCertificates(leaf), [leaf]);
    assert.equal(readAnchor(Buffer.from("no certificate")), undefined);
  });
});

suite("a chain is traced to a trust anchor", () => {
  const trusted = (chain: readonly Uint8Array[], anchors = [root], at = NOW) =>
    trustAnchors(anchors).trace(chain, at);

  test("through all of it, without the root, or to the leaf itself", () => {
    const keyOf = (der: Uint8Array) => readAnchor(der)?.keyId;
    const by = (anchor: string, ...authorities: readonly Uint8Array[]) => ({
      state: "trusted",
      key: LEAF.publicKey,
      subject: "Foreign Issuer",
      anchor,
      authority: `CN=${anchor}`,
      authorities: authorities.map(keyOf),
      from: NOW - DAY,
    });
    assert.deepEqual(trusted([leaf, middle]), by("Root of Trust", middle, root));
    assert.deepEqual(trusted([leaf, middle, root]), by("Root of Trust", middle, root));
    assert.deepEqual(trusted([leaf], [middle]), by("Middle", middle));
    assert.deepEqual(trusted([leaf], [leaf]), by("Foreign Issuer", leaf));
  });

  test("nobody trusted, a link missing", () => {
    assert.equal(trusted([leaf, middle], []).state, "unknown");
    assert.equal(trusted([leaf]).state, "unknown");
    const other = certificate("Root of Trust", STRANGER, { name: "Root of Trust", signer: STRANGER }, NOW, {
      isAuthority: true,
    });
    assert.equal(trusted([leaf, middle], [other]).state, "unknown");
  });

  test("a link by another key, or by one that may sign no certificates", () => {
    const forged = certificate("Foreign Issuer", LEAF, { name: "Middle", signer: STRANGER }, NOW);
    assert.deepEqual(trusted([forged, middle]), { state: "invalid", cause: "signature" });
    const noAuthority = certificate("Middle", MIDDLE, asRoot, NOW);
    assert.deepEqual(trusted([leaf, noAuthority]), { state: "invalid", cause: "signature" });
    assert.equal(trusted([leaf], [noAuthority]).state, "unknown");
  });

  test("by more authorities than one of them allows below it", () => {
    const below = { state: "invalid", cause: "signature" };
    const narrow = certificate("Root of Trust", ROOT, asRoot, NOW, { isAuthority: true, pathLength: 0 });
    assert.deepEqual(trusted([leaf, middle], [narrow]), below);
    const direct = certificate("Foreign Issuer", LEAF, asRoot, NOW);
    assert.equal(trusted([direct], [narrow]).state, "trusted");
    // Middle may sign documents, and makes itself a second authority.
    const third = certificate("Third", STRANGER, asMiddle, NOW, { isAuthority: true });
    const byThird = certificate("Foreign Issuer", LEAF, { name: "Third", signer: STRANGER }, NOW);
    const wide = certificate("Root of Trust", ROOT, asRoot, NOW, { isAuthority: true, pathLength: 9 });
    assert.deepEqual(trusted([byThird, third, middle], [wide]), below);
    const generous = certificate("Middle", MIDDLE, asRoot, NOW, { isAuthority: true, pathLength: 1 });
    assert.equal(trusted([byThird, third, generous], [wide]).state, "trusted");
    assert.deepEqual(trusted([byThird, third, generous], [root]), below);
    // One that says no number allows any; one that says a number below nothing allows none.
    const said = (...length: readonly Uint8Array[]) =>
      withExtension(middle, ROOT, { id: "2.5.29.19", isCritical: true, value: sequence(TRUE, ...length) });
    assert.equal(trusted([byThird, third, said()], [wide]).state, "trusted");
    assert.equal(trusted([byThird, third, said(integer(Uint8Array.of(1, 0, 0)))], [wide]).state, "trusted");
    assert.deepEqual(trusted([leaf, said(Uint8Array.of(2, 1, 0xff))], [wide]), below);
    // A change of its own key is no authority more.
    const renewed = certificate("Middle", STRANGER, asMiddle, NOW, { isAuthority: true });
    const byRenewed = certificate("Foreign Issuer", LEAF, { name: "Middle", signer: STRANGER }, NOW);
    assert.equal(trusted([byRenewed, renewed, middle], [root]).state, "trusted");
  });

  test("with something critical that nobody here understands, or names that it is bound to", () => {
    const refused = { state: "invalid", cause: "certificate" };
    const odd = { id: "1.3.6.1.4.1.99999.1", value: sequence() };
    const names = { id: "2.5.29.30", value: sequence() };
    assert.equal(trusted([withExtension(leaf, MIDDLE, odd), middle]).state, "trusted");
    assert.deepEqual(trusted([withExtension(leaf, MIDDLE, { ...odd, isCritical: true }), middle]), refused);
    assert.equal(trusted([leaf, withExtension(middle, ROOT, odd)]).state, "trusted");
    assert.deepEqual(trusted([leaf, withExtension(middle, ROOT, { ...odd, isCritical: true })]), refused);
    for (const isCritical of [false, true]) {
      assert.deepEqual(trusted([leaf, withExtension(middle, ROOT, { ...names, isCritical })]), refused);
      assert.deepEqual(
        trusted([leaf, middle], [withExtension(root, ROOT, { ...names, isCritical })]),
        refused,
      );
    }
  });

  test("by a key that may sign certificates only", () => {
    const used = (first: number) =>
      trusted([withExtension(leaf, MIDDLE, { id: "2.5.29.15", value: bits(Uint8Array.of(first)) }), middle]);
    assert.equal(used(0x80).state, "trusted");
    assert.equal(used(0xc0).state, "trusted");
    assert.deepEqual(used(0x06), { state: "invalid", cause: "purpose" });
    assert.deepEqual(trusted([middle]), { state: "invalid", cause: "purpose" });
  });

  test("a key identifier counts as an extension only, not as bytes that stand somewhere", () => {
    const planted = Buffer.concat([oid("2.5.29.35"), Uint8Array.of(4, 6, 0x30, 4, 0x80, 2, 7, 7)]);
    const posing = withExtension(leaf, MIDDLE, { id: "1.3.6.1.4.1.99999.1", value: planted });
    assert.equal(authorityKeyOf(posing), readAnchor(middle)?.keyId);
  });

  test("out of time, at any link", () => {
    const expired = { state: "invalid", cause: "expired" };
    assert.deepEqual(trusted([leaf, middle], [root], NOW + 400 * DAY), expired);
    assert.deepEqual(trusted([leaf, middle], [root], NOW - 2 * DAY), expired);
    const oldMiddle = certificate("Middle", MIDDLE, asRoot, NOW, { isAuthority: true, to: NOW - 1 });
    assert.deepEqual(trusted([leaf, oldMiddle]), expired);
    const oldRoot = certificate("Root of Trust", ROOT, asRoot, NOW, { isAuthority: true, to: NOW - 1 });
    assert.deepEqual(trusted([leaf, middle], [oldRoot]), expired);
  });

  test("made for web sites, and what is no certificate", () => {
    const web = certificate("Web", LEAF, asMiddle, NOW, { purposes: ["1.3.6.1.5.5.7.3.1"] });
    assert.deepEqual(trusted([web, middle]), { state: "invalid", cause: "purpose" });
    const documents = certificate("DS", LEAF, asMiddle, NOW, { purposes: ["1.0.18013.5.1.2"] });
    assert.equal(trusted([documents, middle]).state, "trusted");
    assert.deepEqual(trusted([Uint8Array.of(1, 2, 3)]), { state: "invalid", cause: "certificate" });
    assert.deepEqual(trusted([leaf, new Uint8Array(20_000)]), { state: "invalid", cause: "certificate" });
    assert.deepEqual(trusted([]), { state: "invalid", cause: "certificate" });
  });

  test("of somebody called nothing, or with a key that is none: read, and nobody is called so", () => {
    const { nameless, offCurve } = oddCertificates(NOW);
    for (const anchors of [[], [nameless], [offCurve], [root]]) {
      for (const chain of [[nameless], [offCurve], [leaf, nameless], [leaf, offCurve]]) {
        assert.doesNotThrow(() => trusted(chain, anchors));
        assert.doesNotThrow(() => readRequestCertificate(chain, trustAnchors(anchors), NOW));
      }
    }
    assert.deepEqual(trusted([nameless], []), { state: "unknown", subject: "?" });
    assert.equal(trusted([offCurve], [offCurve]).state, "unknown");
    assert.equal(readAnchor(nameless)?.name, "?");
    assert.equal(readAnchor(offCurve)?.name, "Odd");
    assert.equal(readRequestCertificate([offCurve], trustAnchors([]), NOW), undefined);
    const [found, other] = [trusted([nameless], [nameless]), trusted([leaf], [leaf])];
    assert.ok(found.state === "trusted" && other.state === "trusted");
    assert.equal(found.subject, "?");
    assert.notEqual(found.authority, "", "nobody else that is called nothing stands for it");
  });
});
