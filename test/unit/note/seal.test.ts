import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { concat, uint64, utf8 } from "../../../src/bytes/bytes.ts";
import { formatCheckpoint } from "../../../src/note/checkpoint.ts";
import { cosign, verifyCosignatureLine } from "../../../src/note/cosignature.ts";
import { cosignerName, keyId } from "../../../src/note/keys.ts";
import { signAsLog } from "../../../src/note/log-signature.ts";
import { addSignatures, formatNote, formatSignature, parseNote } from "../../../src/note/note.ts";
import { openCheckpoint, type Seal, type SealPolicy, verifySeal } from "../../../src/note/seal.ts";
import {
  authorityLine,
  logLine,
  logSigner,
  ORIGIN,
  testBody,
  testPolicy,
  testSeal,
  testSigner,
} from "../../support/seals.ts";
import { throwsCode } from "../../support/throws-code.ts";

const body = testBody();
const policy = testPolicy(4, 3);
const verify = (text: string, by: SealPolicy = policy): Seal => verifySeal(text, by, nodePrimitives);

test("a seal needs the log's signature and a quorum, and is as old as the k-th newest", () => {
  const text = testSeal(body, [50, 80, 20, 70]);
  assert.deepEqual(verify(text), {
    text,
    checkpoint: { origin: ORIGIN, size: 5, root: new Uint8Array(32).fill(9) },
    cosigners: [
      { id: "a0", time: 50 },
      { id: "a1", time: 80 },
      { id: "a2", time: 20 },
      { id: "a3", time: 70 },
    ],
    time: 50,
  });
  assert.equal(verify(testSeal(body, [50, 80, 20])).time, 20);
  assert.equal(verify(text, { ...policy, quorum: 1 }).time, 80);
  assert.equal(verify(text, { ...policy, quorum: 4 }).time, 20);
  throwsCode(() => verify(testSeal(body, [50, 80])), "seal.no_quorum");
  throwsCode(() => verify(testSeal(body, [])), "seal.no_quorum");
});

test("what is signed are the bytes of C2SP", () => {
  const time = 1679315147;
  const message = utf8(`cosignature/v1\ntime ${time}\n${body}`);
  const [, line] = parseNote(testSeal(body, [time])).signatures;
  assert.deepEqual(Uint8Array.from(line!.signature.subarray(0, 8)), uint64(time));
  assert.ok(nodePrimitives.verifyEd25519(testSigner(100).publicKey, message, line!.signature.subarray(8)));
  const id = createHash("sha256")
    .update(`${ORIGIN}/authority/a0\n\u0004`)
    .update(testSigner(100).publicKey)
    .digest();
  assert.equal(line!.keyId, id.readUInt32BE(0));
  const [log] = parseNote(logNote()).signatures;
  assert.ok(nodePrimitives.verifyEd25519(logSigner.publicKey, utf8(body), log!.signature));
});

function logNote(): string {
  return addSignatures(body, [logLine(body)]);
}

test("lines by unknown keys are ignored, wherever they stand and however bad", () => {
  const junk = formatSignature({ name: ORIGIN, keyId: 5, signature: new Uint8Array(3) });
  const stranger = cosign(body, "stranger.example", testSigner(7), 99);
  // An authority's name with another key, and an authority's key under another name.
  const name = cosign(body, cosignerName(ORIGIN, "a3"), testSigner(8), 99);
  const key = cosign(body, cosignerName(ORIGIN, "other"), testSigner(103), 99);
  const text = addSignatures(testSeal(body, [1, 2, 3]), [junk, stranger, name, key]);
  assert.equal(verify(text).cosigners.length, 3);
  const alone = addSignatures(logNote(), [stranger, name, key]);
  throwsCode(() => verify(alone, { ...policy, quorum: 1 }), "seal.no_quorum");
});

test("a later kind of cosignature beside the seal does not disturb it", () => {
  const mlDsa = formatSignature({
    name: cosignerName(ORIGIN, "a0"),
    keyId: keyId(cosignerName(ORIGIN, "a0"), 0x06, new Uint8Array(1312)),
    signature: new Uint8Array(8 + 2420),
  });
  assert.equal(verify(addSignatures(testSeal(body, [1, 2, 3]), [mlDsa])).time, 1);
});

