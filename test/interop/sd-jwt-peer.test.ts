import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { suite, test } from "node:test";
import { SDJwtVcInstance } from "@sd-jwt/sd-jwt-vc";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { issueSdJwt } from "../../src/credential/sd-jwt/issue.ts";
import { parseSdJwt } from "../../src/credential/sd-jwt/parse.ts";
import { presentSdJwt, selectDisclosures } from "../../src/credential/sd-jwt/present.ts";
import { packStatuses } from "../../src/credential/status-list.ts";
import { issueStatusListToken } from "../../src/credential/status-list-token.ts";
import type { P256Jwk } from "../../src/crypto/p256-jwk.ts";
import type { Es256Signer } from "../../src/crypto/ports.ts";
import {
  deflate,
  EXPECTED,
  HOLDER,
  ISSUER,
  NOW,
  PORTS,
  processed,
  STRANGER,
  verifyPresentation,
} from "../support/sd-jwt.ts";
import { throwsCode } from "../support/throws-code.ts";

/** A second opinion: @sd-jwt/sd-jwt-vc 0.19.0, with our keys and node:crypto's hash. */
function peer(options: { readonly holder?: Es256Signer; readonly statuses?: readonly number[] } = {}) {
  const signWith = (signer: Es256Signer) => (data: string) =>
    Buffer.from(signer.sign(Buffer.from(data))).toString("base64url");
  const verifyWith = (key: P256Jwk, data: string, signature: string): boolean =>
    nodePrimitives.verifyEs256(key, Buffer.from(data), Buffer.from(signature, "base64url"));
  const statusVerifier = (data: string, signature: string) => verifyWith(ISSUER.publicKey, data, signature);
  return new SDJwtVcInstance({
    hasher: (data) => hash("sha256", typeof data === "string" ? data : Buffer.from(data), "buffer"),
    hashAlg: "sha-256",
    saltGenerator: (length) => Buffer.from(PORTS.random(length)).toString("base64url"),
    signer: signWith(ISSUER),
    signAlg: "ES256",
    verifier: statusVerifier,
    statusVerifier,
    kbSigner: signWith(options.holder ?? HOLDER),
    kbSignAlg: "ES256",
    kbVerifier: (data, signature, payload) => {
      const jwk = payload.cnf?.jwk as P256Jwk | undefined;
      return jwk !== undefined && verifyWith(jwk, data, signature);
    },
    statusListFetcher: (uri) =>
      Promise.resolve(
        issueStatusListToken(
          {
            subject: uri,
            issuedAt: NOW,
            expires: NOW + 3600,
            ttl: 60,
            list: packStatuses(options.statuses ?? [], 2),
          },
          "k",
          ISSUER,
          deflate,
        ),
      ),
  });
}

const CLAIMS = {
  iss: "registry:x/office/y",
  vct: "https://types.example/id",
  iat: NOW - 10,
  exp: NOW + 100_000,
  cnf: { jwk: { ...HOLDER.publicKey } },
  family_name: "Möbius",
  age_over_18: true,
  address: { city: "Bonn", street: "Hof" },
  nationalities: ["DE", "FR"],
};
const PLAIN = { iss: CLAIMS.iss, vct: CLAIMS.vct, iat: CLAIMS.iat, exp: CLAIMS.exp, cnf: CLAIMS.cnf };
const KEY_BINDING = { iat: NOW, aud: EXPECTED.audience, nonce: EXPECTED.nonce };
const AT = { currentDate: NOW, keyBindingNonce: EXPECTED.nonce };

function issueOurs(more: { readonly status?: { status_list: { idx: number; uri: string } } } = {}): string {
  const disclosable = [
    ["family_name"],
    ["age_over_18"],
    ["address"],
    ["address", "city"],
    ["address", "street"],
    ["nationalities", null],
  ];
  return issueSdJwt({ claims: { ...CLAIMS, ...more }, disclosable, kid: "k", decoys: 2 }, ISSUER, PORTS);
}

