import { join } from "node:path";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { nodePrimitives } from "../../crypto/primitives.ts";
import { saySpan } from "../../../src/verdict/words.ts";
import { sayLine } from "../../../src/words/lines/say.ts";
import { systemClock } from "../../doors/clock.ts";
import { writeFileDurably } from "../../doors/file.ts";
import { HttpClient } from "../../doors/http-client.ts";
import { systemRandom } from "../../doors/random.ts";
import { readCandidate } from "../../follow/sources/candidate.ts";
import { HttpSource } from "../../follow/sources/http-source.ts";
import { openAuthorityDesk } from "../../registry/founding/authority-desk.ts";
import { type FoundedNetwork, initNetwork, type NodeAddress } from "../../registry/cometbft/found-network.ts";
import { initRegistry } from "../../registry/founding/found.ts";
import type { Charter } from "../../registry/founding/founders.ts";
import { homePath, readHome } from "../../registry/home/home.ts";
import { readKeyFile } from "../../registry/home/key-file.ts";
import { QuorumDesk } from "../../registry/founding/quorum-desk.ts";
import type { Command, Invocation } from "../command.ts";
import { CliError, EXIT, type ExitCode } from "../error.ts";
import { readJson } from "../input.ts";
import type { Output } from "../output.ts";
import { sayTime } from "../words.ts";

/** Last port there is. */
const PORTS = 65_535;

/** Where the nodes of a network listen, each on the ports after those of the one before. */
function addressesOf(invocation: Invocation, count: number, otherwise = 8_800): readonly NodeAddress[] {
  const host = invocation.text("host") ?? "127.0.0.1";
  const port = invocation.count("port", { min: 1, max: PORTS - count, otherwise });
  const enginePort = invocation.count("engine-port", { min: 1, max: PORTS - count, otherwise: 26_656 });
  return Array.from({ length: count }, (_, at) => ({ host, port: port + at, enginePort: enginePort + at }));
}

function tellNetwork(output: Output, { registry, authorities }: FoundedNetwork): void {
  output.result({ registry, authorities }, [
    sayLine(output.language, "registry.id", { id: registry }),
    sayLine(output.language, "registry.founded"),
    ...authorities.map(({ id, home, url }) => `${id.padEnd(12)} ${url}  ${home}`),
  ]);
}

function foundNetwork(invocation: Invocation, output: Output, charter: Charter, count: number): ExitCode {
  const addresses = addressesOf(invocation, count);
  tellNetwork(output, initNetwork(invocation.positional(0), { ...charter, addresses, clock: systemClock }));
  return EXIT.done;
}

const NETWORK_OPTIONS = {
  host: { type: "string", value: "ADDRESS", help: "cometbft: where the nodes listen (127.0.0.1)" },
  port: { type: "string", value: "N", help: "cometbft: port of the first node; the others follow (8800)" },
  "engine-port": { type: "string", value: "N", help: "cometbft: port of the first engine (26656)" },
} as const;

const migrate: Command = {
  name: "registry migrate",
  usage: "DIR --to NEW",
  help: "moves a registry that one node orders to a network of its authorities' nodes, with the same tree",
  options: {
    to: { type: "string", value: "NEW", help: "where the homes of the new nodes are written" },
    ...NETWORK_OPTIONS,
  },
  run: async (invocation, output) => {
    const addresses = addressesOf(invocation, 15);
    // A whole node stands behind it, which founding needs nothing of.
    const { migrateRegistry } = await import("../../registry/cometbft/migrate.ts");
    const moved = await migrateRegistry({
      node: join(invocation.positional(0), "node"),
      to: invocation.required("to"),
      address: (at) => addresses[at] as NodeAddress,
      clock: systemClock,
      random: systemRandom,
      primitives: nodePrimitives,
    });
    tellNetwork(output, moved);
    return EXIT.done;
  },
};

const enter: Command = {
  name: "registry enter",
  usage: "DIR --registry ID --node URL --node URL --id ID --name NAME [--out FILE]",
  help: "makes the home of an authority that comes to a network after the others, for them to admit",
  options: {
    registry: { type: "string", value: "ID", help: "the registry's id" },
    node: { type: "string", value: "URL", multiple: true, help: "a node of the network; two or more" },
    id: { type: "string", value: "ID", help: "of the new authority" },
    name: { type: "string", value: "NAME", help: "of the new authority" },
    out: { type: "string", value: "FILE", help: "where to write the body of its authority.admit" },
    ...NETWORK_OPTIONS,
  },
  run: async (invocation, output) => {
    const [address] = addressesOf(invocation, 1);
    const { enterNetwork } = await import("../../registry/cometbft/enter-network.ts");
    const entered = await enterNetwork(invocation.positional(0), {
      registry: invocation.required("registry"),
      nodes: invocation.texts("node"),
      id: invocation.required("id"),
      name: { en: invocation.required("name") },
      address: address as NodeAddress,
      random: systemRandom,
      primitives: nodePrimitives,
    });
    const body = JSON.stringify(entered.admit);
    const out = invocation.text("out");
    if (out !== undefined) writeFileDurably(out, utf8(body));
    output.result(entered, [`${entered.url}  ${entered.home}`, out ?? body]);
    return EXIT.done;
  },
};

/** Kinds that a quorum decides. */
const BY_QUORUM = ["registry.amend", "authority.admit", "authority.amend", "authority.retire"] as const;

