import assert from "node:assert/strict";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { gzipSync } from "node:zlib";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import type { BlockRow } from "../../../main/log/rows.ts";
import { Cosigner } from "../../../main/registry/cosigning/cosigner.ts";
import { CosignerFeed } from "../../../main/registry/cosigning/cosigner-feed.ts";
import type { Proposal } from "../../../main/registry/cosigning/cosigner-port.ts";
import { startCosignerServer } from "../../../main/registry/cosigning/cosigner-server.ts";
import {
  AddEntriesReader,
  formatAddCheckpoint,
  formatAddEntries,
  packageRanges,
  parseMirrorInfo,
} from "../../../main/registry/cosigning/mirror-wire.ts";
import { RemoteCosigner } from "../../../main/registry/cosigning/remote-cosigner.ts";
import { concat, equal, utf8 } from "../../../src/bytes/bytes.ts";
import { proveConsistency } from "../../../src/merkle/proof.ts";
import { proveSubtree } from "../../../src/merkle/subtree.ts";
import { verifyCosignatureLine } from "../../../src/note/cosignature.ts";
import { cosignerName, originHash } from "../../../src/note/keys.ts";
import { blockWithBadSignature } from "../../support/bad-block.ts";
import { client, digestOf, FollowWorld, sealBody } from "../../support/follow-world.ts";
import { openChain } from "../../support/solo-network.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { codeThrownBy } from "../../support/throws-code.ts";

const ID = "authority-3";
const NONE = new Uint8Array(0);

interface Remote {
  readonly world: FollowWorld;
  readonly cosigner: Cosigner;
  readonly remote: RemoteCosigner;
  readonly url: string;
}

/** A cosigner behind HTTP, and the engine's side of it; the world's store is the sequencer's. */
async function start(t: TestContext): Promise<Remote> {
  const world = new FollowWorld(t);
  const { kit } = world;
  const { db, chain } = openChain(kit, join(tempFolder(t), "cosigner"));
  const signer = kit.authority(ID).cosign;
  const cosigner = new Cosigner({ id: ID, chain, signer, clock: () => kit.time, primitives: nodePrimitives });
  const server = await startCosignerServer(cosigner, nodePrimitives, { graceMs: 200 });
  t.after(async () => {
    await server.close();
    db.close();
  });
  const { origin } = world;
  const { store } = world.chain;
  const http = client(t);
  const remote = new RemoteCosigner({
    id: ID,
    url: server.url,
    origin,
    http,
    store,
    primitives: nodePrimitives,
  });
  return { world, cosigner, remote, url: server.url };
}

function deposits(world: FollowWorld, count: number, salt: string): Uint8Array[] {
  return Array.from({ length: count }, (_, i) =>
    world.kit.deposit(world.offices.archive, digestOf(`${salt} ${i}`)),
  );
}

function propose(world: FollowWorld, leaves: readonly Uint8Array[]): Proposal {
  const draft = world.draft(leaves);
  const checkpoint = sealBody(world.kit, world.body(draft), [], 0);
  return { first: draft.first, leaves: draft.leaves, checkpoint };
}

/** The proposal becomes the world's next block. */
function adopt(world: FollowWorld, proposal: Proposal): void {
  world.seal(proposal.leaves.slice(0, -1));
}

async function post(url: string, body: Uint8Array, headers: Record<string, string> = {}): Promise<Response> {
  return await fetch(url, { method: "POST", body: Uint8Array.from(body), headers });
}

test("a block is uploaded as packages with their proofs, judged, and cosigned; also one of many packages", async (t) => {
  const { world, cosigner, remote } = await start(t);
  const feed = new CosignerFeed(remote, world.chain.store);
  for (const count of [1, 300, 2, 700, 250]) {
    const proposal = propose(world, deposits(world, count, `block of ${count}`));
    const answer = await feed.ask(proposal);
    assert.ok(answer.ok, `${count}: ${answer.ok ? "" : answer.code}`);
    const body = proposal.checkpoint.slice(0, proposal.checkpoint.indexOf("\n\n") + 1);
    const key = { name: cosignerName(world.origin, ID), publicKey: world.kit.authority(ID).cosign.publicKey };
    verifyCosignatureLine(body, answer.line, key, nodePrimitives);
    adopt(world, proposal);
    assert.ok(equal(cosigner.chain.root as Uint8Array, world.chain.root as Uint8Array));
  }
});

test("the newest checkpoint is cosigned again without an upload; an older one never", async (t) => {
  const { world, remote, cosigner } = await start(t);
  const feed = new CosignerFeed(remote, world.chain.store);
  const older = world.chain.store.newest?.checkpoint as string;
  world.grow(1);
  const { size, checkpoint } = world.chain.store.newest as BlockRow;
  assert.ok((await feed.ask({ first: size, leaves: [], checkpoint })).ok);
  assert.equal(cosigner.size, size);
  world.kit.time += 90;
  assert.ok((await feed.ask({ first: size, leaves: [], checkpoint })).ok);
  const first = world.chain.store.seal(0)?.size as number;
  const answer = await remote.cosign({ first, leaves: [], checkpoint: older });
  assert.deepEqual(answer, { ok: false, code: "cosigner.rollback", size });
});

