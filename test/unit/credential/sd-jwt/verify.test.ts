import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { suite, test } from "node:test";
import { p256 } from "@noble/curves/nist.js";
import { nodePrimitives } from "../../../../main/crypto/primitives.ts";
import { parseSdJwt } from "../../../../src/credential/sd-jwt/parse.ts";
import {
  checkKeyBinding,
  checkValidity,
  OLDER_SD_JWT_VC_TYPE,
  SD_JWT_VC_TYPE,
  verifyIssuerJwt,
  verifyKeyBinding,
} from "../../../../src/credential/sd-jwt/verify.ts";
import {
  bind,
  encode,
  EXPECTED,
  forge,
  forgeJws,
  HOLDER,
  ISSUER,
  NOW,
  STRANGER,
  verifyPresentation,
} from "../../../support/sd-jwt.ts";
import { throwsCode } from "../../../support/throws-code.ts";

const CNF = { cnf: { jwk: HOLDER.publicKey } };

function withHeader(header: object): string {
  return forge(CNF, [], JSON.stringify({ alg: "ES256", typ: "dc+sd-jwt", ...header }));
}

function verifyIssuer(text: string, options?: { types: readonly string[] }): unknown {
  return verifyIssuerJwt(parseSdJwt(text), () => ISSUER.publicKey, nodePrimitives, options);
}

suite("RFC 9901 section 7.1 step 2: the issuer's signature", () => {
  test("holds by the key that the resolver finds from header and payload", () => {
    const sdJwt = parseSdJwt(withHeader({ kid: "k1" }));
    const key = verifyIssuerJwt(
      sdJwt,
      ({ header, payload }) => {
        assert.equal(header["kid"], "k1");
        assert.deepEqual(payload, CNF);
        return ISSUER.publicKey;
      },
      nodePrimitives,
    );
    assert.equal(key, ISSUER.publicKey);
  });

  test("no key, no signature", () => {
    const sdJwt = parseSdJwt(withHeader({}));
    throwsCode(() => verifyIssuerJwt(sdJwt, () => undefined, nodePrimitives), "sdjwt.key_unknown");
    throwsCode(() => verifyIssuerJwt(sdJwt, () => STRANGER.publicKey, nodePrimitives), "sdjwt.signature");
  });

  test("alg none, and HS256 keyed with what everybody knows", () => {
    const payload = JSON.stringify(CNF);
    for (const alg of ["none", "None", "HS256", "ES384", "RS256", "es256", "", null, ["ES256"]]) {
      throwsCode(() => verifyIssuer(withHeader({ alg })), "sdjwt.alg");
    }
    throwsCode(() => verifyIssuer(`${encode('{"alg":"none"}')}.${encode(payload)}.~`), "sdjwt.syntax");
    const input = `${encode('{"alg":"HS256","typ":"dc+sd-jwt"}')}.${encode(payload)}`;
    const mac = createHmac("sha256", JSON.stringify(ISSUER.publicKey)).update(input).digest("base64url");
    throwsCode(() => verifyIssuer(`${input}.${mac}~`), "sdjwt.alg");
    throwsCode(() => verifyIssuer(forge(CNF, [], '{"typ":"dc+sd-jwt"}')), "sdjwt.alg");
  });

  test("typ is that of an SD-JWT VC; the older one only where it is asked for", () => {
    for (const typ of [
      "JWT",
      "kb+jwt",
      "statuslist+jwt",
      "application/dc+sd-jwt",
      "DC+SD-JWT",
      "vc+sd-jwt",
      1,
    ]) {
      throwsCode(() => verifyIssuer(withHeader({ typ })), "sdjwt.typ");
    }
    throwsCode(() => verifyIssuer(forge(CNF, [], '{"alg":"ES256"}')), "sdjwt.typ");
    const types = [SD_JWT_VC_TYPE, OLDER_SD_JWT_VC_TYPE];
    assert.equal(verifyIssuer(withHeader({ typ: "vc+sd-jwt" }), { types }), ISSUER.publicKey);
    throwsCode(() => verifyIssuer(withHeader({}), { types: [OLDER_SD_JWT_VC_TYPE] }), "sdjwt.typ");
  });

  test("keys and rules that the sender brings along", () => {
    const own = { jwk: STRANGER.publicKey };
    const header = JSON.stringify({ alg: "ES256", typ: "dc+sd-jwt", ...own });
    throwsCode(() => verifyIssuer(`${forgeJws(header, JSON.stringify(CNF), STRANGER)}~`), "sdjwt.header");
    for (const extra of [
      { jku: "https://evil.example/keys" },
      { x5u: "https://evil.example/cert" },
      { crit: ["exp"] },
      { crit: [] },
      { b64: false },
      { jwk: null },
    ]) {
      throwsCode(() => verifyIssuer(withHeader(extra)), "sdjwt.header");
    }
    assert.equal(verifyIssuer(withHeader({ x5c: ["AAAA"], other: 1 })), ISSUER.publicKey);
  });

  test("a signature of another length is none", () => {
    const [header, payload] = forge(CNF).split(".") as [string, string];
    for (const length of [1, 32, 63, 65, 70, 96]) {
      const signature = Buffer.alloc(length, 1).toString("base64url");
      throwsCode(() => verifyIssuer(`${header}.${payload}.${signature}~`), "sdjwt.signature");
    }
    for (const signature of [Buffer.alloc(64), Buffer.alloc(64, 0xff)]) {
      const text = `${header}.${payload}.${signature.toString("base64url")}~`;
      throwsCode(() => verifyIssuer(text), "sdjwt.signature");
    }
  });
});

