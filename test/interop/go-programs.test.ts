// A registry shown to programs that none of us wrote (test/interop/go), and a log that one of them wrote.
import assert from "node:assert/strict";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { suite, test, type TestContext } from "node:test";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { HttpSource } from "../../main/follow/sources/http-source.ts";
import { Cosigner } from "../../main/registry/cosigning/cosigner.ts";
import { homePath } from "../../main/registry/home/home.ts";
import { type RunningNode, serveNode } from "../../main/registry/serve.ts";
import { toBase64 } from "../../src/bytes/base64.ts";
import { concat } from "../../src/bytes/bytes.ts";
import { encodeBundle } from "../../src/merkle/bundle.ts";
import { proveInclusion } from "../../src/merkle/proof.ts";
import { bundlePath, hashAtFromTiles, tilePath, tileWidth } from "../../src/merkle/tile.ts";
import { SIGNATURE_TYPE, keyId, parseVkey } from "../../src/note/keys.ts";
import { addSignatures, formatNote, parseNote } from "../../src/note/note.ts";
import { verifySeal } from "../../src/note/seal.ts";
import { formatTlogProof } from "../../src/note/tlog-proof.ts";
import { readWitnesses } from "../../src/note/witness.ts";
import { changed, client, FollowWorld, fullWallet } from "../support/follow-world.ts";
import { runPeer, runProgram, serveFolder, startWitness, vkeysOf } from "../support/go-peers.ts";
import { buildPrograms, type Programs } from "../support/go-programs.ts";
import { ask, eventually, FoundedRegistry, postEntry, untilSealed } from "../support/node-process.ts";
import { openChain } from "../support/solo-network.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { seedOf } from "../support/test-keys.ts";
import { throwsCode } from "../support/throws-code.ts";

const ORIGIN = "registry.test/processes";
const ENTRIES = 300;

const programs = buildPrograms();
const options = programs === undefined ? { skip: "Go 1.24 or newer is not installed" } : {};

interface Shown {
  readonly registry: FoundedRegistry;
  readonly node: RunningNode;
  readonly keys: ReturnType<typeof vkeysOf>;
}

/** A running registry with more entries than a tile is wide, in blocks of many sizes. */
async function startRegistry(t: TestContext, config: object = {}): Promise<Shown> {
  const registry = new FoundedRegistry(join(tempFolder(t), "registry"));
  const path = homePath(registry.founded.node, "config");
  const before = JSON.parse(readFileSync(path, "utf8")) as object;
  writeFileSync(path, JSON.stringify({ ...before, blockMs: 10, ...config }));
  const node = await serveNode(registry.founded.node);
  t.after(() => node.close());
  const accredited = registry.accredit();
  assert.equal((await postEntry(node.url, accredited)).status, 202);
  await untilSealed(node.url, registry.hash(accredited));
  return { registry, node, keys: vkeysOf(registry, ORIGIN) };
}

async function fill({ registry, node }: Shown, entries: number): Promise<void> {
  const leaves = Array.from({ length: entries }, (_, i) => registry.deposit(`shown ${i}`));
  for (let at = 0; at < leaves.length; at += 25) {
    const part = leaves.slice(at, at + 25);
    const answers = await Promise.all(part.map((leaf) => postEntry(node.url, leaf)));
    assert.ok(answers.every(({ status }) => status === 202));
  }
  for (const leaf of leaves.slice(-25)) await untilSealed(node.url, registry.hash(leaf));
}

async function get(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  assert.equal(response.status, 200, url);
  return new Uint8Array(await response.arrayBuffer());
}

interface Verified {
  readonly size: number;
  readonly root: string;
  readonly signers: readonly string[];
  readonly records: number;
  readonly treeProofs: number;
  readonly blocks: number;
  readonly receipts: number;
  readonly partials: number;
  readonly proofs: number;
}

