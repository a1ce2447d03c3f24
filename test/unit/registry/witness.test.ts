import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { WitnessClient } from "../../../main/registry/cosigning/witness-client.ts";
import { WitnessDesk } from "../../../main/registry/cosigning/witness-desk.ts";
import { parseAddCheckpoint } from "../../../main/registry/cosigning/mirror-wire.ts";
import { verifyConsistency } from "../../../src/merkle/proof.ts";
import { parseCheckpoint } from "../../../src/note/checkpoint.ts";
import { cosign } from "../../../src/note/cosignature.ts";
import { formatVkey, parseVkey, SIGNATURE_TYPE } from "../../../src/note/keys.ts";
import { addSignatures, parseNote } from "../../../src/note/note.ts";
import { readWitnesses } from "../../../src/note/witness.ts";
import { client, FollowWorld } from "../../support/follow-world.ts";
import { serveHttp } from "../../support/go-peers.ts";
import { seedSigner } from "../../support/test-keys.ts";
import { throwsCode } from "../../support/throws-code.ts";

const NAME = "witness.test/one";
const SIGNER = seedSigner("witness");
const KEY = parseVkey(formatVkey(NAME, SIGNATURE_TYPE.cosignature, SIGNER.publicKey));

interface Saw {
  size: number;
  root: Uint8Array;
}

/** A witness as C2SP tlog-witness has it, that a test can make lie. */
async function witness(
  t: TestContext,
  saw: Saw,
  answer?: (line: string) => { status: number; body: string },
) {
  return await serveHttp(t, (request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const { old, proof, checkpoint } = parseAddCheckpoint(new Uint8Array(Buffer.concat(parts)));
      const { text } = parseNote(checkpoint);
      const { size, root } = parseCheckpoint(text);
      if (old !== saw.size) {
        response.writeHead(409, { "content-type": "text/x.tlog.size" }).end(`${saw.size}\n`);
        return;
      }
      verifyConsistency({ from: old, to: size, fromRoot: saw.root, toRoot: root, proof });
      Object.assign(saw, { size, root });
      const line = cosign(text, NAME, SIGNER, 1_750_000_000);
      const { status, body } = answer?.(line) ?? { status: 200, body: line };
      response.writeHead(status).end(body);
    });
  });
}

function clientOf(t: TestContext, world: FollowWorld, url: string): WitnessClient {
  const { store } = world.chain;
  return new WitnessClient({ key: KEY, url, http: client(t), store, primitives: nodePrimitives });
}

function newest(world: FollowWorld): string {
  return world.chain.store.newest?.checkpoint ?? "";
}

const EMPTY = nodePrimitives.sha256(new Uint8Array(0));
const { signal } = new AbortController();

test("a witness is shown how the log grew since what it saw last, also by a client that began anew", async (t) => {
  const world = new FollowWorld(t);
  const saw = { size: 0, root: EMPTY };
  const url = await witness(t, saw);
  const first = clientOf(t, world, url);
  for (let i = 0; i < 3; i++) {
    const answer = await first.cosign(newest(world), signal);
    assert.ok(answer.ok);
    const note = addSignatures(newest(world), [answer.line]);
    assert.deepEqual(readWitnesses(note, [KEY], nodePrimitives), [{ name: NAME, time: 1_750_000_000 }]);
    world.grow(2);
  }
  const second = clientOf(t, world, url);
  assert.ok((await second.cosign(newest(world), signal)).ok);
  assert.equal(saw.size, world.chain.size);
});

test("a witness that saw more than there is, or another tree, is not talked round", async (t) => {
  const world = new FollowWorld(t);
  const ahead = clientOf(t, world, await witness(t, { size: 10_000, root: EMPTY }));
  assert.deepEqual(await ahead.cosign(newest(world), signal), { ok: false, code: "cosigner.rollback" });
  const forked = await serveHttp(t, (_, response) => response.writeHead(422).end());
  const answer = await clientOf(t, world, forked).cosign(newest(world), signal);
  assert.deepEqual(answer, { ok: false, code: "cosigner.fork" });
});

test("what is no cosignature by its key is none, whatever the witness says", async (t) => {
  const world = new FollowWorld(t);
  const bodies: readonly ((line: string) => string)[] = [
    () => "",
    () => "nonsense",
    (line) => line.replace(NAME, "witness.test/two"),
    (line) => `${line.slice(0, -8)}AAAA===\n`,
    (line) => line.slice(0, 60) + (line[60] === "A" ? "B" : "A") + line.slice(61),
  ];
  for (const change of bodies) {
    const url = await witness(t, { size: 0, root: EMPTY }, (line) => ({ status: 200, body: change(line) }));
    const answer = await clientOf(t, world, url).cosign(newest(world), signal);
    assert.deepEqual(answer, { ok: false, code: "cosigner.malformed" });
  }
  const gone = await clientOf(t, world, "http://127.0.0.1:1").cosign(newest(world), signal);
  assert.deepEqual(gone, { ok: false, code: "cosigner.unreachable" });
});

test("a reader takes a witness's line only from its key, and spoils no note over a bad one", (t) => {
  const world = new FollowWorld(t);
  const note = newest(world);
  const { text } = parseNote(note);
  const other = cosign(text, NAME, seedSigner("somebody else"), 1);
  assert.deepEqual(readWitnesses(addSignatures(note, [other]), [KEY], nodePrimitives), []);
  const stale = cosign(text.replace("\n", "/x\n"), NAME, SIGNER, 1);
  assert.deepEqual(readWitnesses(addSignatures(note, [stale]), [KEY], nodePrimitives), []);
  const log = parseVkey(formatVkey(NAME, SIGNATURE_TYPE.log, SIGNER.publicKey));
  throwsCode(() => readWitnesses(note, [log], nodePrimitives), "note.vkey");
});

test("the desk keeps one line for each witness, within the sixteen of a note, and tells who is silent", async (t) => {
  const world = new FollowWorld(t);
  const saw = { size: 0, root: EMPTY };
  const witnesses = [
    clientOf(t, world, await witness(t, saw)),
    new WitnessClient({
      key: parseVkey(formatVkey("witness.test/away", SIGNATURE_TYPE.cosignature, SIGNER.publicKey)),
      url: "http://127.0.0.1:1",
      http: client(t),
      store: world.chain.store,
      primitives: nodePrimitives,
    }),
  ];
  const codes: string[] = [];
  const desk = new WitnessDesk({
    witnesses,
    store: world.chain.store,
    primitives: nodePrimitives,
    againMs: 3_600_000,
    report: (code) => codes.push(code),
  });
  t.after(() => desk.close());
  const seen = async (): Promise<void> => {
    while (desk.health().seen.length === 0) await new Promise((done) => setTimeout(done, 5));
  };
  await seen();
  world.grow(1);
  assert.deepEqual(desk.health().seen, []);
  desk.ring();
  await seen();
  assert.equal(saw.size, world.chain.size);
  assert.deepEqual(desk.health().silent, { "witness.test/away": "cosigner.unreachable" });
  assert.deepEqual(codes, ["cosigner.unreachable"]);
  const lines = Array.from({ length: 16 }, (_, i) =>
    cosign(parseNote(newest(world)).text, `full/${i}`, SIGNER, 1),
  );
  const full = addSignatures(parseNote(newest(world)).text, lines);
  assert.equal(desk.witnessed(full), full);
});
