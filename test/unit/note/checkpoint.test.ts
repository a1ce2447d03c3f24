import assert from "node:assert/strict";
import { test } from "node:test";
import { toBase64 } from "../../../src/bytes/base64.ts";
import { formatCheckpoint, parseCheckpoint } from "../../../src/note/checkpoint.ts";
import { throwsCode } from "../../support/throws-code.ts";

const root = new Uint8Array(32).map((_, i) => i);
const hash = toBase64(root);

test("a checkpoint reads back as what was written", () => {
  for (const size of [0, 1, 10, 20852163, 2 ** 32, Number.MAX_SAFE_INTEGER]) {
    const body = formatCheckpoint({ origin: "example.com/log", size, root });
    assert.equal(body, `example.com/log\n${size}\n${hash}\n`);
    assert.deepEqual(parseCheckpoint(body), { origin: "example.com/log", size, root });
  }
});

test("each way of being no checkpoint has its code", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["", "checkpoint.syntax"],
    ["o\n5\n", "checkpoint.syntax"],
    [`o\n5\n${hash}`, "checkpoint.syntax"],
    [`\n5\n${hash}\n`, "checkpoint.origin"],
    [`o\u0007\n5\n${hash}\n`, "checkpoint.origin"],
    [`o\n\n${hash}\n`, "checkpoint.size"],
    [`o\n05\n${hash}\n`, "checkpoint.size"],
    [`o\n+5\n${hash}\n`, "checkpoint.size"],
    [`o\n-5\n${hash}\n`, "checkpoint.size"],
    [`o\n5.0\n${hash}\n`, "checkpoint.size"],
    [`o\n5e3\n${hash}\n`, "checkpoint.size"],
    [`o\n0x5\n${hash}\n`, "checkpoint.size"],
    [`o\n 5\n${hash}\n`, "checkpoint.size"],
    [`o\n\u0665\n${hash}\n`, "checkpoint.size"],
    [`o\n9007199254740992\n${hash}\n`, "checkpoint.size"],
    [`o\n18446744073709551615\n${hash}\n`, "checkpoint.size"],
    [`o\n5\n\n`, "checkpoint.root"],
    [`o\n5\n${hash.slice(0, -1)}\n`, "checkpoint.root"],
    [`o\n5\n${hash.replace("8=", "9=")}\n`, "checkpoint.root"],
    [`o\n5\n${toBase64(root.subarray(1))}\n`, "checkpoint.root"],
    [`o\n5\n${hash}\n\n`, "checkpoint.extension"],
    [`o\n5\n${hash}\nmore\n`, "checkpoint.extension"],
    [`o\n5\n${hash}\n${"more\n".repeat(10_000)}`, "checkpoint.extension"],
  ];
  assert.ok(hash.endsWith("8="));
  for (const [body, code] of cases) throwsCode(() => parseCheckpoint(body), code);
});

test("what could not be read back is not written", () => {
  const good = { origin: "o", size: 5, root };
  throwsCode(() => formatCheckpoint({ ...good, origin: "" }), "checkpoint.origin");
  throwsCode(() => formatCheckpoint({ ...good, origin: "a\nb" }), "checkpoint.origin");
  throwsCode(() => formatCheckpoint({ ...good, origin: "\udc00" }), "checkpoint.origin");
  throwsCode(() => formatCheckpoint({ ...good, size: -1 }), "checkpoint.size");
  throwsCode(() => formatCheckpoint({ ...good, size: 2 ** 53 }), "checkpoint.size");
  throwsCode(() => formatCheckpoint({ ...good, root: new Uint8Array(31) }), "checkpoint.root");
});
