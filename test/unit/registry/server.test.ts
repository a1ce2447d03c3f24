import assert from "node:assert/strict";
import { connect } from "node:net";
import { test, type TestContext } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { RegistryError } from "../../../main/registry/error.ts";
import { type NodeServerOptions, startNodeServer } from "../../../main/registry/http/server.ts";
import { fromBase64Url, toBase64Url } from "../../../src/bytes/base64.ts";
import { fromUtf8 } from "../../../src/bytes/bytes.ts";
import { Epochs, verifyEpoch } from "../../../src/chain/blocks/epochs.ts";
import { parseReceipt, verifyReceipt } from "../../../src/chain/blocks/receipt.ts";
import { parseTrustLeaf } from "../../../src/chain/roots/trust-root.ts";
import { parseBundle } from "../../../src/merkle/bundle.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { verifyInclusion } from "../../../src/merkle/proof.ts";
import { bundlePath, tilePath, tileWidth } from "../../../src/merkle/tile.ts";
import { verifySeal } from "../../../src/note/seal.ts";
import { parseTlogProof, verifyTlogProof } from "../../../src/note/tlog-proof.ts";
import { ok, refuse } from "../../../src/result.ts";
import { FollowWorld } from "../../support/follow-world.ts";
import { openChain } from "../../support/solo-network.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { hashOf } from "../../support/test-keys.ts";

const { sha256 } = nodePrimitives;

interface Served {
  readonly world: FollowWorld;
  readonly url: string;
  readonly port: number;
}

/** A world over HTTP; entries handed in are judged by their first byte. */
async function serve(t: TestContext, options: NodeServerOptions = {}): Promise<Served> {
  const world = new FollowWorld(t);
  const server = await startNodeServer(
    {
      genesis: world.kit.genesis,
      chain: () => world.chain,
      submit: (entry) => {
        if (entry[0] === 0x62) return Promise.reject(new RegistryError("registry.busy"));
        return Promise.resolve(entry[0] === 0x79 ? ok({ hash: hashOf("yes") }) : refuse("tag.held"));
      },
      status: (hash) => Promise.resolve(hash === hashOf("known") ? { state: "pending" } : undefined),
      health: () => ({ height: world.chain.ledger.head?.height }),
    },
    { graceMs: 200, ...options },
  );
  t.after(() => server.close());
  return { world, url: server.url, port: server.port };
}

async function bytes(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  assert.equal(response.status, 200, url);
  return new Uint8Array(await response.arrayBuffer());
}

async function json(url: string): Promise<Record<string, unknown>> {
  return JSON.parse(fromUtf8(await bytes(url))) as Record<string, unknown>;
}

test("checkpoint, tiles and bundles are the log's, with the cache headers of tlog-tiles", async (t) => {
  const { world, url } = await serve(t);
  world.fill(300);
  world.grow(3);
  const { store } = world.chain;
  const checkpoint = await fetch(`${url}/checkpoint`);
  assert.equal(checkpoint.headers.get("content-type"), "text/plain; charset=utf-8");
  assert.equal(checkpoint.headers.get("cache-control"), "no-cache");
  const seal = verifySeal(await checkpoint.text(), world.chain.policyOfNewest, nodePrimitives);
  assert.equal(seal.checkpoint.size, store.size);
  // Every width at which a tree was ever sealed, and the full ones.
  for (const { size } of store.blocks(0, 100)) {
    for (let level = 0; level < 2; level++) {
      for (let index = 0; tileWidth(level, index, size) > 0; index++) {
        const width = tileWidth(level, index, size);
        const tile = await bytes(`${url}/${tilePath({ level, index, width })}`);
        assert.equal(tile.length, 32 * width);
        if (level > 0) continue;
        const leaves = parseBundle(await bytes(`${url}/${bundlePath(index, width)}`), width);
        const hashes = leaves.map((leaf) => leafHash(leaf, sha256));
        assert.deepEqual(Buffer.concat(hashes), Buffer.from(tile));
      }
    }
  }
  const tile = await fetch(`${url}/${tilePath({ level: 0, index: 0, width: 256 })}`);
  assert.equal(tile.headers.get("cache-control"), "public, max-age=31536000, immutable");
  assert.equal(tile.headers.get("content-type"), "application/octet-stream");
  assert.deepEqual(await bytes(`${url}/genesis`), new Uint8Array(world.kit.genesis));
});

