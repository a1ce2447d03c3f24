import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { codeOf } from "../../src/error.ts";
import { judgeAsker } from "../../src/presentation/asker.ts";
import { parseQuery } from "../../src/presentation/query.ts";
import { parseRequest } from "../../src/presentation/request.ts";
import { parseResponse } from "../../src/presentation/response.ts";
import { verify } from "../../src/verdict/verify.ts";
import { judge } from "../support/judge.ts";
import { ask } from "../support/request-world.ts";
import { NOW, present, viewOf } from "../support/verdict-world.ts";

const PRESENTATION = present({ paths: [["age_over_18"], ["address", "city"]] });
const REQUEST = ask();

function replaceAt(text: string, at: number, character: string): string {
  return text.slice(0, at) + character + text.slice(at + 1);
}

/** Printable ASCII, for the most part the alphabet the text is made of. */
const character = fc.oneof(
  fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~."),
  fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
);

describe("a presentation changed anywhere", () => {
  it("was valid before", () => assert.equal(judge({}, { presentation: PRESENTATION }).outcome, "valid"));

  it("is never valid with one character replaced", () => {
    const at = fc.nat(PRESENTATION.length - 1);
    fc.assert(
      fc.property(at, character, (place, other) => {
        fc.pre(PRESENTATION[place] !== other);
        const verdict = judge({}, { presentation: replaceAt(PRESENTATION, place, other) });
        assert.equal(verdict.outcome, "not valid");
      }),
      { numRuns: 400 },
    );
  });

  it("is never valid with a part cut out, put in or moved", () => {
    const { length } = PRESENTATION;
    fc.assert(
      fc.property(fc.nat(length), fc.nat(length), fc.nat(length), (from, to, into) => {
        const part = PRESENTATION.slice(Math.min(from, to), Math.max(from, to));
        fc.pre(part.length > 0);
        const without = PRESENTATION.slice(0, Math.min(from, to)) + PRESENTATION.slice(Math.max(from, to));
        const more = PRESENTATION.slice(0, into) + part + PRESENTATION.slice(into);
        for (const presentation of [without, more]) {
          assert.equal(judge({}, { presentation }).outcome, "not valid");
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe("a request changed anywhere", () => {
  it("is refused, or nobody accredited has asked it", () => {
    fc.assert(
      fc.property(fc.nat(REQUEST.length - 1), character, (place, other) => {
        fc.pre(REQUEST[place] !== other);
        try {
          const request = parseRequest(replaceAt(REQUEST, place, other));
          const { state, refusal } = judgeAsker(request, viewOf(), nodePrimitives, NOW);
          assert.ok(state !== "accredited" || refusal !== undefined);
        } catch (error) {
          assert.match(codeOf(error) ?? String(error), /^presentation\./);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("whatever is sent", () => {
  const anything = fc.oneof(fc.string(), fc.json(), fc.string({ unit: "binary", maxLength: 200 }));

  it("ends in a verdict that is not valid", () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 3 }), (texts) => {
        const documents = texts.map((presentation) => ({ presentation, query: "document0", receipt: "x" }));
        assert.equal(judge({}, { documents }).outcome, "not valid");
        assert.notEqual(verify({ documents }, viewOf(), nodePrimitives, NOW).outcome, "valid");
      }),
      { numRuns: 100 },
    );
  });

  it("ends in a code of ours where a request, response or query is expected", () => {
    fc.assert(
      fc.property(fc.oneof(anything, fc.anything()), (value) => {
        for (const read of [parseRequest, parseResponse, parseQuery] as const) {
          try {
            read(value);
          } catch (error) {
            assert.match(codeOf(error) ?? String(error), /^presentation\./);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