suite("RFC 7519 sections 4.1.4 to 4.1.6: validity", () => {
  test("the edges, with leeway on the right side", () => {
    checkValidity({}, NOW, 0);
    checkValidity({ iat: NOW, nbf: NOW, exp: NOW + 1 }, NOW, 0);
    throwsCode(() => checkValidity({ exp: NOW }, NOW, 0), "sdjwt.expired");
    checkValidity({ exp: NOW }, NOW + 59, 60);
    throwsCode(() => checkValidity({ exp: NOW }, NOW + 60, 60), "sdjwt.expired");
    checkValidity({ nbf: NOW }, NOW - 60, 60);
    throwsCode(() => checkValidity({ nbf: NOW }, NOW - 61, 60), "sdjwt.not_yet_valid");
    checkValidity({ iat: NOW }, NOW - 60, 60);
    throwsCode(() => checkValidity({ iat: NOW }, NOW - 61, 60), "sdjwt.issued_in_future");
  });

  test("a time that is no number counts as none", () => {
    for (const name of ["exp", "nbf", "iat"]) {
      for (const value of [String(NOW + 9), null, [NOW + 9], true, {}]) {
        throwsCode(() => checkValidity({ [name]: value }, NOW, 60), "sdjwt.time");
      }
    }
  });
});

