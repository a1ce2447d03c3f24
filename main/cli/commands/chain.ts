import { WALLET_OPTIONS, withWallet } from "../wallet-session.ts";
import type { Command } from "../command.ts";
import { EXIT } from "../error.ts";
import { say, sayAge, sayFinding, sayTime } from "../words.ts";

const chainSync: Command = {
  name: "chain sync",
  usage: "--wallet DIR",
  help: "brings the wallet's copy of the registry up to date",
  options: WALLET_OPTIONS,
  run: (invocation, output) =>
    withWallet(invocation, async (ask) => {
      const synced = await ask("registry.sync", {});
      output.result(synced, [
        `${synced.newBlocks} new blocks; ${sayAge(synced.age)}`,
        ...synced.findings.map(sayFinding),
      ]);
      return EXIT.done;
    }),
};

const chainShow: Command = {
  name: "chain show",
  usage: "--wallet DIR [--blocks N]",
  help: "shows the registry as the wallet knows it: authorities, sources, findings, newest blocks",
  options: { ...WALLET_OPTIONS, blocks: { type: "string", value: "N", help: "how many of the newest (10)" } },
  run: (invocation, output) =>
    withWallet(invocation, async (ask) => {
      const status = await ask("registry.status", {});
      const count = invocation.count("blocks", { min: 1, max: 200, otherwise: 10 });
      const from = Math.max(0, (status.age?.height ?? 0) - count + 1);
      const blocks = status.mode === "full" ? await ask("registry.blocks", { from, count }) : [];
      output.result({ ...status, blocks }, [
        `${say(status.name, "Registry")} ${status.id}`,
        `${sayAge(status.age)}, ${status.size} leaves, quorum ${status.quorum} of ${status.authorities.length}`,
        ...(status.alarm === undefined
          ? []
          : [`ALARM ${status.alarm}: no verdict until somebody has looked into it`]),
        "Authorities:",
        ...status.authorities.map(
          ({ name, id, cosigned }) => `  ${cosigned ? "sealed " : "       "} ${say(name, id)}`,
        ),
        "Sources:",
        ...status.sources.map(({ url, state }) => `  ${state.padEnd(12)} ${url}`),
        ...(status.findings.length === 0 ? [] : ["Found:", ...status.findings.map(sayFinding)]),
        ...blocks.map(
          ({ height, time, count: entries, record, previous }) =>
            `  block ${height}  ${sayTime(time)}  ${entries} entries  ${record.slice(0, 12)} <- ${previous.slice(0, 12)}`,
        ),
      ]);
      return EXIT.done;
    }),
};

export const CHAIN_COMMANDS: readonly Command[] = [chainSync, chainShow];