const decide: Command = {
  name: "registry decide",
  usage: "KIND BODY.json --authority HOME --authority HOME --node URL",
  help: "signs by several authorities what a quorum decides (authority.admit, registry.amend, ...), and waits for its seal",
  options: {
    authority: {
      type: "string",
      value: "HOME",
      multiple: true,
      help: "an authority's home; as many as the quorum",
    },
    node: { type: "string", value: "URL", help: "a node of the registry" },
  },
  run: async (invocation, output) => {
    const kind = BY_QUORUM.find((each) => each === invocation.positional(0));
    const homes = invocation.texts("authority").map((folder) => readHome(folder, nodePrimitives));
    const [first] = homes;
    if (kind === undefined || first === undefined) throw new CliError("cli.usage");
    const body = await readJson(invocation.positional(1));
    const http = new HttpClient();
    try {
      const desk = new QuorumDesk({
        registryId: first.registryId,
        source: new HttpSource(http, invocation.required("node")),
        signers: homes.map(({ folder }) => readKeyFile(homePath(folder, "entryKey"))),
        primitives: nodePrimitives,
      });
      const decided = await desk.decide(kind, body);
      const answer = decided.ok
        ? { state: "sealed", hash: decided.value }
        : { state: "refused", code: decided.code };
      const said = decided.ok
        ? [sayLine(output.language, "registry.accepted", { hash: decided.value })]
        : await output.explain(decided.code);
      output.result(answer, said);
      return decided.ok ? EXIT.done : EXIT.notValid;
    } finally {
      http.close();
    }
  },
};

const init: Command = {
  name: "registry init",
  usage: "DIR --authorities N --name NAME --origin ORIGIN",
  help: "founds a registry: keys, genesis, a home for the node and for each authority",
  options: {
    authorities: { type: "string", value: "N", help: "how many authorities found it (4)" },
    quorum: { type: "string", value: "K", help: "how many must seal; never less than two thirds and one" },
    name: { type: "string", value: "NAME", help: "name of the registry" },
    origin: { type: "string", value: "ORIGIN", help: "origin of the log, such as registry.example/main" },
    engine: {
      type: "string",
      value: "solo|cometbft",
      help: "one node that orders, or a network of nodes (solo)",
    },
    ...NETWORK_OPTIONS,
  },
  run: async (invocation, output) => {
    const authorities = invocation.count("authorities", { min: 1, max: 15, otherwise: 4 });
    const quorum = invocation.count("quorum", { min: 1, max: authorities, otherwise: 1 });
    const charter: Charter = {
      name: { en: invocation.required("name") },
      origin: invocation.required("origin"),
      authorities,
      quorum,
      random: systemRandom,
      primitives: nodePrimitives,
    };
    const engine = invocation.text("engine") ?? "solo";
    if (engine === "cometbft") return foundNetwork(invocation, output, charter, authorities);
    if (engine !== "solo") throw new CliError("cli.usage");
    const founded = initRegistry(invocation.positional(0), charter);
    const { registry, node, authorities: homes } = founded;
    output.result({ registry, node, authorities: homes }, [
      sayLine(output.language, "registry.id", { id: registry }),
      sayLine(output.language, "registry.founded"),
      `${sayLine(output.language, "registry.node").padEnd(10)} ${node}`,
      ...homes.map(({ id, home }) => `${id.padEnd(10)} ${home}`),
    ]);
    return EXIT.done;
  },
};

const submit: Command = {
  name: "registry submit",
  usage: "KIND BODY.json --authority HOME --node URL",
  help: "signs an entry that one authority decides (office.accredit, type.define, ...) and submits it",
  options: {
    authority: { type: "string", value: "HOME", help: "the authority's home, with its entry key" },
    node: { type: "string", value: "URL", help: "a node or mirror of the registry" },
  },
  run: async (invocation, output) => {
    const desk = openAuthorityDesk(invocation.required("authority"), nodePrimitives);
    const body = await readJson(invocation.positional(1));
    const http = new HttpClient();
    try {
      const source = new HttpSource(http, invocation.required("node"));
      const kind = invocation.positional(0);
      if (!desk.decides(kind)) throw new CliError("cli.usage");
      const answer = await desk.submit(kind, body, source);
      const said =
        answer.state === "accepted"
          ? [sayLine(output.language, "registry.accepted", { hash: answer.hash })]
          : await output.explain(answer.code);
      output.result(answer, said);
      return answer.state === "accepted" ? EXIT.done : EXIT.notValid;
    } finally {
      http.close();
    }
  },
};

const status: Command = {
  name: "registry status",
  usage: "URL",
  help: "says what a node shows as its newest block (unverified; a wallet verifies)",
  options: {},
  run: async (invocation, output) => {
    const http = new HttpClient();
    try {
      const source = new HttpSource(http, invocation.positional(0));
      const { record, checkpoint } = readCandidate(await source.block("newest"), nodePrimitives);
      const age = Math.max(0, systemClock() - record.time);
      output.result(
        { height: record.height, size: checkpoint.size, origin: checkpoint.origin, time: record.time },
        [
          sayLine(output.language, "registry.status", {
            origin: checkpoint.origin,
            height: record.height,
            time: sayTime(record.time),
            span: saySpan(age, output.language),
            size: checkpoint.size,
          }),
        ],
      );
      return EXIT.done;
    } finally {
      http.close();
    }
  },
};

export const REGISTRY_COMMANDS: readonly Command[] = [init, migrate, enter, decide, submit, status];
