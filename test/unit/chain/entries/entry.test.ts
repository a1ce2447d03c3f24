import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { toBase64Url } from "../../../../src/bytes/base64.ts";
import { concat, equal, fromUtf8, utf8 } from "../../../../src/bytes/bytes.ts";
import {
  addEntrySignature,
  buildEntry,
  entrySigningBytes,
  parseEntry,
  ZERO_HASH,
} from "../../../../src/chain/entries/entry.ts";
import { parsedSigningBytes } from "../../../../src/chain/entries/signing.ts";
import type { JsonObject } from "../../../../src/json/value.ts";
import { hashOf, keyText, seedSigner } from "../../../support/test-keys.ts";
import { throwsCode } from "../../../support/throws-code.ts";

const SIG = `${"A".repeat(85)}A`;
const KEY = hashOf("key");
const registryId = new Uint8Array(32).fill(7);

function refuses(text: string | Uint8Array, code: string): void {
  throwsCode(() => parseEntry(typeof text === "string" ? utf8(text) : text), code);
}

interface Parts {
  readonly after?: unknown;
  readonly body?: unknown;
  readonly by?: unknown;
  readonly kind?: unknown;
  readonly sigs?: unknown;
}

/** Members in canonical order, so that each test is wrong in one way only. */
function entryText(parts: Parts = {}): string {
  const { after = ZERO_HASH, body = {}, by = "civil", kind = "credential.issue" } = parts;
  const { sigs = [{ key: KEY, sig: SIG }] } = parts;
  return JSON.stringify({ after, body, by, kind, sigs });
}

