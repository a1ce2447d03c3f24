import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { readAnchor, trustAnchors } from "../../../main/crypto/trust-anchors.ts";
import { toBase64Url } from "../../../src/bytes/base64.ts";
import { buildMdocCredential, mdocCommitmentOf } from "../../../src/credential/mdoc-profile.ts";
import { issueSdJwt } from "../../../src/credential/sd-jwt/issue.ts";
import { encodeCbor } from "../../../src/cbor/encode.ts";
import { p256Thumbprint } from "../../../src/crypto/p256.ts";
import { presentMdoc } from "../../../src/mdoc/device-response.ts";
import { issueMdoc } from "../../../src/mdoc/issue.ts";
import { dateTime } from "../../../src/mdoc/read.ts";
import { parseIssuerSigned } from "../../../src/mdoc/issuer-signed.ts";
import { buildQuery } from "../../../src/presentation/ask.ts";
import { type CredentialQuery, parseQuery } from "../../../src/presentation/query.ts";
import { verify, type VerifyInput } from "../../../src/verdict/verify.ts";
import type { CborMap } from "../../../src/cbor/value.ts";
import { forgeMso } from "../../support/forge-mdoc.ts";
import { certificate, hierarchy, LEAF, oddCertificates, toX5c } from "../../support/certificates.ts";
import {
  DAY,
  EXPIRES,
  HOLDER,
  INDEX,
  ISSUED_AT,
  ISSUER,
  NOW,
  REGISTRY,
  REQUEST,
  TYPE,
  VALUES,
  VCT,
  viewOf,
} from "../../support/verdict-world.ts";
import { forgeJws, PORTS, STRANGER } from "../../support/sd-jwt.ts";

const { root, middle, leaf } = hierarchy(NOW);
const anchors = trustAnchors([root]);
const x5c = toX5c([leaf, middle]);
const FOREIGN = {
  iss: "https://university.example",
  vct: "https://university.example/degree",
  iat: NOW - 100,
  exp: NOW + 1000,
  degree: "Physics",
  status: { status_list: { idx: 5, uri: "https://university.example/list" } },
  cnf: { jwk: { ...HOLDER.publicKey } },
};

function foreign(claims: object = {}, signer = LEAF, chain = x5c): string {
  const draft = { claims: { ...FOREIGN, ...claims }, disclosable: [["degree"]], kid: "k", x5c: chain };
  return issueSdJwt(draft, signer, PORTS);
}

const listed = (value: number) => () => ({ value, issuedAt: NOW });

function judge(presentation: string, more: Partial<VerifyInput> = {}, options = {}) {
  const input = { documents: [{ presentation }], ...more };
  const verdict = verify(input, viewOf(options), nodePrimitives, NOW);
  const [document] = verdict.documents;
  assert.ok(document);
  const codes = document.checks.filter(({ result }) => result !== "passed").map(({ code }) => code);
  return { document, codes };
}

/** What is open where nothing was asked. */
const UNASKED = ["holder_bound.not_presented", "request_bound.no_request", "answered.no_request"];

