import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import {
  formatStatusList,
  MAX_STATUS_BYTES,
  packStatuses,
  parseStatusList,
  statusAt,
  statusCapacity,
} from "../../../src/credential/status-list.ts";
import { issueStatusListToken, verifyStatusListToken } from "../../../src/credential/status-list-token.ts";
import type { JsonValue } from "../../../src/json/value.ts";
import { deflate, forgeJws, inflate, ISSUER, NOW, STRANGER } from "../../support/sd-jwt.ts";
import { throwsCode } from "../../support/throws-code.ts";

const URI = "registry:abc/status/office";

suite("Token Status List section 4: the list", () => {
  test("packs from the lowest bits of each byte up, and reads the same back", () => {
    assert.deepEqual([...packStatuses([1, 0, 0, 1, 1, 1, 0, 1, 1], 1).bytes], [0xb9, 0x01]);
    assert.deepEqual([...packStatuses([1, 2, 0, 3], 2).bytes], [0xc9]);
    for (const bits of [1, 2, 4, 8] as const) {
      const statuses = Array.from({ length: 37 }, (_, i) => (i * 7) % (1 << bits));
      const list = parseStatusList(formatStatusList(packStatuses(statuses, bits), deflate), inflate);
      assert.equal(list.bits, bits);
      statuses.forEach((status, index) => assert.equal(statusAt(list, index), status));
      for (const index of [statusCapacity(list), -1, 0.5, Number.NaN, 2 ** 53]) {
        throwsCode(() => statusAt(list, index), "status_list.index");
      }
    }
  });

  test("a status that needs more bits", () => {
    for (const [status, bits] of [
      [2, 1],
      [4, 2],
      [16, 4],
      [256, 8],
      [-1, 8],
      [0.5, 8],
    ] as const) {
      throwsCode(() => packStatuses([status], bits), "status_list.value");
    }
  });

  test("what is no list", () => {
    const { lst } = formatStatusList(packStatuses([1], 1), deflate);
    for (const bits of [0, 3, 16, "1", null, undefined]) {
      throwsCode(() => parseStatusList({ bits, lst } as JsonValue, inflate), "status_list.bits");
    }
    for (const value of [
      null,
      [],
      "x",
      { bits: 1 },
      { bits: 1, lst: 5 },
      { bits: 1, lst, aggregation_uri: 1 },
    ]) {
      throwsCode(() => parseStatusList(value as JsonValue, inflate), "status_list.syntax");
    }
    for (const bad of ["", "AAAA", `${String(lst)}=`, "%%%%", String(lst).slice(0, -4)]) {
      throwsCode(() => parseStatusList({ bits: 1, lst: bad }, inflate), "status_list.inflate");
    }
  });

  test("a bomb is not inflated", () => {
    const bomb = Buffer.from(deflate(Buffer.alloc(MAX_STATUS_BYTES + 1))).toString("base64url");
    throwsCode(() => parseStatusList({ bits: 1, lst: bomb }, inflate), "status_list.inflate");
    const careless = (): Uint8Array => new Uint8Array(MAX_STATUS_BYTES + 1);
    throwsCode(() => parseStatusList({ bits: 1, lst: "AAAA" }, careless), "status_list.too_large");
    const full = Buffer.from(deflate(Buffer.alloc(MAX_STATUS_BYTES))).toString("base64url");
    assert.equal(statusCapacity(parseStatusList({ bits: 2, lst: full }, inflate)), MAX_STATUS_BYTES * 4);
    const long = { bits: 1, lst: "A".repeat(2 * MAX_STATUS_BYTES + 4) };
    throwsCode(() => parseStatusList(long, inflate), "status_list.too_large");
  });
});

suite("Token Status List section 5.1: the token", () => {
  const list = packStatuses([0, 1, 2, 3], 2);
  const honest = { subject: URI, issuedAt: NOW, expires: NOW + 3600, ttl: 600, list };
  const expected = { uri: URI, at: NOW + 10, leeway: 60 };
  const header = { alg: "ES256", typ: "statuslist+jwt", kid: "k" };
  const claims = {
    sub: URI,
    iat: NOW,
    exp: NOW + 3600,
    ttl: 600,
    status_list: formatStatusList(list, deflate),
  };

  function verify(text: string, at: number = expected.at): unknown {
    const ports = { ...nodePrimitives, inflate };
    return verifyStatusListToken(text, () => ISSUER.publicKey, { ...expected, at }, ports);
  }

  function forged(changes: { header?: object; claims?: object }): string {
    return forgeJws(
      JSON.stringify({ ...header, ...changes.header }),
      JSON.stringify({ ...claims, ...changes.claims }),
    );
  }

  test("says what was signed", () => {
    assert.deepEqual(verify(issueStatusListToken(honest, "k", ISSUER, deflate)), {
      ...honest,
      list: { bits: 2, bytes: Buffer.from(list.bytes) },
    });
    verify(forged({ claims: { exp: undefined, ttl: undefined } }));
  });

  test("algorithm, type, keys", () => {
    for (const alg of ["none", "HS256", undefined])
      throwsCode(() => verify(forged({ header: { alg } })), "status_list.alg");
    for (const typ of ["JWT", "dc+sd-jwt", undefined]) {
      throwsCode(() => verify(forged({ header: { typ } })), "status_list.typ");
    }
    throwsCode(() => verify(forged({ header: { jwk: ISSUER.publicKey } })), "status_list.header");
    const stranger = issueStatusListToken(honest, "k", STRANGER, deflate);
    throwsCode(() => verify(stranger), "status_list.signature");
    const ports = { ...nodePrimitives, inflate };
    throwsCode(
      () => verifyStatusListToken(stranger, () => undefined, expected, ports),
      "status_list.key_unknown",
    );
  });

  test("subject and times", () => {
    throwsCode(() => verify(forged({ claims: { sub: `${URI}/` } })), "status_list.subject");
    verify(forged({}), NOW + 3659);
    throwsCode(() => verify(forged({}), NOW + 3660), "status_list.time");
    verify(forged({}), NOW - 60);
    throwsCode(() => verify(forged({}), NOW - 61), "status_list.time");
    for (const bad of [
      { sub: undefined },
      { sub: 1 },
      { iat: undefined },
      { iat: "1" },
      { iat: -1 },
      { exp: "9999999999" },
      { exp: null },
      { ttl: 0 },
      { ttl: "600" },
    ]) {
      throwsCode(() => verify(forged({ claims: bad })), "status_list.claims");
    }
    throwsCode(() => verify(forged({ claims: { status_list: undefined } })), "status_list.syntax");
  });

  test("what is no token", () => {
    const deep = `{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    for (const text of ["", "x", "a.b.c", forgeJws("[]", "{}"), forgeJws(JSON.stringify(header), deep)]) {
      throwsCode(() => verify(text), "status_list.syntax");
    }
    throwsCode(() => verify("a".repeat(100_000_000)), "status_list.too_large");
  });
});