test("each block is proven under its own seal, the newest under its newest cosignatures", async (t) => {
  const { world, url } = await serve(t);
  world.grow(2);
  world.recosign(world.kit.time + 500);
  for (const { height, recordIndex, size } of world.chain.store.blocks(0, 10)) {
    const proof = parseTlogProof(fromUtf8(await bytes(`${url}/block/${height}`)));
    const hash = leafHash(proof.extra as Uint8Array, sha256);
    const seal = verifyTlogProof(proof, hash, world.chain.epochs.policyFor(size), nodePrimitives);
    assert.deepEqual([proof.index, seal.checkpoint.size, seal.time], [recordIndex, size, world.kit.time]);
  }
  const newest = parseTlogProof(fromUtf8(await bytes(`${url}/block/newest`)));
  assert.equal(
    verifySeal(newest.checkpoint, world.chain.policyOfNewest, nodePrimitives).time,
    world.kit.time + 500,
  );
});

test("epochs can be walked from the first on", async (t) => {
  const { world, url } = await serve(t);
  assert.deepEqual(await json(`${url}/epochs/1`), { epochs: [], newest: 0 });
  world.seal([world.kit.admit("authority-5")]);
  world.grow(1);
  const signers = world.kit.authorities.map(({ entry }) => entry);
  world.seal([world.kit.byQuorum("authority.retire", { id: "authority-4", reason: "ended" }, signers)]);
  const answer = (await json(`${url}/epochs/1`)) as unknown as {
    newest: number;
    epochs: { epoch: number; block: string; before: string; set: never }[];
  };
  assert.deepEqual([answer.newest, answer.epochs.map(({ epoch }) => epoch)], [2, [1, 2]]);
  const known = Epochs.fromGenesis(world.kit.registryId, world.kit.genesis, nodePrimitives);
  for (const claim of answer.epochs) {
    const before = fromBase64Url(claim.before);
    known.push(verifyEpoch({ ...claim, before }, known, nodePrimitives).epoch);
  }
  assert.deepEqual(known.newest, world.chain.epochs.newest);
  assert.deepEqual(((await json(`${url}/epochs/3`)) as { epochs: unknown }).epochs, []);
});

test("receipts, trust records and status chunks prove themselves", async (t) => {
  const { world, url } = await serve(t);
  const leaf = world.kit.issue(world.offices.identity, "id-card");
  world.seal([leaf]);
  world.grow(1);
  const hash = toBase64Url(leafHash(leaf, sha256));
  const receipt = parseReceipt(fromUtf8(await bytes(`${url}/receipt/${hash}`)));
  const facts = verifyReceipt(receipt, (size) => world.chain.epochs.policyFor(size), nodePrimitives);
  assert.deepEqual([facts.entryHash, facts.record.height], [hash, 1]);

  const { head } = world.chain.ledger;
  assert.ok(head);
  const keys = ["office/identity", "type/id-card", "registry/registry", "authority/authority-1"];
  const query = [...keys, "office/nobody"].map((key) => `key=${encodeURIComponent(key)}`).join("&");
  const trust = (await json(`${url}/trust/${head.height}?${query}`)) as {
    count: number;
    leaves: { leaf: string; index: number; proof: string[] }[];
  };
  assert.equal(trust.leaves.length, 4);
  for (const [at, place] of trust.leaves.entries()) {
    const bytesOfLeaf = fromBase64Url(place.leaf);
    parseTrustLeaf(bytesOfLeaf, keys[at] as string);
    const proof = place.proof.map(fromBase64Url);
    const claim = { index: place.index, size: trust.count, proof, root: fromBase64Url(head.record.trust) };
    verifyInclusion({ ...claim, leafHash: leafHash(bytesOfLeaf, sha256) });
  }
  const status = (await json(`${url}/status/${head.height}/identity/0`)) as {
    leaf: string;
    index: number;
    count: number;
    proof: string[];
  };
  verifyInclusion({
    index: status.index,
    size: status.count,
    proof: status.proof.map(fromBase64Url),
    root: fromBase64Url(head.record.status),
    leafHash: leafHash(fromBase64Url(status.leaf), sha256),
  });
});