function issueTheirs(): Promise<string> {
  return peer().issue(
    { ...CLAIMS },
    {
      _sd: ["family_name", "age_over_18", "address"],
      _sd_decoy: 2,
      address: { _sd: ["city", "street"] },
      nationalities: { _sd: [0, 1] },
    },
  );
}

function presentOurs(stored: string, ...places: readonly string[][]): string {
  const selection = selectDisclosures(parseSdJwt(stored), places, PORTS.sha256);
  const { nonce, audience } = EXPECTED;
  return presentSdJwt(selection, { nonce, audience, issuedAt: NOW }, HOLDER, PORTS.sha256);
}

suite("issued here, used there", () => {
  test("the peer reads, presents and verifies what we issue", async () => {
    const stored = issueOurs();
    assert.deepEqual((await peer().verify(stored, { currentDate: NOW })).payload, CLAIMS);
    const frame = { age_over_18: true, address: { city: true } };
    const presented = await peer().present(stored, frame, { kb: { payload: KEY_BINDING } });
    const read = { ...PLAIN, nationalities: [], age_over_18: true, address: { city: "Bonn" } };
    assert.deepEqual((await peer().verify(presented, AT)).payload, read);
    verifyPresentation(presented);
    assert.deepEqual(processed(presented).claims, read);
  });

  test("the peer verifies what we present", async () => {
    const presented = presentOurs(issueOurs(), ["family_name"], ["address", "street"]);
    const { payload, kb } = await peer().verify(presented, AT);
    assert.deepEqual(payload, {
      ...PLAIN,
      nationalities: [],
      family_name: "Möbius",
      address: { street: "Hof" },
    });
    assert.equal(kb?.payload.nonce, EXPECTED.nonce);
    assert.deepEqual(payload, processed(presented).claims);
  });

  test("the peer reads our status list", async () => {
    const status = { status_list: { idx: 2, uri: "registry:x/status/y" } };
    const stored = issueOurs({ status });
    await peer({ statuses: [1, 1, 0, 1] }).verify(stored, { currentDate: NOW });
    for (const bad of [1, 2, 3]) {
      await assert.rejects(
        peer({ statuses: [0, 0, bad, 0] }).verify(stored, { currentDate: NOW }),
        /not valid/,
      );
    }
  });
});

suite("issued there, used here", () => {
  test("we read what the peer issues, and present of it", async () => {
    const stored = await issueTheirs();
    assert.deepEqual(processed(stored).claims, CLAIMS);
    const presented = presentOurs(stored, ["age_over_18"], ["address", "city"]);
    verifyPresentation(presented);
    const read = { ...PLAIN, nationalities: [], age_over_18: true, address: { city: "Bonn" } };
    assert.deepEqual(processed(presented).claims, read);
    assert.deepEqual((await peer().verify(presented, AT)).payload, read);
  });

  test("we verify what the peer presents", async () => {
    const frame = { family_name: true, nationalities: { 1: true } };
    const presented = await peer().present(await issueTheirs(), frame, { kb: { payload: KEY_BINDING } });
    verifyPresentation(presented);
    assert.deepEqual(processed(presented).claims, { ...PLAIN, family_name: "Möbius", nationalities: ["FR"] });
  });
});

suite("where the peer is looser we are not", () => {
  test("without a nonce it checks no key binding; here there is no way around it", async () => {
    const stored = issueOurs();
    const stranger = peer({ holder: STRANGER });
    const foreign = await stranger.present(stored, { age_over_18: true }, { kb: { payload: KEY_BINDING } });
    await peer().verify(foreign, { currentDate: NOW });
    throwsCode(() => verifyPresentation(foreign), "kb.signature");
    const bound = presentOurs(stored, ["age_over_18"]);
    const stripped = bound.slice(0, bound.lastIndexOf("~") + 1);
    await peer().verify(stripped, { currentDate: NOW });
    throwsCode(() => verifyPresentation(stripped), "kb.missing");
  });
});
