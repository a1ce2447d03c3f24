import assert from "node:assert/strict";
import { suite, test } from "node:test";
import * as fc from "fast-check";
import { codeOf } from "../../../src/error.ts";
import { isReservedName } from "../../../src/credential/sd-jwt/names.ts";
import { issueSdJwt } from "../../../src/credential/sd-jwt/issue.ts";
import { parseSdJwt } from "../../../src/credential/sd-jwt/parse.ts";
import { presentSdJwt, selectDisclosures } from "../../../src/credential/sd-jwt/present.ts";
import { type ClaimsPath, processSdJwt } from "../../../src/credential/sd-jwt/process.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../../src/json/value.ts";
import { EXPECTED, HOLDER, ISSUER, NOW, PORTS, processed, verifyPresentation } from "../../support/sd-jwt.ts";

const CNF = { cnf: { jwk: { ...HOLDER.publicKey } } };

const name = fc
  .oneof(
    fc.constantFrom("a", "b", "name", "status", "constructor", "toString", "é", "日本"),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 }),
  )
  .filter((text) => !isReservedName(text) && text.isWellFormed());

const { claimTree } = fc.letrec<{ claimTree: JsonValue; leaf: JsonValue }>((tie) => ({
  leaf: fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 12 }).filter((text) => text.isWellFormed()),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (number === 0 ? 0 : number)),
    fc.boolean(),
    fc.constant(null),
  ),
  claimTree: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    tie("leaf"),
    fc.array(tie("claimTree"), { maxLength: 4 }),
    fc.dictionary(name, tie("claimTree"), { maxKeys: 4 }),
  ),
}));

const TOP_LEVEL = new Set(["status", "cnf", "iss", "exp", "nbf", "vct", "iat"]);
const claimSet = fc
  .dictionary(
    name.filter((text) => !TOP_LEVEL.has(text)),
    claimTree,
    { minKeys: 1, maxKeys: 5 },
  )
  // fast-check makes objects without a prototype now and then; what is read from JSON has one.
  .map((claims) => JSON.parse(JSON.stringify(claims)) as JsonObject);

function places(value: JsonValue, path: ClaimsPath = []): readonly ClaimsPath[] {
  if (typeof value !== "object" || value === null) return [];
  const steps: readonly (string | number)[] = isJsonObject(value)
    ? Object.keys(value)
    : (value as readonly JsonValue[]).map((_, index) => index);
  return steps.flatMap((step) => {
    const place = [...path, step];
    return [
      place,
      ...places((value as { readonly [step: string | number]: JsonValue })[step] as JsonValue, place),
    ];
  });
}

const key = (path: ClaimsPath): string => JSON.stringify(path);
const startsWith = (path: ClaimsPath, start: ClaimsPath): boolean =>
  key(path.slice(0, start.length)) === key(start);

/** The claims without what is hidden, computed with no digest at all. */
function visible(value: JsonValue, hidden: ReadonlySet<string>, path: ClaimsPath = []): JsonValue {
  if (typeof value !== "object" || value === null) return value;
  if (isJsonObject(value)) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([step]) => !hidden.has(key([...path, step])))
        .map(([step, inner]) => [step, visible(inner, hidden, [...path, step])]),
    );
  }
  return (value as readonly JsonValue[])
    .map((inner, index) => [inner, [...path, index]] as const)
    .filter(([, place]) => !hidden.has(key(place)))
    .map(([inner, place]) => visible(inner, hidden, place));
}

const scenario = claimSet.chain((claims) =>
  fc.record({
    claims: fc.constant(claims),
    disclosable: fc.subarray([...places(claims)]),
    chosen: fc.subarray([...places(claims)]),
    decoys: fc.nat(3),
  }),
);

function present(text: string, chosen: readonly ClaimsPath[]): { text: string; claims: JsonObject } {
  const selection = selectDisclosures(parseSdJwt(text), chosen, PORTS.sha256);
  const { nonce, audience } = EXPECTED;
  return {
    text: presentSdJwt(selection, { nonce, audience, issuedAt: NOW }, HOLDER, PORTS.sha256),
    claims: selection.claims,
  };
}