describe("parseEntry", () => {
  it("reads what an entry says", () => {
    const entry = parseEntry(utf8(entryText({ body: { a: 1, b: ["x"] } })));
    assert.equal(entry.kind, "credential.issue");
    assert.equal(entry.by, "civil");
    assert.equal(entry.after, ZERO_HASH);
    assert.deepEqual(entry.body, { a: 1, b: ["x"] });
    assert.deepEqual(entry.sigs, [{ key: KEY, sig: SIG }]);
  });

  it("refuses bytes that are no text, no JSON or no object", () => {
    refuses(Uint8Array.of(0xff), "entry.utf8");
    refuses(concat(utf8(entryText()), Uint8Array.of(0xc3)), "entry.utf8");
    for (const text of ["", "{", "\u{feff}{}", "[]", "null", "1", '"x"', `${entryText()} x`]) {
      refuses(text, "entry.syntax");
    }
  });

  it("refuses every form but the canonical one", () => {
    const good = entryText({ body: { a: 1, b: "é" } });
    parseEntry(utf8(good));
    const others = [
      `${good}\n`,
      ` ${good}`,
      good.replace('"a":1', '"a": 1'),
      good.replace('"a":1', '"a":1.0'),
      good.replace('"a":1', '"a":1e0'),
      good.replace('"a":1', '"a":-0'),
      good.replace('"a":1', '"a":1e999'),
      good.replace('"a":1', '"a":1,"a":1'),
      good.replace('"a":1,"b":"é"', '"b":"é","a":1'),
      good.replace("é", "\\u00e9"),
      good.replace("é", "\\/"),
      good.replace("é", "\\ud83d\\ude00"),
      good.replace("é", "\\ud83d"),
      good.replace("é", "\\\\\\udead"),
    ];
    for (const text of others) refuses(text, "entry.not_canonical");
  });

  it("tells a surrogate from text that only looks like its escape", () => {
    const entry = parseEntry(utf8(entryText({ body: { a: "\\udead" } })));
    assert.deepEqual(entry.body, { a: "\\udead" });
  });

  it("sorts members as UTF-16 code units (RFC 8785 section 3.2.3)", () => {
    parseEntry(utf8(entryText({ body: { "\u{1f600}": 1, "\ufb33": 2 } })));
    refuses(entryText({ body: { "\ufb33": 2, "\u{1f600}": 1 } }), "entry.not_canonical");
  });

  it("refuses __proto__ wherever it stands", () => {
    const inner = JSON.parse('{"a":{"__proto__":1}}') as JsonObject;
    refuses(entryText({ body: inner }), "entry.member");
    assert.equal(({} as { polluted?: number }).polluted, undefined);
  });

  it("refuses nesting beyond 8, however deep it goes", () => {
    const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
    parseEntry(utf8(entryText({ body: { a: nested(6) } })));
    refuses(entryText({ body: { a: nested(7) } }), "entry.too_deep");
    refuses(`${"[".repeat(30_000)}${"]".repeat(30_000)}`, "entry.too_deep");
    refuses("[".repeat(61_440), "entry.syntax");
  });

  it("caps the size by kind, before and after parsing", () => {
    const filled = (kind: string, by: string, size: number): string => {
      const empty = entryText({ kind, by, body: { a: "" } });
      return entryText({ kind, by, body: { a: "x".repeat(size - empty.length) } });
    };
    assert.equal(parseEntry(utf8(filled("type.define", "civil", 16_384))).kind, "type.define");
    refuses(filled("type.define", "civil", 16_385), "entry.too_large");
    for (const [kind, by] of [
      ["registry.genesis", "founders"],
      ["authority.admit", "quorum"],
    ] as const) {
      assert.equal(parseEntry(utf8(filled(kind, by, 61_440))).kind, kind);
      refuses(filled(kind, by, 61_441), "entry.too_large");
    }
    refuses(filled("registry.amend", "quorum", 16_385), "entry.too_large");
    refuses(new Uint8Array(50_000_000), "entry.too_large");
  });

  it("refuses unknown, missing and additional members", () => {
    const { after, body, by, kind, sigs } = JSON.parse(entryText()) as JsonObject;
    refuses(JSON.stringify({ after, body, by, kind }), "entry.member");
    refuses(JSON.stringify({ after, body, by, extra: 1, kind, sigs }), "entry.member");
    refuses(JSON.stringify({ after, body, by, kindly: kind, sigs }), "entry.kind");
    refuses(JSON.stringify({ after, body, boy: by, kind, sigs }), "entry.by");
    refuses("{}", "entry.member");
  });

  it("refuses unknown kinds", () => {
    for (const kind of ["credential.bundle", "credential.Issue", "constructor", "", 1, null]) {
      refuses(entryText({ kind }), "entry.kind");
    }
  });

  it("lets each kind be said only by those who can say it", () => {
    parseEntry(utf8(entryText({ kind: "registry.genesis", by: "founders" })));
    parseEntry(utf8(entryText({ kind: "authority.retire", by: "quorum" })));
    refuses(entryText({ kind: "registry.genesis", by: "civil" }), "entry.by");
    refuses(entryText({ kind: "authority.retire", by: "founders" }), "entry.by");
    const bad = ["founders", "quorum", "registry", "", "Civil", "-a", ".a", "a b", "a_b", "a".repeat(65), 1];
    for (const by of bad) refuses(entryText({ by }), "entry.by");
    parseEntry(utf8(entryText({ by: `0${"a".repeat(63)}` })));
  });

  it("refuses an after that is not the one text of 32 bytes", () => {
    for (const after of ["", "A".repeat(42), `${"A".repeat(42)}B`, `${"A".repeat(42)}=`, 0, null]) {
      refuses(entryText({ after }), "entry.after");
    }
  });

  it("refuses a body that is no object", () => {
    for (const body of [null, [], 1, "x"]) refuses(entryText({ body }), "entry.body");
  });

  it("takes 1 to 16 signatures, sorted by key, no key twice", () => {
    const keys = Array.from({ length: 17 }, (_, i) => hashOf(`k${i}`)).sort();
    const sigs = keys.map((key) => ({ key, sig: SIG }));
    assert.equal(parseEntry(utf8(entryText({ sigs: sigs.slice(0, 16) }))).sigs.length, 16);
    refuses(entryText({ sigs }), "entry.sigs");
    refuses(entryText({ sigs: [] }), "entry.sigs");
    refuses(entryText({ sigs: [sigs[1], sigs[0]] }), "entry.sigs");
    refuses(entryText({ sigs: [sigs[0], sigs[0]] }), "entry.sigs");
    for (const sig of [null, "x", {}, { key: KEY }, { key: KEY, sig: SIG, x: 1 }, { key: 1, sig: SIG }]) {
      refuses(entryText({ sigs: [sig] }), "entry.sigs");
    }
    refuses(entryText({ sigs: [{ key: `${KEY}A`, sig: SIG }] }), "entry.sigs");
    refuses(entryText({ sigs: [{ key: KEY, sig: `${"A".repeat(85)}B` }] }), "entry.sigs");
    refuses(entryText({ sigs: {} }), "entry.sigs");
  });

  it("reads a block record as an entry without signatures", () => {
    const record = { kind: "block", by: "registry" };
    assert.equal(parseEntry(utf8(entryText({ ...record, sigs: [] }))).kind, "block");
    refuses(entryText(record), "entry.sigs");
    refuses(entryText({ kind: "block", by: "civil", sigs: [] }), "entry.by");
  });
});

