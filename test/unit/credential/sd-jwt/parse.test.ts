import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { codeOf } from "../../../../src/error.ts";
import { nodePrimitives } from "../../../../main/crypto/primitives.ts";
import { parseSdJwt, type SdJwtReading } from "../../../../src/credential/sd-jwt/parse.ts";
import { bind, disclosure, encode, forge, forgeJws, HEADER } from "../../../support/sd-jwt.ts";
import { throwsCode } from "../../../support/throws-code.ts";

const JWT = forgeJws(HEADER, "{}");

suite("RFC 9901 section 4: the compact form", () => {
  test("an SD-JWT ends with a tilde, an SD-JWT+KB with its Key Binding JWT", () => {
    const one = disclosure("salt", "name", "value");
    const bare = parseSdJwt(`${JWT}~${one}~`);
    assert.equal(bare.keyBinding, undefined);
    assert.equal(bare.disclosures.length, 1);
    assert.equal(Buffer.from(bare.bound).toString(), `${JWT}~${one}~`);
    const bound = parseSdJwt(bind(`${JWT}~${one}~`));
    assert.equal(bound.keyBinding?.header["typ"], "kb+jwt");
    assert.deepEqual(bound.bound, bare.bound);
    assert.equal(Buffer.from(bound.jwt.bytes).toString(), JWT);
    assert.equal(Buffer.from(bound.jwt.signingInput).toString(), JWT.slice(0, JWT.lastIndexOf(".")));
  });

  test("what is left out or added is refused", () => {
    for (const text of ["", "~", "~~", "x", JWT, `~${JWT}~`, `${JWT}~~`, `${JWT}~${disclosure("s", 1)}~~`]) {
      assert.match(codeThrown(text), /^sdjwt\.syntax$/, text.slice(0, 20));
    }
    const [header, payload, signature] = JWT.split(".") as [string, string, string];
    for (const jwt of [
      `${header}.${payload}`,
      `.${payload}.${signature}`,
      `${header}..${signature}`,
      `${header}.${payload}.`,
      `${JWT}.`,
      `${JWT}.x`,
      "..",
    ]) {
      throwsCode(() => parseSdJwt(`${jwt}~`), "sdjwt.syntax");
    }
  });

  test("nothing may trail or lead, not even white space", () => {
    for (const text of [`${JWT}~\n`, `${JWT}~ `, `${JWT}~garbage`, ` ${JWT}~`, `\ufeff${JWT}~`]) {
      assert.match(codeThrown(text), /^sdjwt\.(syntax|encoding)$/, text);
    }
  });

  test("base64url is taken in its one form only", () => {
    const [header, payload, signature] = JWT.split(".") as [string, string, string];
    for (const bad of [
      `${header}=.${payload}.${signature}~`,
      `${header}.${payload}.${signature}==~`,
      `${header}.${payload}.${signature.slice(0, -1)}${signature.endsWith("A") ? "B" : `${signature.at(-1)}=`}~`,
      `${header}.${payload}.+${signature.slice(1)}~`,
      `${header}.${payload}./${signature.slice(1)}~`,
      `${JWT}~${disclosure("salt", "a").slice(0, -1)} ~`,
      `${JWT}~é~`,
      `${JWT}~A~`,
    ]) {
      throwsCode(() => parseSdJwt(bad), "sdjwt.encoding");
    }
  });

  test("trailing bits that decode to nothing are refused", () => {
    // "[1,2]" would be canonical; the last character's low bits are set here.
    const canonical = encode('["salt",1]');
    const last = canonical.at(-1) as string;
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    assert.notEqual(canonical.length % 4, 0);
    const other = canonical.slice(0, -1) + alphabet.charAt(alphabet.indexOf(last) + 1);
    assert.deepEqual(Buffer.from(other, "base64url"), Buffer.from(canonical, "base64url"));
    throwsCode(() => parseSdJwt(`${JWT}~${other}~`), "sdjwt.encoding");
  });
});

suite("JSON is strict", () => {
  const PARTS: readonly (readonly [string, (json: string) => string])[] = [
    ["header", (json) => `${forgeJws(json, "{}")}~`],
    ["payload", (json) => `${forgeJws(HEADER, json)}~`],
    ["key binding payload", (json) => `${JWT}~${forgeJws(HEADER, json)}`],
  ];
  for (const [part, put] of PARTS) {
    test(`in the ${part}`, () => {
      for (const json of [
        '{"a":1,"a":2}',
        '{"a":{"b":1,"\\u0062":2}}',
        '{"__proto__":{"alg":"none"}}',
        '{"a":"\\ud800"}',
        '{"\\udc00":1}',
        '{"a":1e999}',
        '{"a":1}x',
        '{"a":1,}',
        "{'a':1}",
        "[]",
        "null",
        '"text"',
        '{"a":01}',
        "",
      ]) {
        const expected = json === "" ? "sdjwt.syntax" : "sdjwt.json";
        throwsCode(() => parseSdJwt(put(json)), expected);
      }
    });
  }

  test("in a disclosure", () => {
    for (const json of [
      '["s","n",{"a":1,"a":2}]',
      '["s","n","\\ud800"]',
      '["s","n",{"__proto__":1}]',
      '["s"',
    ]) {
      throwsCode(() => parseSdJwt(`${JWT}~${encode(json)}~`), "sdjwt.json");
    }
    const notUtf8 = Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x2c, 0x31, 0x5d]).toString("base64url");
    throwsCode(() => parseSdJwt(`${JWT}~${notUtf8}~`), "sdjwt.encoding");
  });

  test("text beyond ASCII reads as it was written", () => {
    const { disclosures } = parseSdJwt(`${JWT}~${disclosure("sält", "nåme", "日本 😀")}~`);
    assert.deepEqual(
      disclosures.map(({ salt, name, value }) => [salt, name, value]),
      [["sält", "nåme", "日本 😀"]],
    );
  });
});