suite("any claims, any of them disclosable, any of them chosen", () => {
  test("what is issued, chosen, presented and verified is what the plain claims say", () => {
    fc.assert(
      fc.property(scenario, ({ claims, disclosable, chosen, decoys }) => {
        const stored = issueSdJwt(
          { claims: { ...claims, ...CNF }, disclosable, kid: "k", decoys },
          ISSUER,
          PORTS,
        );
        assert.deepEqual(processed(stored).claims, { ...claims, ...CNF });
        const presented = present(stored, chosen);
        const sdJwt = verifyPresentation(presented.text);
        const isOpen = (place: ClaimsPath): boolean =>
          chosen.some((asked) => startsWith(place, asked) || startsWith(asked, place));
        const hidden = new Set(disclosable.filter((place) => !isOpen(place)).map(key));
        const { claims: read, disclosed } = processSdJwt(sdJwt, PORTS.sha256);
        assert.deepEqual(read, { ...(visible(claims, hidden) as JsonObject), ...CNF });
        assert.deepEqual(read, presented.claims);
        assert.equal(disclosed.length, sdJwt.disclosures.length);
      }),
      { numRuns: 150 },
    );
  });

  test("no salt, name or value of what was not chosen is in what leaves", () => {
    fc.assert(
      fc.property(fc.nat(15), (chosen) => {
        const names = Array.from({ length: 16 }, (_, i) => `claim-${i}`);
        const claims = { ...Object.fromEntries(names.map((text) => [text, `value of ${text}`])), ...CNF };
        const disclosable = names.map((text) => [text]);
        const stored = issueSdJwt({ claims, disclosable, kid: "k" }, ISSUER, PORTS);
        const { text } = present(stored, [[`claim-${chosen}`]]);
        const readable = text
          .split(/[~.]/)
          .map((part) => Buffer.from(part, "base64url").toString("latin1"))
          .join("\n");
        for (const { salt, name: own } of parseSdJwt(stored).disclosures) {
          const isChosen = own === `claim-${chosen}`;
          assert.equal(readable.includes(salt), isChosen);
          assert.equal(readable.includes(`"${own ?? ""}"`), isChosen);
        }
      }),
      { numRuns: 30 },
    );
  });
});

suite("a presentation changed anywhere is refused", () => {
  const claims = { ...CNF, name: "Möbius", list: ["DE", "FR"], address: { city: "Bonn" } };
  const disclosable = [["name"], ["list", null], ["address"], ["address", "city"]];
  const stored = issueSdJwt({ claims, disclosable, kid: "k" }, ISSUER, PORTS);
  const { text } = present(stored, [["name"], ["list", 0], ["address", "city"]]);

  function assertRefused(changed: string): void {
    let code: string | undefined;
    try {
      verifyPresentation(changed);
    } catch (error) {
      code = codeOf(error);
      if (code === undefined) throw error;
    }
    assert.match(code ?? "accepted", /^(sdjwt|kb)\./);
  }

  test("one character replaced, at every place", () => {
    verifyPresentation(text);
    const others = [..."AZaz09-_~.=+/ \n\u0000é"];
    for (let at = 0; at < text.length; at++) {
      const other = others.filter((character) => character !== text[at]);
      const character = other[at % other.length] as string;
      assertRefused(text.slice(0, at) + character + text.slice(at + 1));
    }
  });

  test("one bit turned, at every place", () => {
    for (let at = 0; at < text.length; at++) {
      const turned = String.fromCharCode(text.charCodeAt(at) ^ (1 << (at % 7)));
      assertRefused(text.slice(0, at) + turned + text.slice(at + 1));
    }
  });

  test("one character left out, doubled, or all cut off, at every place", () => {
    for (let at = 0; at < text.length; at += 3) {
      assertRefused(text.slice(0, at) + text.slice(at + 1));
      assertRefused(text.slice(0, at) + text.charAt(at) + text.slice(at));
      assertRefused(text.slice(0, at));
    }
  });

  test("disclosures left out, in another order, of another credential", () => {
    const parts = text.split("~");
    for (let at = 1; at < parts.length - 1; at++) assertRefused(parts.toSpliced(at, 1).join("~"));
    assertRefused([parts[0], parts[2], parts[1], ...parts.slice(3)].join("~"));
    const foreign = issueSdJwt({ claims, disclosable, kid: "k" }, ISSUER, PORTS).split("~")[1] as string;
    assertRefused(parts.toSpliced(1, 1, foreign).join("~"));
    assertRefused(parts.toSpliced(1, 0, foreign).join("~"));
    assertRefused(parts.toSpliced(-1, 1, "").join("~"));
  });
});

test("any text at all ends in one of our errors or in an SD-JWT", () => {
  const part = fc.oneof(
    fc.json().map((json) => Buffer.from(json).toString("base64url")),
    fc.base64String(),
    fc.string({ unit: "binary" }),
    fc.constantFrom("", "e30", "W10"),
  );
  const jws = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("."));
  fc.assert(
    fc.property(fc.array(fc.oneof(part, jws), { maxLength: 6 }), (parts) => {
      try {
        processed(parts.join("~"));
      } catch (error) {
        assert.match(codeOf(error) ?? String(error), /^sdjwt\./);
      }
    }),
    { numRuns: 1000 },
  );
});
