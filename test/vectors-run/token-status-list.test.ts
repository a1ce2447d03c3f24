import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
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
import { verifyStatusListToken } from "../../src/credential/status-list-token.ts";
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
