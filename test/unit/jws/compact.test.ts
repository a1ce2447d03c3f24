import assert from "node:assert/strict";
import { test } from "node:test";
import { es256Signer, newP256Secret } from "../../../main/crypto/keys.ts";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { systemRandom } from "../../../main/doors/random.ts";
import { toBase64Url } from "../../../src/bytes/base64.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { parseCompactJws, signCompactJws, verifyCompactJws } from "../../../src/jws/compact.ts";
import { JwsError } from "../../../src/jws/error.ts";

const signer = es256Signer(newP256Secret(systemRandom));
const stranger = es256Signer(newP256Secret(systemRandom));
const limits = { typ: "test+jwt", maxLength: 4096 };
const good = signCompactJws({ typ: "test+jwt", kid: "k" }, { a: 1 }, signer);
const part = (value: unknown): string =>
  toBase64Url(utf8(typeof value === "string" ? value : JSON.stringify(value)));
const [head, body, mac] = good.split(".") as [string, string, string];

const refuses = (text: unknown, code: string): void => {
  assert.throws(
    () => parseCompactJws(text, limits),
    (error) => error instanceof JwsError && error.code === code,
  );
};

test("what is signed is read back and verifies under its key only", () => {
  const jws = parseCompactJws(good, limits);
  assert.deepEqual(jws.header, { typ: "test+jwt", kid: "k", alg: "ES256" });
  assert.deepEqual(jws.payload, { a: 1 });
  verifyCompactJws(jws, signer.publicKey, nodePrimitives);
  assert.throws(() => verifyCompactJws(jws, stranger.publicKey, nodePrimitives), { code: "jws.signature" });
});

test("a changed byte never verifies", () => {
  for (let i = 0; i < good.length; i++) {
    const changed = good.slice(0, i) + (good[i] === "A" ? "B" : "A") + good.slice(i + 1);
    if (changed === good) continue;
    assert.throws(
      () => verifyCompactJws(parseCompactJws(changed, limits), signer.publicKey, nodePrimitives),
      JwsError,
    );
  }
});

for (const [name, header, code] of [
  ["alg none", { alg: "none", typ: "test+jwt" }, "jws.algorithm"],
  ["HS256", { alg: "HS256", typ: "test+jwt" }, "jws.algorithm"],
  ["no alg", { typ: "test+jwt" }, "jws.algorithm"],
  ["another typ", { alg: "ES256", typ: "JWT" }, "jws.type"],
  ["no typ", { alg: "ES256" }, "jws.type"],
  ["crit", { alg: "ES256", typ: "test+jwt", crit: ["exp"] }, "jws.critical"],
  ["b64", { alg: "ES256", typ: "test+jwt", b64: false }, "jws.critical"],
  ["a list", [], "jws.syntax"],
  ["alg twice", '{"alg":"none","alg":"ES256","typ":"test+jwt"}', "jws.syntax"],
] as const) {
  test(`a header with ${name} is refused`, () => refuses(`${part(header)}.${body}.${mac}`, code));
}

test("what is no compact JWS is refused", () => {
  for (const text of [
    "",
    ".",
    "..",
    "a.b",
    `${good}.`,
    `${good}.${good}`,
    ` ${good}`,
    `${good}\n`,
    `${head}.${body}.`,
    `${head}.%.${mac}`,
  ]) {
    assert.throws(() => parseCompactJws(text, limits), JwsError);
  }
  for (const value of [undefined, null, 7, {}, [], Symbol("x")]) refuses(value, "jws.syntax");
  refuses("a".repeat(4097), "jws.too_large");
  refuses(`${head}.${part(`${"[".repeat(100)}${"]".repeat(100)}`)}.${mac}`, "jws.syntax");
  refuses(`${head}.${body}.${toBase64Url(new Uint8Array(63))}`, "jws.signature");
});