test("what breaks a rule is refused with its code over HTTP too, and the next good block is cosigned", async (t) => {
  const { world, remote } = await start(t);
  const feed = new CosignerFeed(remote, world.chain.store);
  const bad = blockWithBadSignature(world);
  const checkpoint = sealBody(world.kit, world.body(bad), [], 0);
  const { first, leaves } = bad;
  assert.deepEqual(await feed.ask({ first, leaves, checkpoint }), { ok: false, code: "sig.invalid" });
  const good = propose(world, deposits(world, 1, "good"));
  assert.deepEqual(await feed.ask({ ...good, leaves: [] }), { ok: false, code: "cosigner.size" });
  const swapped = { ...good, leaves: [...good.leaves].reverse() };
  assert.deepEqual(await feed.ask(swapped), { ok: false, code: "cosigner.fork" });
  assert.ok((await feed.ask(good)).ok);
  adopt(world, good);
  const fork = sealBody(world.kit, world.body({ size: world.chain.size, root: bad.root }), [], 0);
  const answer = await remote.cosign({ first: world.chain.size, leaves: [], checkpoint: fork });
  assert.deepEqual(answer, { ok: false, code: "cosigner.fork" });
});

test("a cosigner that is not there, or is somebody else, is named so and never waits for ever", async (t) => {
  const { world, remote } = await start(t);
  const { store } = world.chain;
  const shared = { id: ID, origin: world.origin, store, primitives: nodePrimitives, http: client(t) };
  const nobody = new RemoteCosigner({ ...shared, url: "http://127.0.0.1:9" });
  const proposal = propose(world, deposits(world, 1, "a"));
  assert.deepEqual(await nobody.cosign(proposal), { ok: false, code: "cosigner.unreachable" });
  const node = await world.serve();
  const wrong = new RemoteCosigner({ ...shared, url: node.name });
  assert.deepEqual(await wrong.cosign(proposal), { ok: false, code: "http.not_found" });
  await remote.close();
  assert.deepEqual(await remote.cosign(proposal), { ok: false, code: "cosigner.unreachable" });
});

test("add-checkpoint answers as tlog-witness says", async (t) => {
  const { world, cosigner, url } = await start(t);
  const at = `${url}/add-checkpoint`;
  const { size, checkpoint } = world.chain.store.newest as BlockRow;
  const send = async (
    old: number,
    note: string,
    proof: readonly Uint8Array[] = [],
  ): Promise<[number, string]> => {
    const response = await post(at, formatAddCheckpoint({ old, proof, checkpoint: note }));
    return [response.status, response.headers.get("content-type") ?? ""];
  };
  assert.equal((await send(size + 1, checkpoint))[0], 400);
  assert.deepEqual(await send(3, checkpoint), [409, "text/x.tlog.size"]);
  assert.equal(await (await post(at, formatAddCheckpoint({ old: 3, proof: [], checkpoint }))).text(), "0\n");
  assert.equal((await send(0, checkpoint, [new Uint8Array(32)]))[0], 422);
  assert.equal((await send(0, checkpoint.replace(world.origin, "other.example/log")))[0], 404);
  assert.equal((await send(0, checkpoint.replace(`\n${size}\n`, `\n${size + 1}\n`)))[0], 403);
  assert.equal((await send(0, "nonsense"))[0], 400);
  assert.deepEqual(await send(0, checkpoint), [200, "text/plain; charset=utf-8"]);
  assert.equal(cosigner.size, 0, "a checkpoint alone is neither stored nor signed");
  for (const body of [
    "",
    "old",
    "old 01\n\nx",
    "old 0\nAA==\n\nx",
    "\n\n",
    `old 0\n${"A".repeat(200_000)}`,
  ]) {
    assert.ok([400, 413].includes((await post(at, utf8(body))).status), body.slice(0, 20));
  }
});

