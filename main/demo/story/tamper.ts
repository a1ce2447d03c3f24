import { join } from "node:path";
import { Frontier } from "../../../src/merkle/frontier.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { fromBase64Url } from "../../../src/bytes/base64.ts";
import { buildEntry, ZERO_HASH } from "../../../src/chain/entries/entry.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { cosign } from "../../../src/note/cosignature.ts";
import { formatCheckpoint } from "../../../src/note/checkpoint.ts";
import { signAsLog } from "../../../src/note/log-signature.ts";
import { addSignatures } from "../../../src/note/note.ts";
import { cosignerName } from "../../../src/note/keys.ts";
import { ed25519Signer, newEd25519Secret } from "../../crypto/keys.ts";
import { nodePrimitives } from "../../crypto/primitives.ts";
import { sleep, systemClock } from "../../doors/clock.ts";
import { systemRandom } from "../../doors/random.ts";
import { FullFollower } from "../../follow/full/full-follower.ts";
import { openOwnCopy } from "../../follow/copy/open-copy.ts";
import type { OwnCopy } from "../../follow/copy/own-copy.ts";
import { SourcePool } from "../../follow/sources/source-pool.ts";
import { homePath } from "../../registry/home/home.ts";
import { readKeyFile } from "../../registry/home/key-file.ts";
import { RemoteCosigner } from "../../registry/cosigning/remote-cosigner.ts";
import { startNodeServer } from "../../registry/http/server.ts";
import { damageFile, flipStoredByte } from "../damage.ts";
import { NodeProcess } from "../processes.ts";
import { DemoError, expect, expectEqual, type Step } from "../step.ts";
import { catalogueType, decide, decideSoon, until, type World } from "../world.ts";
import { visit } from "./present.ts";

const { sha256 } = nodePrimitives;

/** A counter that has never followed the registry, with these sources only. */
async function newCounter(world: World, name: string, sources: string[]) {
  return await world.createWallet({ name, mode: "full", office: "bank" }, sources);
}

export const changedMirror: Step<World> = {
  name: "A byte changed on one mirror's disk is noticed by who reads it, and the block taken from elsewhere",
  run: async (world) => {
    flipStoredByte(homePath(join(world.folder, "mirror-2"), "database"));
    const mirror = world.node("mirror-2").url;
    const wallet = await newCounter(world, "second-counter", [mirror]);
    const code = await wallet.refused("registry.sync", {});
    expectEqual(code, "follow.no_source", "with the changed mirror alone");
    const seen = (await wallet.ask("registry.status", {})).findings.filter(({ source }) => source === mirror);
    expect(seen.length > 0, "the wallet says which source it was");
    await wallet.ask("registry.set_sources", { sources: [mirror, world.node("mirror-1").url] });
    const { height } = await world.wallet("bank").ask("registry.sync", {});
    // A mirror looks for news now and then, and may not have seen the last block yet.
    await until(
      async () => (await wallet.ask("registry.sync", {})).height === height,
      "in step by the honest mirror",
    );
    return `${[...new Set(seen.map((finding) => `${finding.code} (${finding.place})`))].join(", ")}; then in step at block ${height}`;
  },
};

/** Two of four authorities and the operator of the log are in it together; this is all they can make. */
interface Forgery {
  readonly copy: OwnCopy;
  readonly first: number;
  readonly leaves: readonly Uint8Array[];
  readonly checkpoint: string;
}

async function forge(world: World, folder: string): Promise<Forgery> {
  const registryId = fromBase64Url(world.registry.registry);
  const options = { registryId, primitives: nodePrimitives, clock: systemClock };
  const copy = await openOwnCopy(join(world.folder, folder), options);
  world.onEnd(() => copy.close());
  const pool = new SourcePool([world.source("sequencer")], copy.journal, systemClock);
  await new FullFollower(copy, pool, options).sync();
  const good = copy.ledger.draft([typeByStranger(world, true)], systemClock()).draft;
  const record = good?.leaves.at(-1);
  if (record === undefined || good === undefined) throw new DemoError("demo.unexpected", "no block to forge");
  // The record says what an honest block would say; the entry in it is one that nobody may sign.
  const leaves = [typeByStranger(world, false), record];
  const frontier = new Frontier(sha256);
  for (const leaf of [...copy.log.leaves(0, copy.log.size), ...leaves])
    frontier.append(leafHash(leaf, sha256));
  const { origin } = copy.ledger.state.registry() ?? { origin: "" };
  const body = formatCheckpoint({ origin, size: frontier.size, root: frontier.root() });
  const log = signAsLog(body, origin, readKeyFile(homePath(world.registry.node, "logKey")));
  return { copy, first: good.first, leaves, checkpoint: `${body}\n${log}` };
}

/** A type of the catalogue without its tag keeper, who is no office of this registry. */
export function plainType(id: string): JsonObject {
  const { unique: _unique, ...body } = catalogueType(id);
  return body;
}

function typeByStranger(world: World, isAuthority: boolean): Uint8Array {
  const { authorities, registry } = world.registry;
  const signer = isAuthority
    ? readKeyFile(homePath(authorities[0]?.home ?? "", "entryKey"))
    : ed25519Signer(newEd25519Secret(systemRandom));
  const body = { ...catalogueType("business-licence"), unique: undefined };
  const plain = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as never;
  const by = authorities[0]?.id ?? "";
  return buildEntry(fromBase64Url(registry), { kind: "type.define", by, after: ZERO_HASH, body: plain }, [
    signer,
  ]);
}

