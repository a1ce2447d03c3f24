import assert from "node:assert/strict";
import { test } from "node:test";
import { checkClaims } from "../../../src/credential/check-claims.ts";
import { imageTypeOf, imageUrlOf, MAX_IMAGE_BYTES } from "../../../src/bytes/image.ts";
import { type Disclosure, parseSdJwt } from "../../../src/credential/sd-jwt/parse.ts";
import { issueSdJwt } from "../../../src/credential/sd-jwt/issue.ts";
import { ISSUER, PORTS } from "../../support/sd-jwt.ts";
import { throwsCode } from "../../support/throws-code.ts";

const JPEG = Buffer.alloc(MAX_IMAGE_BYTES, 0xff);
JPEG.set([0xff, 0xd8, 0xff]);
const PORTRAIT = JPEG.toString("base64");
const DEFINITIONS = [
  { path: ["portrait"], label: { en: "Portrait" }, kind: "image", required: true },
] as const;

/** The only disclosure of a credential with that claim. */
function disclosed(portrait: string): Disclosure {
  const draft = { claims: { portrait }, disclosable: [["portrait"]], kid: "k" };
  const [only] = parseSdJwt(issueSdJwt(draft, ISSUER, PORTS)).disclosures;
  assert.ok(only);
  return only;
}

test("a disclosed portrait is found to be base64 as it is read", () => {
  const { name, value, isBase64 } = disclosed(PORTRAIT);
  assert.deepEqual({ name, value, isBase64 }, { name: "portrait", value: PORTRAIT, isBase64: true });
});

test("what is short, or not base64, is read all the same and not said to be", () => {
  const texts = [
    "/9j/",
    "long ".repeat(2000),
    `${PORTRAIT.slice(0, -4)}AB==`,
    `${PORTRAIT}=`,
    `${PORTRAIT.slice(0, 8000)}\n${PORTRAIT.slice(8000)}`,
    `${PORTRAIT.slice(0, 8000)}"\\${PORTRAIT.slice(8000)}`,
    `\u00fc${PORTRAIT}`,
  ];
  for (const text of texts) {
    const { value, isBase64 } = disclosed(text);
    assert.equal(value, text);
    assert.equal(isBase64, false);
    if (text.length > 4) throwsCode(() => checkClaims(DEFINITIONS, { portrait: text }), "vc.claim_image");
  }
});

test("to be base64 does not make it a picture", () => {
  const known = (): boolean => true;
  checkClaims(DEFINITIONS, { portrait: PORTRAIT }, known);
  const other = Buffer.alloc(6000, 1).toString("base64");
  assert.equal(disclosed(other).isBase64, true);
  throwsCode(() => checkClaims(DEFINITIONS, { portrait: other }, known), "vc.claim_image");
  const large = Buffer.concat([JPEG, Buffer.alloc(3)]).toString("base64");
  throwsCode(() => checkClaims(DEFINITIONS, { portrait: large }, known), "vc.claim_image");
  assert.equal(imageTypeOf(`data:image/png;base64,${PORTRAIT}`, known), undefined);
});

test("a picture is shown as a data URL, whichever of its forms it has", () => {
  const url = `data:image/jpeg;base64,${PORTRAIT}`;
  assert.equal(imageUrlOf(PORTRAIT), url);
  assert.equal(imageUrlOf(url), url);
  for (const none of ["hello", `data:image/png;base64,${PORTRAIT}`, 5, null]) {
    assert.equal(imageUrlOf(none), undefined);
  }
});