test("add-entries answers as tlog-mirror says", async (t) => {
  const { world, cosigner, url } = await start(t);
  const at = `${url}/add-entries`;
  const { origin } = world;
  world.fill(600);
  const { store } = world.chain;
  const [zero, one] = [...store.blocks(0, 2)] as [BlockRow, BlockRow];
  const packages = (start_: number, end: number, of: number) =>
    [...packageRanges(start_, end)].slice(0, of).map(({ from, to }) => ({
      entries: [...store.leaves(from, to)],
      proof: proveSubtree(from - (from % 256), to, end, store.hashAt(end), nodePrimitives.sha256),
    }));
  const body = (start_: number, end: number, of = 99): Uint8Array =>
    formatAddEntries({ origin, start: start_, end, ticket: NONE }, packages(start_, end, of));

  assert.equal((await post(at, body(0, zero.size))).status, 422, "no checkpoint yet");
  await post(
    `${url}/add-checkpoint`,
    formatAddCheckpoint({ old: 0, proof: [], checkpoint: zero.checkpoint }),
  );
  assert.equal(
    (await post(at, formatAddEntries({ origin: "x", start: 0, end: zero.size, ticket: NONE }, []))).status,
    404,
  );
  assert.equal((await post(at, body(0, zero.size, 0))).status, 400, "no package");
  assert.equal((await post(at, body(0, zero.size).subarray(0, 500))).status, 400, "half a package");
  assert.equal((await post(at, body(0, one.size))).status, 409, "a size nobody announced");
  assert.equal((await post(at, body(3, zero.size))).status, 409, "a gap");
  const changed = body(0, zero.size);
  changed[200] = (changed[200] as number) ^ 1;
  assert.equal((await post(at, changed)).status, 422);
  const cosigned = await post(at, body(0, zero.size));
  assert.equal(cosigned.status, 200);
  assert.match(await cosigned.text(), new RegExp(`^\u2014 ${cosignerName(origin, ID)} [^\n]+\n$`));

  const proof = proveConsistency(zero.size, one.size, store.hashAt(one.size), nodePrimitives.sha256);
  const announce = { old: zero.size, proof, checkpoint: one.checkpoint };
  assert.equal((await post(`${url}/add-checkpoint`, formatAddCheckpoint(announce))).status, 200);
  const part = await post(at, body(zero.size, one.size, 1));
  assert.deepEqual([part.status, part.headers.get("content-type")], [202, "text/x.tlog.mirror-info"]);
  const info = parseMirrorInfo(new Uint8Array(await part.arrayBuffer()));
  assert.deepEqual([info.size, info.next], [one.size, 256]);
  assert.equal(cosigner.size, zero.size, "nothing of a block is stored before it is whole");
  // Anybody has the newest checkpoint, and may have it cosigned again in the middle of an upload.
  const same = { old: zero.size, proof: [], checkpoint: zero.checkpoint };
  assert.equal((await post(`${url}/add-checkpoint`, formatAddCheckpoint(same))).status, 200);
  const nothing = formatAddEntries({ origin, start: zero.size, end: zero.size, ticket: NONE }, []);
  assert.equal((await post(at, nothing)).status, 200);
  const rest = await post(at, gzipSync(body(info.next, one.size)), { "content-encoding": "gzip" });
  assert.equal(rest.status, 200);
  assert.equal(cosigner.size, one.size);
  const monitor = `${url}/${originHash(origin)}`;
  assert.match(await (await fetch(`${monitor}/checkpoint`)).text(), new RegExp(cosignerName(origin, ID)));
  assert.equal((await fetch(`${monitor}/tile/0/001`)).status, 200);
  assert.equal((await fetch(`${url}/${originHash("other")}/checkpoint`)).status, 404);
});

test("hostile bodies get a code, and the cosigner lives", async (t) => {
  const { world, url, remote } = await start(t);
  const at = `${url}/add-entries`;
  const header = formatAddEntries({ origin: world.origin, start: 0, end: 1, ticket: NONE }, []);
  const far = new Uint8Array(8).fill(0xff);
  const bodies = [
    NONE,
    Uint8Array.of(0xff, 0xff),
    concat(Uint8Array.of(0, 1, 0xff), far, far),
    concat(Uint8Array.of(0, 0), far, far, Uint8Array.of(0, 0)),
    header.subarray(0, header.length - 1),
    concat(header, Uint8Array.of(0, 1, 7, 64)),
  ];
  for (const body of bodies) {
    const response = await post(at, body);
    assert.ok([400, 404, 409, 422].includes(response.status), String(response.status));
    await response.arrayBuffer();
  }
  const bomb = gzipSync(new Uint8Array(9 << 20));
  assert.equal((await post(at, bomb, { "content-encoding": "gzip" })).status, 413);
  assert.equal((await post(at, utf8("no gzip"), { "content-encoding": "gzip" })).status, 400);
  assert.equal((await post(at, header, { "content-encoding": "br" })).status, 415);
  assert.equal((await post(`${url}/add-nothing`, header)).status, 404);
  const feed = new CosignerFeed(remote, world.chain.store);
  assert.ok((await feed.ask(propose(world, deposits(world, 1, "after")))).ok);
});

test("an upload's reader takes only whole packages and numbers it can count with", () => {
  const entries = [utf8("a"), utf8("b")];
  const body = formatAddEntries({ origin: "o", start: 4, end: 6, ticket: utf8("t") }, [
    { entries, proof: [] },
  ]);
  const reader = new AddEntriesReader(body);
  assert.deepEqual([reader.header.start, reader.header.end], [4, 6]);
  assert.deepEqual(reader.next({ from: 4, to: 6 })?.entries.map(String), entries.map(String));
  for (let end = 0; end < body.length; end++) {
    const cut = body.subarray(0, end);
    const code = codeThrownBy(() =>
      assert.equal(new AddEntriesReader(cut).next({ from: 4, to: 6 }), undefined),
    );
    assert.ok(code === undefined || code === "mirror.syntax");
  }
  assert.deepEqual(
    [...packageRanges(250, 520)].map(({ from, to }) => [from, to]),
    [
      [250, 256],
      [256, 512],
      [512, 520],
    ],
  );
});
