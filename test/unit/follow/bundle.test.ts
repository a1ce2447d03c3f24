import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { exportFullCopy, exportLightCopy } from "../../../main/follow/bundle/export-copy.ts";
import { importIntoFullCopy } from "../../../main/follow/bundle/import-copy.ts";
import { openBundle } from "../../../main/follow/bundle/open-bundle.ts";
import { TarFile, TarWriter } from "../../../main/follow/bundle/tar-file.ts";
import { openOwnCopy } from "../../../main/follow/copy/open-copy.ts";
import type { OwnCopy } from "../../../main/follow/copy/own-copy.ts";
import { LightCopy } from "../../../main/follow/light/light-copy.ts";
import { FollowWorld, fullWallet, lightWallet, MemorySnapshots } from "../../support/follow-world.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";

type World = FollowWorld;

/** Three epochs, several hundred leaves, a suspended title. */
function lively(t: TestContext): World {
  const world = new FollowWorld(t);
  world.fill(300);
  world.seal([world.kit.admit("authority-5")]);
  world.grow(3);
  world.seal([world.kit.retire("authority-1")]);
  const issued = world.kit.issue(world.offices.identity, "id-card", { index: 20_000 });
  world.seal([issued]);
  world.fill(300);
  return world;
}

async function exported(t: TestContext, world: World, mode: "light" | "full" | "audit"): Promise<string> {
  const wallet = await fullWallet(t, world, [await world.serve()]);
  await wallet.follower.sync();
  const path = join(tempFolder(t), "registry.bundle");
  const head = await exportFullCopy(wallet.follower.copy, path, mode);
  assert.deepEqual([head.mode, head.size], [mode, world.chain.size]);
  return path;
}

const options = (world: World) => ({
  registryId: world.kit.registryId,
  primitives: nodePrimitives,
  clock: () => world.kit.time,
});

/** A copy whose file an import may take the place of. */
class Place {
  readonly path: string;
  readonly #world: World;
  copy: OwnCopy;

  private constructor(path: string, world: World, copy: OwnCopy) {
    this.path = path;
    this.#world = world;
    this.copy = copy;
  }

  static async open(t: TestContext, world: World): Promise<Place> {
    const path = join(tempFolder(t), "chain.db");
    const place = new Place(path, world, await openOwnCopy(path, options(world)));
    t.after(() => place.copy.close());
    return place;
  }

