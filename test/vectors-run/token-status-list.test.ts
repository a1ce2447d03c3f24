import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import {
  formatStatusList,
  packStatuses,
  parseStatusList,
  type StatusBits,
  statusAt,
  statusCapacity,
} from "../../src/credential/status-list.ts";
import {
  parseStatusListCbor,
  statusReferenceOf,
  verifyStatusListCwt,
} from "../../src/credential/status-list-cwt.ts";
import { verifyStatusListToken } from "../../src/credential/status-list-token.ts";
import type { JsonObject } from "../../src/json/value.ts";
import { deflate, inflate, ISSUER } from "../support/sd-jwt.ts";
import { throwsCode } from "../support/throws-code.ts";

interface Expected {
  readonly bits: StatusBits;
  readonly size: number;
  readonly lst: string;
  readonly set: { readonly [index: string]: number };
  readonly all_other_indices: number;
}

const folder = join(import.meta.dirname, "../vectors/token-status-list");
const lists = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8")) as {
  readonly [name: string]: Expected;
};

suite("Token Status List: the test vectors in JSON form", () => {
  assert.equal(Object.keys(lists).length, 6);
  for (const [name, { bits, size, lst, set, all_other_indices: other }] of Object.entries(lists)) {
    test(name, () => {
      const list = parseStatusList({ bits, lst }, inflate);
      assert.equal(statusCapacity(list), size);
      const statuses = Array.from({ length: size }, (_, index) => set[String(index)] ?? other);
      const differs = statuses.findIndex((status, index) => statusAt(list, index) !== status);
      assert.equal(differs, -1);
      throwsCode(() => statusAt(list, size), "status_list.index");
      const packed = packStatuses(statuses, bits);
      assert.ok(Buffer.from(packed.bytes).equals(list.bytes));
      // Whoever compresses may do so in another way; what it says is the same.
      assert.ok(
        Buffer.from(parseStatusList(formatStatusList(packed, deflate), inflate).bytes).equals(list.bytes),
      );
    });
  }
});

test("the example of a token in JWT form reads as the draft says", () => {
  const text = readFileSync(join(folder, "examples/status_list_jwt_raw.md"), "utf8").replaceAll(/\s/g, "");
  const uri = "https://example.com/statuslists/1";
  // Its key is not published with it: the signature is taken as good here, and as bad below.
  const ports = { inflate, verifyEs256: () => true };
  const token = verifyStatusListToken(
    text,
    () => ISSUER.publicKey,
    { uri, at: 1686920200, leeway: 0 },
    ports,
  );
  assert.equal(token.subject, uri);
  assert.equal(token.issuedAt, 1686920170);
  assert.equal(token.expires, 2291720170);
  assert.equal(token.ttl, 43200);
  assert.deepEqual([...token.list.bytes], [0xb9, 0xa3]);
  const bad = { inflate, verifyEs256: () => false };
  throwsCode(
    () => verifyStatusListToken(text, () => ISSUER.publicKey, { uri, at: 1686920200, leeway: 0 }, bad),
    "status_list.signature",
  );
});

function example(name: string): string {
  return readFileSync(join(folder, "examples", name), "utf8");
}

/** The hexadecimal lines of an example, one text. */
function hexOf(text: string): Uint8Array {
  return Buffer.from((/^encoded:\s*([\s\S]*)$/m.exec(text)?.[1] ?? text).replaceAll(/\s/g, ""), "hex");
}

suite("Token Status List: the same lists in CBOR form, and the ones in JSON as they are printed", () => {
  const pairs = [
    ["status_list_encoding", "1_short"],
    ["status_list_encoding1_long", "1_long"],
    ["status_list_encoding2", "2_short"],
    ["status_list_encoding2_long", "2_long"],
    ["status_list_encoding4", "4"],
    ["status_list_encoding8", "8"],
  ] as const;
  const printed = readdirSync(join(folder, "examples"));
  for (const [file] of pairs) {
    test(file, () => {
      const fromCbor = parseStatusListCbor(hexOf(example(`${file}_cbor.md`)), inflate);
      const json = example(`${file}_json.md`);
      const at = json.indexOf("{");
      const value = JSON.parse(json.slice(at).replaceAll(/\n\s*/g, "")) as JsonObject;
      const fromJson = parseStatusList(value, inflate);
      assert.equal(fromCbor.bits, fromJson.bits);
      assert.deepEqual([...fromCbor.bytes], [...fromJson.bytes]);
    });
  }
  test("every file is run, but those that show the same bytes with comments", () => {
    const run = pairs.flatMap(([file]) => [`${file}_cbor.md`, `${file}_json.md`]);
    const others = ["status_list_jwt_raw.md", "status_list_cwt.md", "referenced_token_cwt.md"];
    const shown = printed.filter((name) => name.endsWith("_diag.md") || name === "status_list_jwt.md");
    assert.deepEqual([...printed].sort(), [...run, ...others, ...shown].sort());
  });
});

test("the example of a token in CWT form reads as the draft says", () => {
  const bytes = hexOf(example("status_list_cwt.md"));
  const expected = { uri: "https://example.com/statuslists/1", at: 1686920200, leeway: 0 };
  // Its key is not published with it: the signature is taken as good here, and as bad below.
  const good = { inflate, verifyEs256: () => true };
  const token = verifyStatusListCwt(bytes, () => ISSUER.publicKey, expected, good);
  assert.equal(token.issuedAt, 1686920170);
  assert.equal(token.expires, 2291720170);
  assert.equal(token.ttl, 43200);
  assert.deepEqual([...token.list.bytes], [0xb9, 0xa3]);
  const bad = { inflate, verifyEs256: () => false };
  throwsCode(
    () => verifyStatusListCwt(bytes, () => ISSUER.publicKey, expected, bad),
    "status_list.signature",
  );
  throwsCode(() => verifyStatusListCwt(bytes, () => undefined, expected, good), "status_list.key_unknown");
  const late = { ...expected, at: 2291720170 };
  throwsCode(() => verifyStatusListCwt(bytes, () => ISSUER.publicKey, late, good), "status_list.time");
});

test("the example of a referenced token in CWT form names its list and place", () => {
  const bytes = hexOf(example("referenced_token_cwt.md"));
  assert.deepEqual(statusReferenceOf(bytes), { uri: "https://example.com/statuslists/1", index: 0 });
});
