import { sayLine, sayLineOf } from "../../../src/words/lines/say.ts";
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
      const { language } = output;
      const synced = await ask("registry.sync", {});
      output.result(synced, [
        sayLine(language, "chain.synced", { count: synced.newBlocks, age: sayAge(synced.age, language) }),
        ...(await Promise.all(synced.findings.map((finding) => sayFinding(finding, output)))),
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
      const { language } = output;
      const status = await ask("registry.status", {});
      const count = invocation.count("blocks", { min: 1, max: 200, otherwise: 10 });
      const from = Math.max(0, (status.age?.height ?? 0) - count + 1);
      const blocks = status.mode === "full" ? await ask("registry.blocks", { from, count }) : [];
      output.result({ ...status, blocks }, [
        `${say(status.name, language, sayLine(language, "chain.registry"))} ${status.id}`,
        sayLine(language, "chain.facts", {
          age: sayAge(status.age, language),
          size: status.size,
          quorum: status.quorum,
          count: status.authorities.length,
        }),
        ...(status.alarm === undefined
          ? []
          : [sayLine(language, "chain.alarm", { what: (await output.explain(status.alarm)).join(" ") })]),
        sayLine(language, "chain.authorities"),
        ...status.authorities.map(
          ({ name, id, cosigned }) =>
            `  ${(cosigned ? sayLine(language, "chain.sealed") : "").padEnd(9)} ${say(name, language, id)}`,
        ),
        sayLine(language, "chain.sources"),
        ...status.sources.map(
          ({ url, state }) => `  ${sayLineOf(language, "source", state).padEnd(18)} ${url}`,
        ),
        ...(status.findings.length === 0 ? [] : [sayLine(language, "chain.found")]),
        ...(await Promise.all(status.findings.map((finding) => sayFinding(finding, output)))),
        ...blocks.map(
          ({ height, time, count: entries, record, previous }) =>
            `  ${sayLine(language, "chain.block", {
              height,
              time: sayTime(time),
              count: entries,
              record: record.slice(0, 12),
              previous: previous.slice(0, 12),
            })}`,
        ),
      ]);
      return EXIT.done;
    }),
};

export const CHAIN_COMMANDS: readonly Command[] = [chainSync, chainShow];
