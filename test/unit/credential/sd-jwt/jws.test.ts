import assert from "node:assert/strict";
import test, { suite } from "node:test";
import { utf8ToBase64Url } from "../../../../src/bytes/base64.ts";
import { utf8 } from "../../../../src/bytes/bytes.ts";
import { type Jws, parseJws } from "../../../../src/credential/sd-jwt/jws.ts";
import { throwsCode } from "../../../support/throws-code.ts";

const LIMITS = { maxLength: 4096, maxDepth: 8 };

function read(header: string, limits = LIMITS): Jws {
  const text = `${utf8ToBase64Url(header)}.${utf8ToBase64Url('{"a":1}')}.AAAA`;
  return parseJws(text, utf8(text), limits);
}

suite("a header that was read before", () => {
  test("says the same, and nobody can make it say something else to the next reader", () => {
    const first = read('{"alg":"ES256","x":{"y":["z"]}}').header as { alg: string; x: { y: string[] } };
    assert.throws(() => (first.alg = "none"), TypeError);
    assert.throws(() => first.x.y.push("more"), TypeError);
    assert.deepEqual(read('{"alg":"ES256","x":{"y":["z"]}}').header, { alg: "ES256", x: { y: ["z"] } });
  });

  test("is told apart from every other, also after many", () => {
    for (let i = 0; i < 200; i++) assert.deepEqual(read(`{"kid":"${i}"}`).header, { kid: String(i) });
    for (let i = 0; i < 200; i++) assert.deepEqual(read(`{"kid":"${i}"}`).header, { kid: String(i) });
  });

  test("is refused as at first, and judged by each reader's own limits", () => {
    for (let i = 0; i < 2; i++) {
      throwsCode(() => read('{"a":1,"a":2}'), "sdjwt.json");
      throwsCode(() => read("[]"), "sdjwt.json");
    }
    assert.deepEqual(read('{"a":[[[1]]]}').header, { a: [[[1]]] });
    throwsCode(() => read('{"a":[[[1]]]}', { maxLength: 4096, maxDepth: 3 }), "sdjwt.too_deep");
  });

  test("of any length is read", () => {
    const long = `{"x5c":["${"A".repeat(2000)}"]}`;
    assert.deepEqual(read(long).header, read(long).header);
  });
});
