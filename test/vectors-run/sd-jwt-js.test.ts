import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { issueSdJwt } from "../../src/credential/sd-jwt/issue.ts";
import { parseSdJwt } from "../../src/credential/sd-jwt/parse.ts";
import { type ClaimsPointer, resolvePointer } from "../../src/credential/sd-jwt/pointer.ts";
import { presentSdJwt, selectDisclosures } from "../../src/credential/sd-jwt/present.ts";
import type { JsonObject, JsonValue } from "../../src/json/value.ts";
import { codeThrownBy } from "../support/throws-code.ts";
import { EXPECTED, HOLDER, ISSUER, NOW, PORTS, processed, verifyPresentation } from "../support/sd-jwt.ts";

interface Case {
  readonly claims: JsonObject;
  readonly disclosureFrame: JsonObject;
  readonly presentationFrames: JsonObject;
  readonly presentedClaims: JsonObject;
}

const folder = join(import.meta.dirname, "../vectors/sd-jwt-js/packages/core/test");
const CNF = { cnf: { jwk: { ...HOLDER.publicKey } } };

/** Frames write the index of an element as the name of a member. */
function component(name: string | number, value: JsonValue | undefined): string | number {
  return Array.isArray(value) ? Number(name) : String(name);
}

function inside(value: JsonValue | undefined, at: string | number): JsonValue | undefined {
  return (value as { readonly [key: string | number]: JsonValue } | undefined)?.[at];
}

function disclosable(frame: JsonObject, claims: JsonValue | undefined): readonly ClaimsPointer[] {
  return Object.entries(frame).flatMap(([name, inner]): readonly ClaimsPointer[] => {
    if (name === "_sd") return (inner as readonly (string | number)[]).map((own) => [component(own, claims)]);
    if (name === "_sd_decoy") return [];
    const at = component(name, claims);
    return disclosable(inner as JsonObject, inside(claims, at)).map((rest) => [at, ...rest]);
  });
}

function chosen(frame: JsonObject, claims: JsonValue | undefined): readonly ClaimsPointer[] {
  return Object.entries(frame).flatMap(([name, inner]): readonly ClaimsPointer[] => {
    const at = component(name, claims);
    if (inner === true) return [[at]];
    return chosen(inner as JsonObject, inside(claims, at)).map((rest) => [at, ...rest]);
  });
}

/**
 * RFC 9901 section 7.1 step 3.5 keeps an object that lost all its members as `{}`; this file, written for
 * a comparison that passes over it, leaves it out.
 */
const EMPTY_LEFT_OUT: { readonly [file: string]: JsonObject } = {
  "array_none_disclosed.json": { is_over: {} },
};

suite("cases of sd-jwt-js: issued, presented and read as its files expect", () => {
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  assert.equal(files.length, 17);
  for (const file of files) {
    test(file, () => {
      const one = JSON.parse(readFileSync(join(folder, file), "utf8")) as Case;
      const stored = issueSdJwt(
        {
          claims: { ...one.claims, ...CNF },
          disclosable: disclosable(one.disclosureFrame, one.claims),
          kid: "k",
        },
        ISSUER,
        PORTS,
      );
      assert.deepEqual(processed(stored).claims, { ...one.claims, ...CNF });
      // A frame may name what the claims do not have; asking for such a place is refused here.
      const places = chosen(one.presentationFrames, one.claims).filter(
        (place) => codeThrownBy(() => resolvePointer(one.claims, place)) === undefined,
      );
      const selection = selectDisclosures(parseSdJwt(stored), places, PORTS.sha256);
      const { nonce, audience } = EXPECTED;
      const text = presentSdJwt(selection, { nonce, audience, issuedAt: NOW }, HOLDER, PORTS.sha256);
      verifyPresentation(text);
      const expected = { ...one.presentedClaims, ...EMPTY_LEFT_OUT[file], ...CNF };
      assert.deepEqual(processed(text).claims, expected);
    });
  }
});
