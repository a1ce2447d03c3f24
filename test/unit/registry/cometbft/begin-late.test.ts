import assert from "node:assert/strict";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { nodePrimitives } from "../../../../main/crypto/primitives.ts";
import { systemClock } from "../../../../main/doors/clock.ts";
import { startServer } from "../../../../main/doors/http-server.ts";
import { json } from "../../../../main/registry/http/answers.ts";
import { lateStart } from "../../../../main/registry/cometbft/begin-late.ts";
import type { DecidedChain } from "../../../../main/registry/cometbft/decided-chain.ts";
import type { Home, NetworkConfig } from "../../../../main/registry/home/home.ts";
import { Cleanup } from "../../../../main/registry/serving.ts";
import { VerifiedSignatures } from "../../../../main/registry/verified.ts";
import { toBase64Url } from "../../../../src/bytes/base64.ts";
import { codeOf } from "../../../../src/error.ts";
import { client } from "../../../support/follow-world.ts";
import { RegistryKit } from "../../../support/registry-kit.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

interface Others {
  readonly heights: readonly (number | undefined)[];
  readonly isLate?: boolean;
  readonly decided?: Partial<Pick<DecidedChain, "position" | "hasAdopted">>;
  /** Of the engine's data, that are still there. */
  readonly data?: string;
}

/** What a node does beside others that say their engines are so far, and can show nothing of it. */
async function start(
  t: TestContext,
  { heights, isLate, decided = {}, data }: Others,
): Promise<{ readonly code: string | undefined; readonly asked: readonly string[] }> {
  const kit = new RegistryKit({ network: true });
  const folder = tempFolder(t);
  const asked: string[] = [];
  const peers = await Promise.all(
    heights.map(async (height, at) => {
      const server = await startServer({}, ({ path }) => {
        asked.push(path);
        if (path !== "/light/newest" || height === undefined) return json({}, 404, "no-store");
        const commit = { height: String(height) };
        return json({ commit: { signed_header: { commit } } }, 200, "no-store");
      });
      t.after(() => server.close());
      return { id: `other-${at}`, url: `http://127.0.0.1:${server.port}` };
    }),
  );
  if (data !== undefined) mkdirSync(join(folder, "engine", "data", data), { recursive: true });
  const home: Home<NetworkConfig> = {
    folder,
    genesis: kit.genesis,
    registryId: kit.registryId,
    config: {
      role: "cometbft",
      registry: toBase64Url(kit.registryId),
      id: "authority-1",
      listen: { host: "127.0.0.1", port: 0 },
      peers,
      ...(isLate === undefined ? {} : { late: isLate }),
    },
  };
  const verified = new VerifiedSignatures(nodePrimitives);
  const cleanup = new Cleanup();
  const { primitives } = verified;
  const parts = { primitives, verified, clock: systemClock, options: {}, cleanup };
  const stands = { position: undefined, hasAdopted: false, ...decided } as DecidedChain;
  try {
    writeFileSync(join(folder, "registry.db.following"), "");
    assert.equal(await lateStart(home, stands, client(t), folder, parts), undefined);
    assert.equal(existsSync(join(folder, "registry.db.following")), false);
    return { code: undefined, asked };
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return { code: codeOf(error), asked };
  } finally {
    await cleanup.run();
  }
}

const follows = (asked: readonly string[]): boolean => asked.some((path) => path !== "/light/newest");

test("a node that has nothing looks for the others' history where two of them say that they are far ahead", async (t) => {
  for (const heights of [[], [5000], [5000, 100], [5000, undefined, 3], [undefined, undefined]]) {
    const { code, asked } = await start(t, { heights });
    assert.deepEqual([code, follows(asked)], [undefined, false], heights.join());
  }
  // They cannot show it: then it replays what its engine fetches.
  const { code, asked } = await start(t, { heights: [5000, 101, 1] });
  assert.deepEqual([code, follows(asked)], [undefined, true]);
});

test("a node with data of its own, or of its engine, goes on from them and asks nobody", async (t) => {
  const heights = [5000, 5000];
  const position = { height: 7, changed: 0 };
  for (const own of [
    { decided: { position } },
    { isLate: true, decided: { position } },
    { data: "blockstore.db" },
  ]) {
    assert.deepEqual(await start(t, { heights, ...own }), { code: undefined, asked: [] });
  }
  assert.equal(follows((await start(t, { heights, data: "cs.wal" })).asked), true);
});

test("one that came late, or has begun to take over blocks, can begin no other way", async (t) => {
  for (const own of [{ isLate: true }, { decided: { hasAdopted: true } }]) {
    assert.equal((await start(t, { heights: [1, 1], ...own })).code, "follow.no_source");
    assert.equal((await start(t, { heights: [1], ...own })).code, "comet.no_start");
  }
});