test("a log signature never counts to the seal, nor a cosignature as the log's", () => {
  const byLogKey = cosign(body, cosignerName(ORIGIN, "a2"), logSigner, 9);
  const text = addSignatures(testSeal(body, [1, 2]), [byLogKey]);
  throwsCode(() => verify(text), "seal.no_quorum");
  const twoLogKeys = { ...policy, logKeys: [logSigner.publicKey, testSigner(102).publicKey] };
  const second = signAsLog(body, ORIGIN, testSigner(102));
  throwsCode(() => verify(addSignatures(testSeal(body, [1, 2]), [second]), twoLogKeys), "seal.no_quorum");
  const without = addSignatures(
    body,
    [0, 1, 2, 3].map((i) => authorityLine(body, i, 5)),
  );
  throwsCode(() => verify(without), "seal.no_log_signature");
  const asCosigner = cosign(body, ORIGIN, logSigner, 5);
  throwsCode(() => verify(addSignatures(without, [asCosigner])), "seal.no_log_signature");
});

test("any one of the log's keys will do, another origin's will not", () => {
  const keys = [testSigner(2).publicKey, logSigner.publicKey];
  assert.equal(verify(testSeal(body, [1, 2, 3]), { ...policy, logKeys: keys }).time, 1);
  throwsCode(
    () => verify(testSeal(body, [1, 2, 3]), { ...policy, logKeys: [testSigner(2).publicKey] }),
    "seal.no_log_signature",
  );
  throwsCode(() => verify(testSeal(body, [1, 2, 3]), { ...policy, logKeys: [] }), "seal.no_log_signature");
  throwsCode(() => verify(testSeal(body, [1, 2, 3]), { ...policy, origin: "other.example" }), "seal.origin");
});

test("a bad signature by any known key spoils the note, even above the quorum", () => {
  const note = parseNote(testSeal(body, [1, 2, 3, 4]));
  for (let i = 0; i < note.signatures.length; i++) {
    const line = note.signatures[i]!;
    for (const at of [0, 8, line.signature.length - 1]) {
      const signature = Uint8Array.from(line.signature);
      signature[at]! ^= 1;
      const changed = { ...note, signatures: note.signatures.with(i, { ...line, signature }) };
      const code = i > 0 && at === 0 ? "seal.time" : "seal.bad_signature";
      throwsCode(() => verify(formatNote(changed)), code);
    }
    for (const length of [1, 8, 63, line.signature.length - 1]) {
      const signature = line.signature.slice(0, length);
      const changed = { ...note, signatures: note.signatures.with(i, { ...line, signature }) };
      throwsCode(() => verify(formatNote(changed)), "seal.bad_signature");
    }
  }
});

test("a cosignature is bound to its time and to every byte of the checkpoint", () => {
  const other = testBody(6);
  const moved = addSignatures(other, [logLine(other), ...[0, 1, 2].map((i) => authorityLine(body, i, 5))]);
  throwsCode(() => verify(moved), "seal.bad_signature");
  const note = parseNote(testSeal(body, [5, 5, 5]));
  const line = note.signatures[3]!;
  const later = { ...line, signature: concat(uint64(6), line.signature.subarray(8)) };
  throwsCode(
    () => verify(formatNote({ ...note, signatures: note.signatures.with(3, later) })),
    "seal.bad_signature",
  );
});

test("a second line by the same key is refused, be it the same or newer", () => {
  const note = parseNote(testSeal(body, [1, 2, 3]));
  const newer = parseNote(addSignatures(body, [authorityLine(body, 0, 9)])).signatures[0]!;
  for (const extra of [note.signatures[1]!, newer, note.signatures[0]!]) {
    const text = formatNote({ ...note, signatures: [...note.signatures, extra] });
    throwsCode(() => verify(text), "seal.duplicate");
  }
});