suite("a credential from outside the registry", () => {
  test("counts by a certificate that leads to an imported anchor, and the verdict says which", () => {
    const { document, codes } = judge(foreign(), { anchors, statusLists: listed(0) });
    assert.deepEqual(codes, UNASKED);
    const signed = document.checks.find(({ name }) => name === "issuer_signature");
    assert.equal(signed?.code, "issuer_signature.by_anchor");
    assert.equal(signed.facts?.anchor, "Root of Trust");
    assert.deepEqual(signed.facts.office, { en: "Foreign Issuer" });
    assert.equal(document.trust, "anchor");
    assert.deepEqual(document.claims, { degree: "Physics" });
    assert.ok(!document.checks.some(({ name }) => name === "anchored" || name === "office_accredited"));
  });

  test("is open without an anchor, and false by another key or a broken chain", () => {
    const asked: string[] = [];
    const statusLists = (uri: string): undefined => void asked.push(uri);
    const unknown = judge(foreign(), { statusLists });
    assert.deepEqual(unknown.codes.slice(0, 2), ["issuer_signature.foreign_issuer", "status.not_checked"]);
    assert.equal(unknown.document.trust, "none");
    const forged = judge(foreign({}, STRANGER), { anchors, statusLists: listed(0) });
    assert.equal(forged.document.outcome, "not valid");
    assert.equal(forged.codes[0], "issuer_signature.bad");
    assert.equal(forged.document.claims, undefined);
    assert.equal(forged.document.trust, "none");
    judge(foreign({}, STRANGER), { anchors, statusLists });
    assert.deepEqual(asked, [], "an unproven document makes nobody look anywhere");
    const broken = judge(foreign({}, LEAF, toX5c([leaf, root])), { anchors });
    assert.equal(broken.codes[0], "issuer_signature.certificate_invalid");
  });

  test("brings a certificate that hardly anybody makes: a verdict all the same", () => {
    const { nameless, offCurve } = oddCertificates(NOW);
    for (const odd of [nameless, offCurve]) {
      const chain = toX5c([odd]);
      for (const known of [trustAnchors([]), anchors]) {
        const { document, codes } = judge(foreign({}, LEAF, chain), { anchors: known });
        assert.equal(codes[0], "issuer_signature.foreign_issuer");
        assert.equal(document.outcome, "cannot tell");
      }
    }
    assert.equal(
      judge(foreign({}, LEAF, toX5c([leaf, nameless])), { anchors }).document.outcome,
      "not valid",
    );
  });

  test("answers who asks for an authority only if that one stands behind it", () => {
    const { claims, ...asked } = buildQuery([
      { vct: FOREIGN.vct, claims: [{ path: ["degree"], optional: false }] },
    ]).credentials[0] as CredentialQuery;
    const answered = (authorities: readonly object[], chain = x5c) => {
      const query = parseQuery({
        credentials: [{ ...asked, claims, trusted_authorities: authorities }] as never,
      });
      const input = { request: { ...REQUEST, query }, anchors, statusLists: listed(0) };
      const documents = [{ presentation: foreign({}, LEAF, chain), query: asked.id }];
      return judge("", { ...input, documents }).codes.find((code) => code.startsWith("answered."));
    };
    const aki = (...values: readonly string[]) => [{ type: "aki", values }];
    const keyOf = (der: Uint8Array): string => readAnchor(der)?.keyId ?? "";
    const other = certificate("Other Root", STRANGER, { name: "Other Root", signer: STRANGER }, NOW, {
      isAuthority: true,
    });
    for (const one of [root, middle]) assert.equal(answered(aki("AAAA", keyOf(one))), undefined);
    assert.equal(answered(aki("AAAA")), "answered.incomplete");
    assert.equal(
      answered([{ type: "openid_federation", values: ["https://federation.example"] }]),
      "answered.incomplete",
    );
    // Whoever shows an mdoc may add certificates to it, so those beside the way to the anchor do not count.
    assert.equal(answered(aki(keyOf(other)), toX5c([leaf, middle, other])), "answered.incomplete");
  });

  test("says what its status list says, and what cannot be known", () => {
    const status = (given: Partial<VerifyInput>, claims = {}) =>
      judge(foreign(claims), { anchors, ...given }).document.checks.find(({ name }) => name === "status")
        ?.code;
    assert.equal(status({}), "status.unknown");
    assert.equal(status({ statusLists: listed(1) }), "status.revoked");
    assert.equal(status({ statusLists: listed(2) }), "status.suspended");
    assert.equal(status({ statusLists: listed(15) }), "status.revoked");
    assert.equal(status({ statusLists: listed(0) }), "status.ok");
    assert.equal(status({}, { status: {} }), "status.not_kept");
  });

  test("may be of the type's older name, which offers still have, and of no other", () => {
    const typed = (typ: string): string => {
      const [jwt = "", ...rest] = foreign().split("~");
      const [header = "", payload = ""] = jwt
        .split(".")
        .map((part) => Buffer.from(part, "base64url").toString());
      const named = JSON.stringify({ ...(JSON.parse(header) as object), typ });
      return [forgeJws(named, payload, LEAF), ...rest].join("~");
    };
    const given = { anchors, statusLists: listed(0) };
    assert.deepEqual(judge(typed("vc+sd-jwt"), given).codes, UNASKED);
    for (const typ of ["JWT", "kb+jwt", "statuslist+jwt"]) {
      assert.equal(judge(typed(typ), given).codes[0], "issuer_signature.bad", typ);
    }
  });

  test("keeps its own times, and never passes for an office of the registry", () => {
    const times = (claims: object) => judge(foreign(claims), { anchors, statusLists: listed(0) }).codes[0];
    assert.equal(times({ exp: NOW }), "validity.expired");
    assert.equal(times({ iat: NOW + 900 }), "validity.not_yet");
    assert.equal(times({ nbf: NOW + 900 }), "validity.not_yet");
    assert.equal(times({ nbf: NOW + 200 }), "holder_bound.not_presented", "clocks differ by so much");
    const posing = judge(foreign({ iss: `registry:${REGISTRY}/office/${"x"}` }), { anchors });
    assert.equal(posing.document.outcome, "not valid");
    assert.equal(posing.codes[0], "parses.malformed");
  });
});

const PORTRAIT = { family_name: "Muster", age_over_18: true, address: { city: "Bonn" } };

function ownMdoc(changes: Partial<Parameters<typeof buildMdocCredential>[0]> = {}, signer = ISSUER): string {
  const draft = buildMdocCredential({
    registryId: REGISTRY,
    office: "identity-office",
    type: TYPE,
    values: PORTRAIT,
    issuedAt: ISSUED_AT,
    expires: EXPIRES,
    index: INDEX,
    holder: HOLDER.publicKey,
    ...changes,
  });
  const kid = p256Thumbprint(ISSUER.publicKey, nodePrimitives.sha256);
  return toBase64Url(issueMdoc({ ...draft, kid, x5chain: [] }, signer, PORTS));
}