  import(bundle: string, signal?: AbortSignal) {
    const replace = async (take: () => void): Promise<void> => {
      this.copy.close();
      take();
      this.copy = await openOwnCopy(this.path, options(this.#world));
    };
    const stop = signal === undefined ? {} : { signal };
    return importIntoFullCopy(this.copy, { path: this.path, replace }, bundle, {
      ...options(this.#world),
      ...stop,
    });
  }
}

/** Changes a byte of a file in the tar. */
function spoil(bundle: string, name: RegExp, at = 40): void {
  const bytes = readFileSync(bundle);
  for (let block = 0; block + 512 <= bytes.length;) {
    const title = bytes.subarray(block, bytes.indexOf(0, block)).toString("latin1");
    const size = Number.parseInt(bytes.subarray(block + 124, block + 135).toString("latin1"), 8);
    if (name.test(title)) {
      bytes[block + 512 + at] = (bytes[block + 512 + at] as number) ^ 1;
      writeFileSync(bundle, bytes);
      return;
    }
    block += 512 + Math.ceil(size / 512) * 512;
  }
  assert.fail("there is such a file");
}

describe("a bundle", () => {
  it("brings a whole registry to a machine that never had a network", async (t) => {
    const world = lively(t);
    for (const mode of ["full", "audit"] as const) {
      const place = await Place.open(t, world);
      const outcome = await place.import(await exported(t, world, mode));
      assert.equal(outcome.size, world.chain.size);
      assert.deepEqual(place.copy.ledger.head, world.chain.ledger.head);
      assert.deepEqual(place.copy.seal?.text, world.chain.store.newest?.checkpoint);
      assert.equal(place.copy.claims.length, 2);
      assert.deepEqual(outcome.findings, []);
      // And it can be handed on from there.
      const again = join(tempFolder(t), "again.bundle");
      await exportFullCopy(place.copy, again, mode);
      assert.equal((await (await Place.open(t, world)).import(again)).size, world.chain.size);
    }
  });

  it("goes on from what a copy has, and leaves it in peace where it is older", async (t) => {
    const world = lively(t);
    const old = await exported(t, world, "full");
    const place = await Place.open(t, world);
    await place.import(old);
    world.grow(5);
    const newer = await exported(t, world, "full");
    assert.equal((await place.import(newer)).newBlocks, 5);
    const outcome = await place.import(old);
    assert.deepEqual([outcome.newBlocks, outcome.size], [0, world.chain.size]);
    assert.deepEqual(
      outcome.findings.map(({ code }) => code),
      ["source.stale"],
    );
  });

  it("serves a light wallet from the same file as a full one", async (t) => {
    const world = lively(t);
    for (const mode of ["full", "light"] as const) {
      const bundle = openBundle(await exported(t, world, mode));
      t.after(() => bundle.close());
      const light = lightWallet(world, [bundle.source]);
      const wants = {
        keys: ["office/land", "type/title"],
        statuses: [{ office: "identity", index: 20_000 }],
      };
      const outcome = await light.sync({ wants });
      assert.equal(outcome.height, world.chain.ledger.head?.height);
      assert.deepEqual(light.view.office("land"), world.chain.ledger.state.office("land"));
      assert.equal(light.view.status({ office: "identity", index: 20_000, commitment: "" }).state, "known");
      assert.deepEqual(outcome.findings, []);
    }
  });

  it("can be made of what a light wallet holds", async (t) => {
    const world = lively(t);
    const store = new MemorySnapshots();
    const first = lightWallet(world, [await world.serve()], store);
    await first.sync({ wants: { keys: ["office/bank"] } });
    const copy = new LightCopy(store, world.kit.registryId, nodePrimitives, world.kit.time);
    const path = join(tempFolder(t), "light.bundle");
    const id = Buffer.from(world.kit.registryId).toString("base64url");
    await exportLightCopy(copy.state, id, path);
    const bundle = openBundle(path);
    t.after(() => bundle.close());
    const second = lightWallet(world, [bundle.source]);
    await second.sync({ wants: { keys: ["office/bank"] } });
    assert.deepEqual(second.view.office("bank"), world.chain.ledger.state.office("bank"));
    assert.equal(second.view.office("land"), "unknown");
    await assert.rejects((await Place.open(t, world)).import(path), { code: "bundle.light" });
    await assert.rejects(exportLightCopy(undefined, id, path), { code: "bundle.empty" });
  });

  it("is taken in whole or not at all, whatever of it was changed", async (t) => {
    const world = lively(t);
    const before = await exported(t, world, "full");
    world.fill(300);
    const newer = await exported(t, world, "full");
    const bytes = readFileSync(newer);
    for (const name of [
      /^tile\/entries\/003/,
      /^tile\/0\/003/,
      /^tile\/1\//,
      /^block\/newest/,
      /^genesis/,
      /^epochs\/2/,
    ]) {
      const place = await Place.open(t, world);
      // What is known already is not asked for again.
      if (!/genesis|epochs/.test(name.source)) await place.import(before);
      const was = place.copy.ledger.head;
      writeFileSync(newer, bytes);
      spoil(newer, name);
      await assert.rejects(place.import(newer), { code: "bundle.refused" }, String(name));
      assert.deepEqual(place.copy.ledger.head, was, String(name));
      assert.ok(place.copy.journal.findings().length > 0, "what was wrong is told");
      assert.deepEqual(
        readdirSync(join(place.path, "..")).filter((file) => file.includes("import")),
        [],
      );
    }
  });

  it("that shows another sealed history raises the alarm and is kept out", async (t) => {
    const world = lively(t);
    const place = await Place.open(t, world);
    await place.import(await exported(t, world, "full"));
    const other = new FollowWorld(t);
    other.fill(10, "another history");
    const outcome = await place.import(await exported(t, other, "full"));
    assert.equal(outcome.alarm, "alarm.fork");
    assert.equal(place.copy.journal.alarm(), "alarm.fork");
    assert.equal(place.copy.ledger.head?.size, world.chain.size);
    assert.equal(place.copy.journal.evidence()[0]?.signers.length, 3);
  });

  it("of another registry, cut short or no bundle at all is refused", async (t) => {
    const world = new FollowWorld(t);
    const bundle = await exported(t, world, "full");
    const foreign = new FollowWorld(t, {}, { origin: "registry.test/other" });
    await assert.rejects((await Place.open(t, foreign)).import(bundle), { code: "bundle.foreign" });
    truncateSync(bundle, statSync(bundle).size - 1024);
    const place = await Place.open(t, world);
    await assert.rejects(place.import(bundle), { code: "bundle.syntax" });
    writeFileSync(bundle, "nothing");
    await assert.rejects(place.import(bundle), { code: "bundle.syntax" });
    await assert.rejects(place.import(join(bundle, "none")), (error: { code?: string }) =>
      (error.code ?? "").startsWith("file."),
    );
    await assert.rejects(exportFullCopy(place.copy, bundle, "full"), { code: "bundle.empty" });
  });

  it("can be cancelled while it is written and while it is read", async (t) => {
    const world = lively(t);
    const path = await exported(t, world, "full");
    const place = await Place.open(t, world);
    await assert.rejects(place.import(path, AbortSignal.abort()), { code: "follow.cancelled" });
    assert.equal(place.copy.ledger.head, undefined);
    await place.import(path);
    const target = join(tempFolder(t), "none.bundle");
    const signal = AbortSignal.abort();
    await assert.rejects(exportFullCopy(place.copy, target, "full", { signal }), {
      code: "follow.cancelled",
    });
    assert.deepEqual(readdirSync(join(target, "..")), []);
    assert.equal(existsSync(target), false);
  });
});

describe("a tar", () => {
  it("holds plain files under plain names, once each", (t) => {
    const path = join(tempFolder(t), "x.tar");
    const tar = new TarWriter(path);
    t.after(() => tar.close());
    tar.add("a/b", utf8("hello"));
    tar.add("c", new Uint8Array(512));
    for (const name of ["../x", "/x", "a//b", "", "x".repeat(101), "a/../b", "a\n"]) {
      assert.throws(() => tar.add(name, new Uint8Array(0)), { code: "bundle.syntax" });
    }
    tar.finish();
    const read = new TarFile(path);
    assert.deepEqual([...read.names()], ["a/b", "c"]);
    assert.deepEqual(read.read("a/b"), utf8("hello"));
    assert.equal(read.read("x"), undefined);
    read.close();
    const bytes = readFileSync(path);
    for (const at of [0, 100, 124, 156, 257]) {
      const broken = Uint8Array.from(bytes);
      broken[at] = (broken[at] as number) ^ 1;
      writeFileSync(path, broken);
      assert.throws(() => new TarFile(path), { code: "bundle.syntax" }, String(at));
    }
  });
});