suite("RFC 9901 section 7.3 step 5: key binding", () => {
  const sdJwt = forge(CNF);

  function verify(text: string): unknown {
    return verifyKeyBinding(parseSdJwt(text), HOLDER.publicKey, nodePrimitives);
  }

  test("an honest one says nonce, audience and time", () => {
    assert.deepEqual(verify(bind(sdJwt)), { nonce: "n-1", audience: "counter", issuedAt: NOW });
    verifyPresentation(bind(sdJwt));
  });

  test("missing or stripped", () => {
    throwsCode(() => verify(sdJwt), "kb.missing");
    const bound = bind(sdJwt);
    throwsCode(() => verify(bound.slice(0, bound.lastIndexOf("~") + 1)), "kb.missing");
  });

  test("by a stranger's key, or with a key of its own", () => {
    throwsCode(() => verify(bind(sdJwt, { signer: STRANGER })), "kb.signature");
    const own = { header: { jwk: STRANGER.publicKey }, signer: STRANGER };
    throwsCode(() => verify(bind(sdJwt, own)), "kb.header");
    throwsCode(() => verify(bind(sdJwt, { header: { crit: ["x"] } })), "kb.header");
  });

  test("alg and typ", () => {
    throwsCode(() => verify(bind(sdJwt, { header: { alg: "none" } })), "kb.alg");
    throwsCode(() => verify(bind(sdJwt, { header: { alg: "HS256" } })), "kb.alg");
    for (const typ of ["JWT", "dc+sd-jwt", "KB+JWT", undefined]) {
      throwsCode(() => verify(bind(sdJwt, { header: { typ } })), "kb.typ");
    }
    throwsCode(() => verify(sdJwt + sdJwt.slice(0, -1)), "kb.typ");
  });

  test("taken from another presentation of the same credential", () => {
    const kb = bind(sdJwt).slice(sdJwt.length);
    throwsCode(() => verify(forge({ ...CNF, more: 1 }) + kb), "kb.sd_hash");
    for (const sd_hash of ["", "x", "A".repeat(43)]) {
      throwsCode(() => verify(bind(sdJwt, { payload: { sd_hash } })), "kb.sd_hash");
    }
  });

  test("claims of the wrong kind, missing or added", () => {
    for (const name of ["nonce", "aud", "iat", "sd_hash"]) {
      for (const value of [undefined, null, {}, ["x"], true]) {
        throwsCode(() => verify(bind(sdJwt, { payload: { [name]: value } })), "kb.claims");
      }
    }
    throwsCode(() => verify(bind(sdJwt, { payload: { iat: String(NOW) } })), "kb.claims");
    throwsCode(() => verify(bind(sdJwt, { payload: { nonce: 1 } })), "kb.claims");
    throwsCode(() => verify(bind(sdJwt, { payload: { exp: NOW + 9 } })), "kb.claims");
    throwsCode(() => verify(bind(sdJwt, { payload: { nbf: NOW } })), "kb.claims");
    const twice = { tamper: (json: string) => json.replace("{", '{"nonce":"other",') };
    throwsCode(() => verify(bind(sdJwt, twice)), "sdjwt.json");
    verify(bind(sdJwt, { payload: { transaction_data_hashes: ["x"] } }));
  });

  test("nonce, audience and window, each exactly", () => {
    const binding = { nonce: "n-1", audience: "counter", issuedAt: NOW };
    checkKeyBinding(binding, EXPECTED);
    for (const nonce of ["", "n-2", "N-1", "n-1 "]) {
      throwsCode(() => checkKeyBinding(binding, { ...EXPECTED, nonce }), "kb.nonce");
    }
    for (const audience of ["", "other", "counter/", "Counter"]) {
      throwsCode(() => checkKeyBinding(binding, { ...EXPECTED, audience }), "kb.audience");
    }
    checkKeyBinding({ ...binding, issuedAt: EXPECTED.from }, EXPECTED);
    checkKeyBinding({ ...binding, issuedAt: EXPECTED.to }, EXPECTED);
    for (const issuedAt of [EXPECTED.from - 1, EXPECTED.to + 1]) {
      throwsCode(() => checkKeyBinding({ ...binding, issuedAt }, EXPECTED), "kb.time");
    }
  });

  test("the other form of a signature verifies as well: a presentation is known by its nonce", () => {
    const text = bind(sdJwt);
    const at = text.lastIndexOf(".") + 1;
    const signature = Buffer.from(text.slice(at), "base64url");
    const s = BigInt(`0x${signature.subarray(32).toString("hex")}`);
    const other = (p256.Point.Fn.ORDER - s).toString(16).padStart(64, "0");
    const form = Buffer.concat([signature.subarray(0, 32), Buffer.from(other, "hex")]).toString("base64url");
    const twin = text.slice(0, at) + form;
    assert.notEqual(twin, text);
    assert.deepEqual(verify(twin), verify(text));
  });
});
