import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { toBase64 } from "../../src/bytes/base64.ts";
import { formatCheckpoint, parseCheckpoint } from "../../src/note/checkpoint.ts";
import { formatVkey, parseVkey } from "../../src/note/keys.ts";
import { checkLogSignature } from "../../src/note/log-signature.ts";
import { formatNote, parseNote } from "../../src/note/note.ts";
import { throwsCode } from "../support/throws-code.ts";

function read(file: string): string {
  return readFileSync(join(import.meta.dirname, "../vectors/c2sp-notes", file), "utf8");
}

test("the example of a cosigned checkpoint reads and writes as it stands", () => {
  const text = read("checkpoint-cosigned.txt");
  const note = parseNote(text);
  assert.equal(formatNote(note), text);
  assert.deepEqual(
    note.signatures.map(({ name, keyId, signature }) => [name, keyId, signature.length]),
    [
      ["example.com/behind-the-sofa", 0x033de0ae, 64],
      ["witness.example.com/w1", 0x8d66cf3f, 72],
    ],
  );
  const checkpoint = parseCheckpoint(note.text);
  assert.equal(checkpoint.origin, "example.com/behind-the-sofa");
  assert.equal(checkpoint.size, 20852163);
  assert.equal(toBase64(checkpoint.root), "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=");
  assert.equal(formatCheckpoint(checkpoint), note.text);
});

test("the example with an empty line in its text reads and writes as it stands", () => {
  const text = read("note-with-empty-line.txt");
  const note = parseNote(text);
  assert.equal(formatNote(note), text);
  assert.equal(note.text.split("\n").length, 5);
  assert.ok(note.text.endsWith("sera.\n"));
  assert.equal(note.signatures[0]?.name, "quasimodo.example/salvatore");
});

test("the example verifies under its verifier key, and not when changed", () => {
  const { text, signatures } = parseNote(read("note-signed.txt"));
  const line = signatures[0]!;
  const vkey = read("note-signed.vkey").trimEnd();
  const key = parseVkey(vkey);
  assert.equal(key.keyId, line.keyId);
  assert.equal(formatVkey(key.name, key.type, key.publicKey), vkey);
  const keys = [key];
  assert.equal(checkLogSignature(text, line, key.name, keys, nodePrimitives), key);
  throwsCode(
    () => checkLogSignature(`${text}\n`, line, key.name, keys, nodePrimitives),
    "seal.bad_signature",
  );
});