suite("programs built from the Go module proxy", options, () => {
  const all = programs as Programs;

  test("note, tlog and torchwood verify a running node; the mirror copies it to the last byte", async (t) => {
    const shown = await startRegistry(t);
    await fill(shown, ENTRIES);
    const { node, keys } = shown;
    const health = await ask<{ size: number; height: number }>(node.url, "health");
    assert.ok(health !== undefined && health.size > ENTRIES);

    const vkeys = [keys.log, ...keys.cosigners];
    const seen = await runPeer<Verified>(all, "verify", node.url, "3", ...vkeys);
    assert.equal(seen.size, health.size);
    assert.equal(seen.records, seen.size);
    assert.equal(seen.blocks, health.height + 1);
    assert.equal(seen.treeProofs, seen.blocks);
    assert.ok(seen.partials >= seen.blocks - 1);
    assert.equal(seen.receipts, 3);
    assert.equal(seen.proofs, seen.size);
    assert.ok(seen.signers.includes(ORIGIN) && seen.signers.length >= 4);

    const leaves: Uint8Array[] = [];
    const source = new HttpSource(client(t), node.url);
    for (let at = 0; at * 256 < seen.size; at++)
      leaves.push(...(await source.bundle(at, tileWidth(0, at, seen.size))));
    const read = await runPeer<{ count: number; hash: string }>(all, "entries", node.url, keys.log);
    assert.equal(read.count, seen.size);
    const ours = nodePrimitives.sha256(concat(...leaves.map((leaf) => encodeBundle([leaf]))));
    assert.equal(read.hash, Buffer.from(ours).toString("base64url"));

    const folder = tempFolder(t);
    await runProgram(all.mirror, [`--storage_dir=${folder}`, `--source_url=${node.url}/`, "--num_workers=2"]);
    const files = globSync("**", { cwd: folder, withFileTypes: true }).filter((each) => each.isFile());
    for (const file of files) {
      const path = join(file.parentPath, file.name);
      assert.deepEqual(
        new Uint8Array(readFileSync(path)),
        await get(`${node.url}/${relative(folder, path)}`),
      );
    }
    // Bundles and tiles of level 0, one of each for every 256 leaves, the tile above, the checkpoint.
    const tiles = Math.ceil(seen.size / 256);
    assert.equal(files.length, 2 * tiles + 1 + 1);
  });

  test("a changed leaf, tile or signature is noticed by them too", async (t) => {
    const shown = await startRegistry(t);
    await fill(shown, 10);
    const { node, keys } = shown;
    const folder = tempFolder(t);
    await runProgram(all.mirror, [`--storage_dir=${folder}`, `--source_url=${node.url}/`, "--num_workers=2"]);
    const url = await serveFolder(t, folder);
    const [bundle] = globSync("tile/entries/**/*", { cwd: folder, withFileTypes: true }).filter((each) =>
      each.isFile(),
    );
    assert.ok(bundle !== undefined);
    await runPeer(all, "entries", url, keys.log);
    const path = join(bundle.parentPath, bundle.name);
    const bytes = readFileSync(path);
    bytes[100] = (bytes[100] as number) ^ 1;
    writeFileSync(path, bytes);
    await assert.rejects(runPeer(all, "entries", url, keys.log));
  });

  test("litewitness cosigns as a witness from outside, which never counts towards a seal", async (t) => {
    const registry = new FoundedRegistry(join(tempFolder(t), "registry"));
    const keys = vkeysOf(registry, ORIGIN);
    const witness = await startWitness(t, all, tempFolder(t), { origin: ORIGIN, vkey: keys.log });
    const path = homePath(registry.founded.node, "config");
    const config = JSON.parse(readFileSync(path, "utf8")) as object;
    const witnesses = [{ key: witness.vkey, url: `${witness.url}/` }];
    writeFileSync(path, JSON.stringify({ ...config, blockMs: 10, witnesses }));
    const node = await serveNode(registry.founded.node);
    t.after(() => node.close());
    const witnessKey = parseVkey(witness.vkey);
    const witnessed = async (leaf: Uint8Array): Promise<string> => {
      assert.equal((await postEntry(node.url, leaf)).status, 202);
      await untilSealed(node.url, registry.hash(leaf));
      let note = "";
      await eventually(async () => {
        note = Buffer.from(await get(`${node.url}/checkpoint`)).toString();
        return readWitnesses(note, [witnessKey], nodePrimitives).length === 1;
      });
      return note;
    };
    // The second one needs a consistency proof from the size that the witness saw first.
    await witnessed(registry.accredit());
    const note = await witnessed(registry.deposit("witnessed"));
    const [seen] = readWitnesses(note, [witnessKey], nodePrimitives);
    assert.equal(seen?.name, "witness.test/lite");
    assert.ok(Math.abs((seen?.time ?? 0) - Date.now() / 1000) < 600);

    const authorities = keys.cosigners.map((vkey, at) => ({
      id: registry.founded.authorities[at]?.id as string,
      cosign: parseVkey(vkey).publicKey,
    }));
    const logKeys = [parseVkey(keys.log).publicKey];
    const policy = { origin: ORIGIN, logKeys, authorities, quorum: 3 };
    const seal = verifySeal(note, policy, nodePrimitives);
    assert.ok(seal.cosigners.every(({ id }) => id.startsWith("authority-")));
    const { text, signatures } = parseNote(note);
    const cut = (names: readonly string[]): string =>
      formatNote({
        text,
        signatures: signatures.filter(({ name }) => names.some((end) => name.endsWith(end))),
      });
    // Two authorities and a witness are not three authorities.
    const short = cut([ORIGIN, "authority-1", "authority-2", "witness.test/lite"]);
    throwsCode(() => verifySeal(short, policy, nodePrimitives), "seal.no_quorum");
    const health = await ask<{ witnesses: { seen: { name: string }[] } }>(node.url, "health");
    assert.deepEqual(
      health?.witnesses.seen.map(({ name }) => name),
      ["witness.test/lite"],
    );
  });

  test("our follower follows a log that Tessera wrote", async (t) => {
    const world = new FollowWorld(t);
    world.grow(3);
    world.fill(280);
    const { kit, chain } = world;
    const folder = tempFolder(t);
    const blocks = [...chain.store.blocks(0, (chain.store.newest?.height ?? 0) + 1)];
    const leavesOf = (at: number): Uint8Array[] => {
      const { first, size } = blocks[at] as { first: number; size: number };
      return [...chain.store.leaves(first, size)];
    };
    const files = blocks.map((_, at) => {
      const path = join(folder, `block-${at}`);
      const leaves = leavesOf(at);
      const parts = leaves.flatMap((_leaf, i) =>
        i % 256 === 0 ? [encodeBundle(leaves.slice(i, i + 256))] : [],
      );
      writeFileSync(path, concat(...parts));
      return path;
    });
    const id = keyId(world.origin, SIGNATURE_TYPE.log, kit.log.publicKey).toString(16).padStart(8, "0");
    const secret = toBase64(concat(Uint8Array.of(SIGNATURE_TYPE.log), seedOf(`${world.origin} log`)));
    const written = join(folder, "log");
    const signer = `PRIVATE+KEY+${world.origin}+${id}+${secret}`;
    const checkpoints = await runPeer<string[]>(all, "write", written, signer, ...files);

    // Its checkpoints are the ones that our log would have signed, byte for byte, and our cosigners take them.
    const cosigners = kit.authorities.slice(0, 3).map(({ id: name, cosign }) => {
      const { db, chain: copy } = openChain(kit, join(folder, name));
      t.after(() => db.close());
      const clock = () => kit.time;
      return new Cosigner({ id: name, chain: copy, signer: cosign, clock, primitives: nodePrimitives });
    });
    const seals = checkpoints.map((checkpoint, at) => {
      const block = blocks[at] as { first: number; checkpoint: string };
      assert.equal(parseNote(checkpoint).text, parseNote(block.checkpoint).text);
      const lines = cosigners.map((cosigner) => {
        const answer = cosigner.judge({ first: block.first, leaves: leavesOf(at), checkpoint });
        assert.ok(answer.ok);
        return answer.line;
      });
      return addSignatures(checkpoint, lines);
    });

    const files2 = new HttpSource(client(t), await serveFolder(t, written));
    const size = chain.size;
    const tileAt = (level: number, index: number): Uint8Array =>
      readFileSync(join(written, tilePath({ level, index, width: tileWidth(level, index, size) })));
    const block = (height: number | "newest"): Promise<string> => {
      const at = height === "newest" ? blocks.length - 1 : height;
      const { recordIndex: index, size: within } = blocks[at] as { recordIndex: number; size: number };
      assert.equal(within, size);
      const hashAt = hashAtFromTiles(size, tileAt, nodePrimitives.sha256);
      const proof = proveInclusion(index, size, hashAt, nodePrimitives.sha256);
      const extra = leavesOf(at).at(-1) as Uint8Array;
      return Promise.resolve(formatTlogProof({ extra, index, proof, checkpoint: seals[at] as string }));
    };
    const source = changed(files2, "Tessera", {
      block,
      genesis: () => Promise.resolve(kit.genesis),
      epochs: () => Promise.resolve({ epochs: [], newest: 0 }),
    });
    const { follower } = await fullWallet(t, world, [source]);
    const outcome = await follower.sync({ signatures: "verify" });
    assert.equal(outcome.size, size);
    assert.deepEqual(outcome.findings, []);
    assert.deepEqual(follower.copy.ledger.head?.root, chain.root);

    // And what a stranger's log says is believed no more than what ours says.
    const path = join(written, bundlePath(1, tileWidth(0, 1, size)));
    const bytes = readFileSync(path);
    bytes[50] = (bytes[50] as number) ^ 1;
    writeFileSync(path, bytes);
    const doubting = await fullWallet(t, world, [source]);
    await assert.rejects(doubting.follower.sync(), { code: "follow.no_source" });
    assert.ok(doubting.journal.since(0).some(({ code }) => code === "source.bundle_mismatch"));
  });
});