function foreignMdoc(signed = NOW): string {
  const draft = {
    docType: VCT,
    nameSpaces: new Map([[VCT, new Map([["age_over_18", true]])]]),
    deviceKey: HOLDER.publicKey,
    signed,
    validUntil: EXPIRES,
    kid: "k",
    x5chain: [leaf, middle],
  };
  return toBase64Url(issueMdoc(draft, LEAF, PORTS));
}

suite("an mdoc of an office", () => {
  const bytes = (text: string) => Uint8Array.from(Buffer.from(text, "base64url"));
  const transcript = encodeCbor([null, null, ["OpenID4VPHandover", new Uint8Array(32)]]);
  const shown = (text: string, signer = HOLDER) =>
    toBase64Url(presentMdoc(parseIssuerSigned(bytes(text)), { [VCT]: ["age_over_18"] }, transcript, signer));

  test("is judged by the registry as an SD-JWT VC is", () => {
    const { document, codes } = judge(ownMdoc());
    assert.deepEqual(codes, UNASKED);
    assert.equal(document.trust, "registry");
    assert.equal(document.vct, VCT);
    assert.deepEqual(document.claims, PORTRAIT);
    const held = parseIssuerSigned(bytes(ownMdoc()));
    assert.match(mdocCommitmentOf(held, nodePrimitives.sha256), /^[\w-]{43}$/);
  });

  test("shows its holder by the device's signature over the session", () => {
    const document = { presentation: shown(ownMdoc()), transcript };
    const checks = (one: typeof document) => judge("", { documents: [one] }).document;
    const good = checks(document);
    assert.equal(good.checks.find(({ name }) => name === "holder_bound")?.code, "holder_bound.ok");
    assert.deepEqual(good.claims, { age_over_18: true });
    const other = checks({ ...document, transcript: encodeCbor([null, null, null]) });
    assert.equal(other.checks.find(({ name }) => name === "holder_bound")?.code, "holder_bound.bad");
    const stolen = checks({ presentation: shown(ownMdoc(), STRANGER), transcript });
    assert.equal(stolen.checks.find(({ name }) => name === "holder_bound")?.code, "holder_bound.bad");
  });

  test("does not count before its issuer says, an office's or another's", () => {
    const begins = (text: string, signer: typeof ISSUER, at: number) =>
      toBase64Url(
        forgeMso(bytes(text), signer, (mso) => {
          const validity = new Map(mso.get("validityInfo") as CborMap);
          mso.set("validityInfo", validity.set("validFrom", dateTime(at)));
        }),
      );
    const validity = (text: string) =>
      judge(text, { anchors }).document.checks.find(({ name }) => name === "validity")?.code;
    assert.equal(validity(begins(ownMdoc(), ISSUER, NOW)), "validity.ok");
    assert.equal(validity(begins(ownMdoc(), ISSUER, NOW + 900)), "validity.not_yet");
    assert.equal(validity(begins(foreignMdoc(), LEAF, NOW)), "validity.ok");
    assert.equal(validity(begins(foreignMdoc(), LEAF, NOW + 900)), "validity.not_yet");
  });

  test("of an issuer outside counts by a certificate that covers the day on which it was signed", () => {
    const signed = (at: number) =>
      judge(foreignMdoc(at), { anchors }).document.checks.find(({ name }) => name === "issuer_signature");
    // The certificate counts from a day ago.
    assert.equal(signed(NOW - DAY)?.code, "issuer_signature.by_anchor");
    const before = signed(NOW - 2 * DAY);
    assert.equal(before?.code, "issuer_signature.certificate_invalid");
    assert.equal(before.facts?.cause, "certificate.expired");
  });

  test("fails by a stranger's signature, another type's claims, a revoked place, an unknown commitment", () => {
    assert.equal(judge(ownMdoc({}, STRANGER)).codes[0], "issuer_signature.bad");
    assert.ok(judge(ownMdoc({ office: "nobody" })).codes.includes("issuer_signature.office_absent"));
    const revoked = judge(ownMdoc(), {}, { status: { state: "known", status: 1 } });
    assert.ok(revoked.codes.includes("status.revoked"));
    const absent = judge(ownMdoc(), {}, { anchoring: { state: "absent" } });
    assert.ok(absent.codes.includes("anchored.absent"));
    const values = { ...VALUES, family_name: 5 };
    assert.throws(() => ownMdoc({ values }), /vc\.claim_kind/);
    assert.equal(judge("AAAA").codes[0], "parses.malformed");
    assert.equal(judge("!").codes[0], "parses.malformed");
  });
});