test("one authority under two ids does not make a quorum", () => {
  const twice = { ...policy.authorities[0]!, id: "b0" };
  const authorities = [policy.authorities[0]!, twice, policy.authorities[1]!];
  throwsCode(() => verify(testSeal(body, [1, 2]), { ...policy, authorities }), "seal.policy");
  const sameId = [policy.authorities[0]!, { ...policy.authorities[1]!, id: "a0" }];
  throwsCode(
    () => verify(testSeal(body, [1, 2]), { ...policy, authorities: sameId, quorum: 1 }),
    "seal.policy",
  );
});

test("a quorum must be reachable and above nothing", () => {
  const text = testSeal(body, [1, 2, 3, 4]);
  for (const quorum of [0, -1, 5, 1.5, Number.NaN]) {
    throwsCode(() => verify(text, { ...policy, quorum }), "seal.policy");
  }
  throwsCode(() => verify(text, { ...policy, authorities: [] }), "seal.policy");
});

test("times up to 2^53 - 1 are read, later ones refused though signed", () => {
  const latest = Number.MAX_SAFE_INTEGER;
  assert.equal(verify(testSeal(body, [latest, latest, latest])).time, latest);
  throwsCode(() => cosign(body, "k", testSigner(1), 2 ** 53), "seal.time");
  throwsCode(() => cosign(body, "k", testSigner(1), -1), "seal.time");
  throwsCode(() => cosign(body, "k", testSigner(1), 1.5), "seal.time");
  const stamp = new Uint8Array(8).fill(0xff);
  const message = utf8(`cosignature/v1\ntime 18446744073709551615\n${body}`);
  const line = formatSignature({
    name: cosignerName(ORIGIN, "a0"),
    keyId: keyId(cosignerName(ORIGIN, "a0"), 4, testSigner(100).publicKey),
    signature: concat(stamp, testSigner(100).sign(message)),
  });
  throwsCode(() => verify(addSignatures(logNote(), [line])), "seal.time");
});

test("hostile notes end in one of our errors", () => {
  throwsCode(() => verify(""), "note.syntax");
  throwsCode(() => verify("x".repeat(1 << 20)), "note.too_large");
  const extended = `${body}extension\n`;
  throwsCode(() => verify(`${extended}\n${logLine(body)}`), "checkpoint.extension");
});

test("fifteen authorities and a log key fit into one note", () => {
  const large = testPolicy(15, 11);
  const text = testSeal(
    body,
    Array.from({ length: 15 }, (_, i) => 100 + i),
  );
  assert.equal(verify(text, large).cosigners.length, 15);
  assert.equal(verify(text, large).time, 104);
});

test("a signed checkpoint opens before anybody has cosigned it", () => {
  const { checkpoint } = openCheckpoint(logNote(), ORIGIN, [logSigner.publicKey], nodePrimitives);
  assert.equal(checkpoint.size, 5);
  const keys = [testSigner(2).publicKey];
  throwsCode(() => openCheckpoint(logNote(), ORIGIN, keys, nodePrimitives), "seal.no_log_signature");
});

test("nothing but a checkpoint of that origin is signed", () => {
  throwsCode(() => signAsLog("words\n", ORIGIN, logSigner), "checkpoint.syntax");
  const foreign = formatCheckpoint({ origin: "other", size: 1, root: new Uint8Array(32) });
  throwsCode(() => signAsLog(foreign, ORIGIN, logSigner), "checkpoint.origin");
  throwsCode(() => cosign("words\n", "k", testSigner(1), 5), "checkpoint.syntax");
});

test("one line that a cosigner answers with is checked alone", () => {
  const cosigner = { name: cosignerName(ORIGIN, "a1"), publicKey: testSigner(101).publicKey };
  const check = (line: string, of = body): number =>
    verifyCosignatureLine(of, line, cosigner, nodePrimitives);
  assert.equal(check(authorityLine(body, 1, 77)), 77);
  throwsCode(() => check(authorityLine(body, 2, 77)), "seal.unknown_signer");
  throwsCode(() => check(authorityLine(body, 1, 77), testBody(6)), "seal.bad_signature");
  throwsCode(() => check("junk"), "note.syntax");
  throwsCode(() => check(""), "note.syntax");
});
