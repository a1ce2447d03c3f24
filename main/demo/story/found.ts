import { join } from "node:path";
import { initRegistry } from "../../registry/founding/found.ts";
import { nodePrimitives } from "../../crypto/primitives.ts";
import { systemClock } from "../../doors/clock.ts";
import { systemRandom } from "../../doors/random.ts";
import type { JsonObject, JsonValue } from "../../../src/json/value.ts";
import { NodeProcess } from "../processes.ts";
import { expect, expectEqual, type Step } from "../step.ts";
import { catalogueType, decide, useRemoteCosigners, type World } from "../world.ts";

const YEAR = 365 * 86_400;

export const AUTHORITIES = ["court", "interior", "notaries", "statistics"] as const;

/** What they agree on, whatever makes the blocks. */
export const CHARTER = {
  name: { en: "Sample Registry", de: "Musterregister" },
  origin: "registry.example/sample",
  authorities: AUTHORITIES.map((id) => ({ id, name: { en: `Authority: ${id}` } })),
  quorum: 3,
  random: systemRandom,
  primitives: nodePrimitives,
} as const;

export const foundRegistry: Step<World> = {
  name: "Four authorities found a registry",
  run: async (world) => {
    world.founded = initRegistry(join(world.folder, "registry"), CHARTER);
    return `registry ${world.registry.registry}, quorum 3 of 4`;
  },
};

export const startNodes: Step<World> = {
  name: "Each authority's cosigner, the node and two mirrors run as processes of their own",
  run: async (world) => {
    const { authorities, node, registry } = world.registry;
    const cosigners = await Promise.all(
      authorities.map(async ({ id, home }) => {
        const process = await NodeProcess.start([home]);
        world.addNode(id, process);
        return { id, url: process.url };
      }),
    );
    useRemoteCosigners(node, cosigners);
    const sequencer = await NodeProcess.start([node]);
    world.addNode("sequencer", sequencer);
    const mirrors = ["mirror-1", "mirror-2"].map(async (name) => {
      const home = join(world.folder, name);
      world.addNode(name, await NodeProcess.start([home, "--mirror", sequencer.url, "--registry", registry]));
    });
    await Promise.all(mirrors);
    return "4 cosigners, 1 node that orders entries, 2 mirrors: 7 processes";
  },
};

interface OfficePlan {
  readonly id: string;
  readonly name: JsonObject;
  readonly issues: readonly string[];
  readonly asks: readonly JsonObject[];
}

const AGE_CHECK: JsonObject = {
  purpose: "age-check",
  label: {
    en: "Opening an account: are you an adult, and is it you",
    de: "Kontoeröffnung: volljährig und dieselbe Person",
  },
  claims: [
    { type: "id-card", path: ["age_over_18"] },
    { type: "id-card", path: ["portrait"] },
  ],
};

const OFFICES: readonly OfficePlan[] = [
  {
    id: "civil-registry",
    name: { en: "Civil Registry", de: "Standesamt" },
    issues: ["birth-certificate"],
    asks: [],
  },
  { id: "identity-office", name: { en: "Identity Office", de: "Bürgeramt" }, issues: ["id-card"], asks: [] },
  {
    id: "land-registry",
    name: { en: "Land Registry", de: "Grundbuchamt" },
    issues: ["property-title"],
    asks: [],
  },
  { id: "bank", name: { en: "Lakeside Bank", de: "Seebank" }, issues: [], asks: [AGE_CHECK] },
];

async function accredit(world: World, plan: OfficePlan, at: number): Promise<void> {
  const wallet = await world.createWallet({ name: plan.id, mode: "full", office: plan.id });
  const keys = await wallet.ask("office.keys", {});
  const now = systemClock();
  const span = { from: now - 60, to: now + 5 * YEAR };
  const listed: JsonValue[] = (["officer", "credential", "request"] as const).map((use) => ({
    use,
    key: keys[use],
    ...span,
  }));
  await decide(world, world.desk(at), "office.accredit", {
    id: plan.id,
    name: plan.name,
    keys: listed,
    issues: plan.issues.map((type) => ({ type, ...span })),
    asks: plan.asks.map((ask) => ({ ...ask, ...span })),
  });
}

export const defineAndAccredit: Step<World> = {
  name: "Types are defined; three offices may issue, a bank's counter may ask",
  run: async (world) => {
    for (const [at, plan] of OFFICES.entries()) await accredit(world, plan, at);
    for (const type of ["id-card", "birth-certificate", "property-title"]) {
      await decide(world, world.desk(0), "type.define", catalogueType(type));
    }
    for (const { id } of OFFICES) {
      await world.wallet(id).ask("registry.sync", {});
      const { office } = await world.wallet(id).ask("wallet.status", {});
      expectEqual(office?.accredited, true, `${id} is accredited`);
    }
    const { height, size } = await world.wallet("bank").ask("registry.sync", {});
    expect(size > 8, "the chain holds what was decided");
    return `block ${height}, ${size} leaves`;
  },
};

export const sealIsQuorum: Step<World> = {
  name: "Every block is sealed by a quorum, and each wallet has checked it",
  run: async (world) => {
    const status = await world.wallet("bank").ask("registry.status", {});
    const cosigned = status.authorities.filter((each) => each.cosigned).length;
    expect(cosigned >= status.quorum, "the newest seal has a quorum");
    expectEqual(status.quorum, 3, "quorum");
    const blocks = await world.wallet("bank").ask("registry.blocks", { from: 0, count: 200 });
    for (const [i, block] of blocks.entries()) {
      const before = blocks[i - 1];
      if (before !== undefined) expectEqual(block.previous, before.record, "link to the block before");
    }
    return `${cosigned} of ${status.authorities.length} authorities sealed block ${status.age?.height ?? -1}`;
  },
};
