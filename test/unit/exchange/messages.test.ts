import assert from "node:assert/strict";
import { test } from "node:test";
import { es256Signer, newP256Secret } from "../../../main/crypto/keys.ts";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { systemRandom } from "../../../main/doors/random.ts";
import { toBase64Url } from "../../../src/bytes/base64.ts";
import { buildConsentRequest, parseConsentRequest } from "../../../src/exchange/consent-request.ts";
import { claimChanges } from "../../../src/exchange/claim-changes.ts";
import { buildDelivery, parseDelivery } from "../../../src/exchange/delivery.ts";
import { ExchangeError } from "../../../src/exchange/error.ts";
import { buildKeyRequest, parseKeyRequest } from "../../../src/exchange/key-request.ts";
import type { JsonValue } from "../../../src/json/value.ts";
import { signCompactJws } from "../../../src/jws/compact.ts";

const holder = es256Signer(newP256Secret(systemRandom));
const other = es256Signer(newP256Secret(systemRandom));
const registryId = toBase64Url(systemRandom(32));
const now = 1_790_000_000;
const asked = {
  registryId,
  office: "identity",
  vct: "urn:example:id",
  encryption: other.publicKey,
  consent: toBase64Url(systemRandom(32)),
  issuedAt: now,
};
const expected = { registryId, office: "identity", now };
const code = (wanted: string) => (error: unknown) => error instanceof ExchangeError && error.code === wanted;

test("a key request says who may hold the credential and proves it", () => {
  const read = parseKeyRequest(buildKeyRequest(asked, holder), expected, nodePrimitives);
  assert.deepEqual(read, { ...asked, holder: holder.publicKey });
  const { consent: _consent, ...plain } = asked;
  assert.deepEqual(parseKeyRequest(buildKeyRequest(plain, holder), expected, nodePrimitives), {
    ...plain,
    holder: holder.publicKey,
  });
});

test("a key request for another office, registry or time is refused", () => {
  const text = buildKeyRequest(asked, holder);
  const read = (change: object) => () => parseKeyRequest(text, { ...expected, ...change }, nodePrimitives);
  assert.throws(read({ office: "land" }), code("exchange.wrong_office"));
  assert.throws(read({ registryId: toBase64Url(systemRandom(32)) }), code("exchange.wrong_registry"));
  assert.throws(read({ now: now + 91 * 86_400 }), code("exchange.expired"));
  assert.throws(read({ now: now - 301 }), code("exchange.not_yet"));
});

test("a key request signed by another key than the one it names is refused", () => {
  const stolen = signCompactJws(
    { typ: "openid4vci-proof+jwt", jwk: { ...holder.publicKey } },
    {
      aud: `registry:${registryId}:identity`,
      iat: now,
      vct: "urn:example:id",
      encryption: { ...other.publicKey },
    },
    other,
  );
  assert.throws(() => parseKeyRequest(stolen, expected, nodePrimitives), code("exchange.signature"));
});

test("hostile text in place of a key request is an ExchangeError", () => {
  for (const text of [undefined, 1, "", "a.b.c", "x".repeat(10_000), buildDelivery({ credentials: [] })]) {
    assert.throws(() => parseKeyRequest(text, expected, nodePrimitives), ExchangeError);
  }
});

test("a delivery is read back; anything else is refused", () => {
  const delivery = { credentials: [{ credential: "c~", receipt: "r" }] };
  assert.deepEqual(parseDelivery(buildDelivery(delivery)), delivery);
  for (const text of [
    "",
    "null",
    "[]",
    '{"credentials":[]}',
    '{"credentials":[{}]}',
    '{"credentials":[{"credential":1,"receipt":"r"}]}',
    '{"credentials":[{"credential":"c","receipt":"r"}],"credentials":[]}',
    buildDelivery({ credentials: Array.from({ length: 101 }, () => ({ credential: "c", receipt: "r" })) }),
  ]) {
    assert.throws(() => parseDelivery(text), code("exchange.syntax"));
  }
  assert.throws(() => parseDelivery("x".repeat(600_000)), code("exchange.too_large"));
});

const office = es256Signer(newP256Secret(systemRandom));
const proposal = {
  old: toBase64Url(systemRandom(32)),
  new: toBase64Url(systemRandom(32)),
  office: "land",
  type: "property-title",
  expires: now + 1000,
  registryId,
  reason: "transfer",
  issuedAt: now,
  answerBy: now + 100,
  kid: toBase64Url(systemRandom(32)),
};
const keyOf = (id: string, kid: string) =>
  id === "land" && kid === proposal.kid ? office.publicKey : undefined;

test("a request for consent is taken only from a key that the registry gives the office, and in time", () => {
  const text = buildConsentRequest(proposal, office);
  const read = (given: unknown, at = now, keys = keyOf) =>
    parseConsentRequest(given, { registryId, now: at }, keys, nodePrimitives);
  assert.deepEqual(read(text), proposal);
  assert.throws(() => read(text, now + 101), code("exchange.expired"));
  assert.throws(() => read(text, now, () => undefined), code("exchange.wrong_office"));
  assert.throws(() => read(buildConsentRequest(proposal, other)), code("exchange.signature"));
  assert.throws(() => read(buildConsentRequest({ ...proposal, old: "x" }, office)), code("exchange.syntax"));
  assert.throws(
    () => read(buildConsentRequest({ ...proposal, registryId: toBase64Url(systemRandom(32)) }, office)),
    code("exchange.wrong_registry"),
  );
});

test("a request for consent tells what will be otherwise, as far as it is fit to be shown", () => {
  const said = (value: JsonValue, kind = "text", ...path: readonly string[]) => ({ path, kind, value });
  const before = [
    said("Ada", "text", "owner"),
    said("1/2", "text", "share"),
    said("old", "image", "plan"),
    said("x", "text", "note"),
  ];
  const after = [
    said("Jonah", "text", "owner"),
    said("1/2", "text", "share"),
    said("new", "image", "plan"),
    said(640, "integer", "size", "m2"),
  ];
  const changes = claimChanges(before, after);
  assert.deepEqual(changes, [
    { path: ["owner"], to: "Jonah" },
    { path: ["size", "m2"], to: 640 },
    { path: ["note"] },
  ]);
  const many = Array.from({ length: 100 }, (_, i) => said("y".repeat(1000), "text", `c${i}`));
  assert.ok(claimChanges([], many).length < 20);

  const read = (given: unknown) =>
    parseConsentRequest(
      buildConsentRequest({ ...proposal, changes: given as typeof changes }, office),
      { registryId, now },
      keyOf,
      nodePrimitives,
    );
  assert.deepEqual(read(changes), { ...proposal, changes });
  assert.deepEqual(read(claimChanges([], many)).changes, claimChanges([], many));
  for (const bad of [
    [{ path: [], to: "x" }],
    [{ path: ["owner", 1], to: "x" }],
    [{ path: ["owner"], to: { name: "x" } }],
    [{ path: ["owner"], to: [["x"]] }],
    [{ path: ["owner"], to: null }],
    [{ path: ["owner"], to: "Jo\u202enah" }],
    [{ path: ["owner"], to: "x".repeat(1001) }],
    Array.from({ length: 65 }, () => ({ path: ["owner"], to: "x" })),
  ]) {
    assert.throws(() => read(bad), code("exchange.syntax"), JSON.stringify(bad).slice(0, 80));
  }
});