describe("buildEntry", () => {
  const ana = seedSigner("ana");
  const ben = seedSigner("ben");
  const unsigned = {
    kind: "credential.suspend",
    by: "civil",
    after: ZERO_HASH,
    body: { reason: "lost", commitment: hashOf("c") },
  } as const;

  it("writes the canonical bytes, signatures in order of keys", () => {
    const leaf = buildEntry(registryId, unsigned, [ana, ben]);
    assert.deepEqual(leaf, buildEntry(registryId, unsigned, [ben, ana]));
    const entry = parseEntry(leaf);
    assert.deepEqual(
      entry.sigs.map(({ key }) => key),
      [keyText(ana), keyText(ben)].sort(),
    );
  });

  it("signs the domain line, the registry's id and the entry without signatures", () => {
    const bytes = entrySigningBytes(registryId, unsigned);
    const text = `{"after":"${ZERO_HASH}","body":{"commitment":"${hashOf("c")}","reason":"lost"},"by":"civil","kind":"credential.suspend"}`;
    assert.deepEqual(bytes, concat(utf8("sealfolio/entry/v1\n"), registryId, utf8(text)));
    const [signature] = parseEntry(buildEntry(registryId, unsigned, [ana])).sigs;
    assert.equal(signature?.sig, toBase64Url(ana.sign(bytes)));
  });

  it("signs genesis for an id of zeros, since it has none yet", () => {
    const genesis = { ...unsigned, kind: "registry.genesis", by: "founders" } as const;
    const bytes = entrySigningBytes(registryId, genesis);
    assert.ok(equal(bytes.subarray(19, 51), new Uint8Array(32)));
  });

  it("makes the same bytes faster for an entry it has read", () => {
    const entry = parseEntry(buildEntry(registryId, unsigned, [ana]));
    assert.deepEqual(parsedSigningBytes(registryId, entry), entrySigningBytes(registryId, unsigned));
  });

  it("takes one signer after another", () => {
    const first = buildEntry(registryId, unsigned, [ana]);
    assert.deepEqual(addEntrySignature(registryId, first, ben), buildEntry(registryId, unsigned, [ana, ben]));
    throwsCode(() => addEntrySignature(registryId, first, ana), "entry.sigs");
  });

  it("never writes what nobody could read", () => {
    throwsCode(() => buildEntry(registryId, unsigned, []), "entry.sigs");
    throwsCode(() => buildEntry(registryId, { ...unsigned, by: "quorum" }, [ana]), "entry.by");
    const large = { ...unsigned, body: { a: "x".repeat(20_000) } };
    throwsCode(() => buildEntry(registryId, large, [ana]), "entry.too_large");
    assert.ok(fromUtf8(buildEntry(registryId, unsigned, [ana])).startsWith('{"after":'));
  });
});