suite("RFC 9901 section 4.2: disclosures", () => {
  test("of two or three elements; salt and name are strings", () => {
    for (const parts of [[], ["s"], ["s", "n", 1, 2], [1, "n", 1], [null, 1], ["s", 5, 1], ["s", null, 1]]) {
      throwsCode(() => parseSdJwt(`${JWT}~${disclosure(...parts)}~`), "sdjwt.disclosure");
    }
    throwsCode(() => parseSdJwt(`${JWT}~${encode('{"0":"s","1":"n","2":1}')}~`), "sdjwt.disclosure");
    const { disclosures } = parseSdJwt(`${JWT}~${disclosure("s", null)}~${disclosure("s", "n", null)}~`);
    assert.deepEqual(
      disclosures.map(({ name, value }) => [name, value]),
      [
        [undefined, null],
        ["n", null],
      ],
    );
  });

  test("names of the mechanism are refused", () => {
    for (const name of ["_sd", "...", "_sd_alg", "__proto__"]) {
      throwsCode(() => parseSdJwt(`${JWT}~${disclosure("s", name, 1)}~`), "sdjwt.disclosure_name");
    }
  });
});

suite("limits come before the work", () => {
  test("100 MB", () => {
    for (const text of ["a".repeat(100_000_000), "~".repeat(100_000_000)]) {
      const before = process.hrtime.bigint();
      throwsCode(() => parseSdJwt(text), "sdjwt.too_large");
      assert.ok(process.hrtime.bigint() - before < 1_000_000_000n);
    }
  });

  test("a part above 64 KiB", () => {
    throwsCode(() => parseSdJwt(`${JWT}~${"A".repeat(65_537)}~`), "sdjwt.too_large");
  });

  test("more than 512 disclosures", () => {
    const some = (count: number) =>
      `${JWT}~${Array.from({ length: count }, (_, i) => `${disclosure("s", i)}~`).join("")}`;
    assert.equal(parseSdJwt(some(512)).disclosures.length, 512);
    throwsCode(() => parseSdJwt(some(513)), "sdjwt.too_many");
  });

  test("100,000 deep, in one part or by what fits into one", () => {
    const deep = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
    throwsCode(() => parseSdJwt(`${JWT}~${encode(deep(100_000))}~`), "sdjwt.too_large");
    throwsCode(() => parseSdJwt(`${JWT}~${encode(deep(20_000))}~`), "sdjwt.too_deep");
    throwsCode(() => parseSdJwt(`${JWT}~${encode(`["s",${deep(16)}]`)}~`), "sdjwt.too_deep");
    throwsCode(() => parseSdJwt(forge(`{"a":${deep(16)}}`)), "sdjwt.too_deep");
    parseSdJwt(`${JWT}~${encode(`["s",${deep(15)}]`)}~`);
  });
});

suite("memory of the caller's", () => {
  test("holds the bytes where it is large enough, and what is read is the same", () => {
    const text = bind(`${JWT}~${disclosure("s", "n", "A".repeat(5000))}~`);
    const plain = parseSdJwt(text);
    for (const size of [0, text.length - 1, text.length, 100_000]) {
      const room = new Uint8Array(size).fill(0x7e);
      const read = parseSdJwt(text, { room, base64: nodePrimitives.base64 });
      assert.deepEqual(read, plain);
      assert.equal(read.bound.buffer === room.buffer, size >= text.length);
    }
  });

  test("makes nothing readable that is not", () => {
    const room = new Uint8Array(100_000);
    for (const bad of [`${JWT}~\u0141~`, `${JWT}~a+b/~`, `${JWT}~${encode("[1")}~`, `${JWT}~QUJ~`]) {
      const plain = codeThrown(bad);
      const inRoom = codeThrown(bad, { room, base64: nodePrimitives.base64 });
      assert.ok(plain.startsWith("sdjwt."));
      assert.equal(inRoom, plain);
    }
  });
});

function codeThrown(text: string, reading?: SdJwtReading): string {
  try {
    parseSdJwt(text, reading);
  } catch (error) {
    return codeOf(error) ?? "stray";
  }
  return "";
}