test("what is not there, and every path that is not exactly one of a node's, is 404 with a code", async (t) => {
  const { world, url, port } = await serve(t);
  const { height } = world.chain.ledger.head as { height: number };
  const paths = [
    "",
    "checkpoint/",
    "Checkpoint",
    "tile/0/001",
    "tile/0/000",
    "tile/0/000.p/0",
    "tile/0/000.p/256",
    "tile/0/0",
    "tile/00/000",
    "tile/64/000.p/1",
    "tile/entries/999.p/1",
    "tile/entries/..%2f..%2fetc",
    "tile/0/x000/000.p/1",
    "block/99999",
    "block/-1",
    "block/01",
    "block/1e3",
    "block/newest/",
    "epochs/x",
    "receipt/short",
    `receipt/${hashOf("no entry")}`,
    `receipt/${"_".repeat(43)}`,
    `trust/${height + 1}?key=office%2Fidentity`,
    `status/${height + 1}/identity/0`,
    `status/${height}/nobody/0`,
    `status/${height}/identity/999999`,
    `entries/${hashOf("unknown")}`,
    "genesis.json",
    "node.json",
    "log.key",
    "registry.db",
  ];
  for (const path of paths) {
    const response = await fetch(`${url}/${path}`);
    assert.equal(response.status, 404, path);
    assert.deepEqual(await response.json(), { code: "http.not_found" }, path);
  }
  // As they come, before any client has made them tidy.
  for (const path of [
    "/../../etc/passwd",
    "/tile/../log.key",
    "/./checkpoint",
    "//checkpoint",
    "/checkpoint\\",
  ]) {
    const answer = await new Promise<string>((done) => {
      const socket = connect(port, "127.0.0.1");
      let seen = "";
      socket.on("data", (part) => (seen += part.toString("latin1")));
      socket.on("close", () => done(seen));
      socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
    });
    assert.match(answer, /^HTTP\/1\.1 404 /, path);
  }
  const keys = Array.from({ length: 65 }, (_, at) => `key=office%2F${at}`).join("&");
  for (const query of [keys, "kee=office%2Fidentity", "key"]) {
    const response = await fetch(`${url}/trust/${height}?${query}`);
    assert.deepEqual([response.status, await response.json()], [400, { code: "http.query" }]);
  }
});

test("entries: 202, 422, 503 and 413 as the format says, and their state", async (t) => {
  const { url } = await serve(t);
  const post = async (body: string, path = "entries"): Promise<[number, unknown]> => {
    const response = await fetch(`${url}/${path}`, { method: "POST", body });
    return [response.status, await response.json()];
  };
  assert.deepEqual(await post("yes"), [202, { hash: hashOf("yes") }]);
  assert.deepEqual(await post("no"), [422, { code: "tag.held" }]);
  assert.deepEqual(await post(""), [422, { code: "tag.held" }]);
  assert.deepEqual(await post("busy"), [503, { code: "registry.busy" }]);
  assert.deepEqual(await post("y".repeat(65_537)), [413, { code: "http.too_large" }]);
  assert.deepEqual(await post("yes", "checkpoint"), [404, { code: "http.not_found" }]);
  assert.deepEqual(await json(`${url}/entries/${hashOf("known")}`), { state: "pending" });
  const wrong = await fetch(`${url}/entries`, { method: "PUT", body: "y" });
  assert.deepEqual([wrong.status, await wrong.json()], [405, { code: "http.method" }]);
  assert.equal((await json(`${url}/health`))["height"], 0);
});

test("one address that posts too fast is told so; reading goes on", async (t) => {
  const { url } = await serve(t, { rate: { perSecond: 1, burst: 3 } });
  const statuses = [];
  for (let i = 0; i < 5; i++) {
    const response = await fetch(`${url}/entries`, { method: "POST", body: "y" });
    statuses.push(response.status);
    await response.arrayBuffer();
  }
  assert.deepEqual(statuses, [202, 202, 202, 429, 429]);
  assert.equal((await fetch(`${url}/checkpoint`)).status, 200);
});

test("a damaged row is answered with its code, and the rest is served", async (t) => {
  const world = new FollowWorld(t);
  const { db, chain } = openChain(world.kit, tempFolder(t));
  t.after(() => db.close());
  const { store } = world.chain;
  const checked = chain.ledger.check([...store.leaves(0, store.size)]);
  assert.ok(checked.ok);
  chain.append(checked.value, store.newest?.checkpoint ?? "");
  db.run("UPDATE bundle SET bytes = substr(bytes, 1, 40)");
  const server = await startNodeServer({
    genesis: world.kit.genesis,
    chain: () => chain,
    submit: () => Promise.resolve(refuse("test.closed")),
    status: () => Promise.resolve(undefined),
    health: () => ({}),
  });
  t.after(() => server.close());
  const damaged = await fetch(`${server.url}/tile/entries/000.p/3`);
  assert.deepEqual([damaged.status, await damaged.json()], [500, { code: "log.damaged" }]);
  await bytes(`${server.url}/checkpoint`);
  await bytes(`${server.url}/tile/0/000.p/3`);
});