/** A node that serves the whole registry and one block more, which two of the three needed have signed. */
export async function serveForgery(world: World): Promise<{ readonly url: string; readonly height: number }> {
  const { copy, first, leaves, checkpoint } = await forge(world, "forger.sqlite");
  const [text = ""] = checkpoint.split("\n\n");
  const { origin } = copy.ledger.state.registry() ?? { origin: "" };
  const lines = world.registry.authorities
    .slice(0, 2)
    .map(({ id, home }) =>
      cosign(`${text}\n`, cosignerName(origin, id), readKeyFile(homePath(home, "cosignKey")), systemClock()),
    );
  const height = (copy.ledger.head?.height ?? -1) + 1;
  copy.log.append([
    {
      height,
      first,
      leaves,
      leafHashes: leaves.map((leaf) => leafHash(leaf, sha256)),
      checkpoint: addSignatures(checkpoint, lines),
    },
  ]);
  const { ledger, epochs, log } = copy;
  if (epochs === undefined) throw new DemoError("demo.unexpected", "no epochs");
  const server = await startNodeServer(
    {
      genesis: world.registry.genesis,
      chain: () => ({ store: log, ledger, epochs }),
      submit: () => Promise.resolve({ ok: false, code: "forged" }),
      status: () => Promise.resolve(undefined),
      health: () => ({}),
    },
    { host: "127.0.0.1", port: 0 },
  );
  world.onEnd(() => server.close());
  return { url: server.url, height };
}

export const forgedBlock: Step<World> = {
  name: "A forged block without a quorum is never accepted",
  run: async (world) => {
    const forger = await serveForgery(world);
    const honest = (await world.wallet("bank").ask("registry.sync", {})).height;
    await world.wallet("bank").ask("registry.set_sources", { sources: [forger.url, ...world.sources] });
    const synced = await world.wallet("bank").ask("registry.sync", {});
    expectEqual(synced.height, honest, "height with the forger among the sources");
    const finding = synced.findings.find(({ source }) => source === forger.url);
    expect(finding !== undefined, "the forger is named");
    await world.wallet("bank").ask("registry.set_sources", { sources: world.sources });
    return `block ${forger.height} with 2 of 3 seals needed: ${finding.code}; still at block ${synced.height}`;
  },
};

export const ruleBreakingBlock: Step<World> = {
  name: "A block with one entry that breaks a rule gets no honest cosignature",
  run: async (world) => {
    const { copy, first, leaves, checkpoint } = await forge(world, "dishonest.sqlite");
    const { origin } = copy.ledger.state.registry() ?? { origin: "" };
    const codes: string[] = [];
    for (const { id } of world.registry.authorities) {
      const { url } = world.node(id);
      const cosigner = new RemoteCosigner({
        id,
        url,
        origin,
        http: world.http,
        store: copy.log,
        primitives: nodePrimitives,
      });
      const answer = await cosigner.cosign({ first, leaves, checkpoint });
      expect(!answer.ok, `${id} cosigned a block that breaks a rule`);
      codes.push(answer.code);
    }
    // The honest node goes on with the same cosigners.
    const before = (await world.wallet("bank").ask("registry.sync", {})).height;
    await decide(world, world.desk(1), "type.define", catalogueType("marriage-certificate"));
    const after = await untilHigher(world, before);
    return `refused by all four: ${[...new Set(codes)].join(", ")}; sealing went on to block ${after}`;
  },
};

export async function untilHigher(world: World, than: number): Promise<number> {
  let height = 0;
  await until(async () => {
    height = (await world.wallet("bank").ask("registry.sync", {})).height;
    return height > than;
  }, "sealing goes on");
  return height;
}

export const withoutQuorum: Step<World> = {
  name: "Below quorum nothing is sealed; what is pending survives a kill and is sealed when two are back",
  run: async (world) => {
    const stopped = world.registry.authorities.slice(2);
    const ports = stopped.map(({ id }) => world.node(id).port);
    await Promise.all(stopped.map(({ id }) => world.node(id).stop()));
    const before = (await world.wallet("bank").ask("registry.sync", {})).height;
    await decideSoon(world, world.desk(0), "type.define", plainType("product-passport"));
    await sleep(1500);
    expectEqual((await world.wallet("bank").ask("registry.sync", {})).height, before, "height below quorum");

    const sequencer = world.node("sequencer");
    const { port } = sequencer;
    await sequencer.kill();
    world.addNode("sequencer", await NodeProcess.start([world.registry.node, "--port", port]));
    for (const [i, { id, home }] of stopped.entries()) {
      world.addNode(id, await NodeProcess.start([home, "--port", ports[i] ?? "0"]));
    }
    const after = await untilHigher(world, before);
    return `waited at block ${before} with 2 of 4, killed and restarted the node; sealed in block ${after}`;
  },
};

export const damagedCopy: Step<World> = {
  name: "A wallet's own copy damaged on disk is noticed at start and repaired",
  run: async (world) => {
    const bank = world.wallet("bank");
    await bank.ask("wallet.lock", {});
    bank.close();
    damageFile(join(bank.folder, "chain.sqlite"));
    bank.reopen();
    await bank.ask("wallet.unlock", { passphrase: bank.passphrase });
    const found = (await bank.ask("registry.status", {})).findings.filter(({ code }) =>
      code.startsWith("copy."),
    );
    expect(found.length > 0, "the damage is noticed at start");
    const { height } = await bank.ask("registry.sync", {});
    const { verdict } = await visit(world, true);
    expectEqual(verdict.outcome, "not valid", "the revoked card after repair");
    return `${[...new Set(found.map(({ code, place }) => `${code} (${place})`))].join(", ")}; in step again at block ${height}`;
  },
};
