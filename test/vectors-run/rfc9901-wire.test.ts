import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { codeOf } from "../../src/error.ts";
import { parseSdJwt, type SdJwt } from "../../src/credential/sd-jwt/parse.ts";
import { processSdJwt } from "../../src/credential/sd-jwt/process.ts";
import {
  checkKeyBinding,
  checkValidity,
  OLDER_SD_JWT_VC_TYPE,
  verifyIssuerJwt,
  verifyKeyBinding,
} from "../../src/credential/sd-jwt/verify.ts";
import type { P256Jwk } from "../../src/crypto/p256-jwk.ts";
import type { JsonObject } from "../../src/json/value.ts";
import { throwsCode } from "../support/throws-code.ts";

interface Example {
  readonly id: string;
  readonly sd_jwt: string;
  readonly issuer_jwk: P256Jwk;
  readonly kb: { readonly nonce: string; readonly aud: string } | null;
  readonly verified_at_time: number;
}

const file = join(import.meta.dirname, "../vectors/rfc9901-wire/rfc9901-appendix-a.json");
const examples = JSON.parse(readFileSync(file, "utf8")) as readonly Example[];

function example(id: string): Example {
  const found = examples.find((candidate) => candidate.id === `RFC9901-${id}`);
  assert.ok(found);
  return found;
}

/** Types of the examples, none of which is that of today's SD-JWT VC. */
const TYPES = ["example+sd-jwt", OLDER_SD_JWT_VC_TYPE];

function verify({ sd_jwt: text, issuer_jwk: key, verified_at_time: at }: Example): {
  sdJwt: SdJwt;
  claims: JsonObject;
} {
  const sdJwt = parseSdJwt(text);
  assert.equal(
    verifyIssuerJwt(sdJwt, () => key, nodePrimitives, { types: TYPES }),
    key,
  );
  const { claims } = processSdJwt(sdJwt, nodePrimitives.sha256);
  checkValidity(claims, at, 0);
  return { sdJwt, claims };
}

test("A.1: two members of a structured claim, the text beyond ASCII", () => {
  const { sdJwt, claims } = verify(example("A.1"));
  assert.equal(sdJwt.keyBinding, undefined);
  assert.deepEqual(claims, {
    iss: "https://issuer.example.com",
    iat: 1683000000,
    exp: 1883000000,
    address: { region: "港区", country: "JP" },
  });
});

test("A.3: claims of an SD-JWT VC of the older type", () => {
  const { claims } = verify(example("A.3"));
  assert.equal(claims["vct"], "https://bmi.bund.example/credential/pid/1.0");
  assert.equal((claims["age_equal_or_over"] as JsonObject)["65"], false);
  const { sd_jwt: text, issuer_jwk: key } = example("A.3");
  throwsCode(() => verifyIssuerJwt(parseSdJwt(text), () => key, nodePrimitives), "sdjwt.typ");
});

test("A.4: with key binding", () => {
  const a4 = example("A.4");
  const { sdJwt, claims } = verify(a4);
  const holder = (claims["cnf"] as JsonObject)["jwk"] as unknown as P256Jwk;
  const binding = verifyKeyBinding(sdJwt, holder, nodePrimitives);
  assert.ok(a4.kb);
  const window = { from: binding.issuedAt, to: binding.issuedAt };
  checkKeyBinding(binding, { nonce: a4.kb.nonce, audience: a4.kb.aud, ...window });
  throwsCode(
    () => checkKeyBinding(binding, { nonce: "other", audience: a4.kb?.aud ?? "", ...window }),
    "kb.nonce",
  );
  throwsCode(() => verifyKeyBinding(sdJwt, a4.issuer_jwk, nodePrimitives), "kb.signature");
});

test("an issuer's key of another example opens none of them", () => {
  const { issuer_jwk: key } = example("A.1");
  const wrong = { ...key, y: key.x };
  for (const { sd_jwt: text } of examples) {
    const sdJwt = parseSdJwt(text);
    throwsCode(
      () => verifyIssuerJwt(sdJwt, () => wrong, nodePrimitives, { types: TYPES }),
      "sdjwt.signature",
    );
  }
});

test("one disclosure less is still valid, one byte less of any is not", () => {
  for (const one of examples) {
    const parts = one.sd_jwt.split("~");
    const fewer = [...parts.slice(0, 1), ...parts.slice(2, -1), ""].join("~");
    // Without the outermost of recursive disclosures those inside it hang in the air.
    const code = codeThrown(() => verify({ ...one, sd_jwt: fewer }));
    assert.ok(code === undefined || code === "sdjwt.disclosure_unreferenced", code);
    const broken = [parts[0], parts[1]?.slice(0, -1), ...parts.slice(2)].join("~");
    assert.match(codeThrown(() => verify({ ...one, sd_jwt: broken })) ?? "", /^sdjwt\./);
  }
});

function codeThrown(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return codeOf(error) ?? "stray";
  }
}
