import { join } from "node:path";
import { fromBase64Url } from "../../../src/bytes/base64.ts";
import { buildEntry, ZERO_HASH } from "../../../src/chain/entries/entry.ts";
import { ed25519Signer, newEd25519Secret } from "../../crypto/keys.ts";
import { sleep, systemClock } from "../../doors/clock.ts";
import { systemRandom } from "../../doors/random.ts";
import { freePorts } from "../../registry/cometbft/free-ports.ts";
import { initNetwork } from "../../registry/cometbft/found-network.ts";
import { NodeProcess } from "../processes.ts";
import { expect, expectEqual, type Step } from "../step.ts";
import { catalogueType, decide, decideSoon, until, type World } from "../world.ts";
import { AUTHORITIES, CHARTER } from "./found.ts";
import { plainType, untilHigher } from "./tamper.ts";

// The steps of the story that an engine of several nodes tells otherwise than one node does.

export const foundNetwork: Step<World> = {
  name: "Four authorities found a registry, and each gets the home of a node",
  run: async (world) => {
    const ports = await freePorts(2 * AUTHORITIES.length, systemRandom);
    const addresses = AUTHORITIES.map((_, at) => ({
      host: "127.0.0.1",
      port: ports[2 * at] as number,
      enginePort: ports[2 * at + 1] as number,
    }));
    const founded = initNetwork(join(world.folder, "registry"), {
      ...CHARTER,
      addresses,
      clock: systemClock,
    });
    world.founded = { ...founded, node: founded.authorities[0]?.home ?? "" };
    return `registry ${world.registry.registry}, quorum 3 of 4`;
  },
};

export const startNetwork: Step<World> = {
  name: "Each authority's node runs CometBFT beside it; two mirrors follow",
  run: async (world) => {
    const { authorities, registry } = world.registry;
    const nodes = await Promise.all(authorities.map(async ({ home }) => await NodeProcess.start([home])));
    for (const [at, { id }] of authorities.entries()) world.addNode(id, nodes[at] as NodeProcess);
    const [first] = nodes as [NodeProcess];
    world.addNode("sequencer", first);
    await until(async () => (await fetchHeight(world)) >= 0, "the first block");
    const mirrors = ["mirror-1", "mirror-2"].map(async (name) => {
      const home = join(world.folder, name);
      world.addNode(name, await NodeProcess.start([home, "--mirror", first.url, "--registry", registry]));
    });
    await Promise.all(mirrors);
    return "4 nodes with their engines, 2 mirrors: 10 processes";
  },
};

async function fetchHeight(world: World): Promise<number> {
  try {
    await world.source("sequencer").block(0);
    return 0;
  } catch {
    return -1;
  }
}

export const ruleBreakingEntry: Step<World> = {
  name: "An entry that breaks a rule is refused by each of the four nodes",
  run: async (world) => {
    const { authorities, registry } = world.registry;
    const stranger = ed25519Signer(newEd25519Secret(systemRandom));
    const unsigned = {
      kind: "type.define",
      by: authorities[0]?.id ?? "",
      after: ZERO_HASH,
      body: plainType("business-licence"),
    } as const;
    const entry = buildEntry(fromBase64Url(registry), unsigned, [stranger]);
    const codes: string[] = [];
    for (const { id } of authorities) {
      const answer = await world.source(id).submit(entry);
      expect(answer.state === "refused", `${id} took an entry that breaks a rule`);
      codes.push(answer.code);
    }
    const before = (await world.wallet("bank").ask("registry.sync", {})).height;
    await decide(world, world.desk(1), "type.define", catalogueType("marriage-certificate"));
    const after = await untilHigher(world, before);
    return `refused by all four: ${[...new Set(codes)].join(", ")}; sealing went on to block ${after}`;
  },
};

export const networkWithoutQuorum: Step<World> = {
  name: "Below quorum nothing is sealed; what is pending survives a kill and is sealed when two are back",
  run: async (world) => {
    const stopped = world.registry.authorities.slice(2);
    await Promise.all(stopped.map(({ id }) => world.node(id).stop()));
    const before = (await world.wallet("bank").ask("registry.sync", {})).height;
    await decideSoon(world, world.desk(0), "type.define", plainType("product-passport"));
    await sleep(1500);
    expectEqual((await world.wallet("bank").ask("registry.sync", {})).height, before, "height below quorum");

    await world.node("sequencer").kill();
    const first = await NodeProcess.start([world.registry.node]);
    world.addNode("sequencer", first);
    world.addNode(world.registry.authorities[0]?.id ?? "", first);
    for (const { id, home } of stopped) world.addNode(id, await NodeProcess.start([home]));
    const after = await untilHigher(world, before);
    return `waited at block ${before} with 2 of 4, killed and restarted a node; sealed in block ${after}`;
  },
};
