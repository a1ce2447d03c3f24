import { sayLine } from "../../../src/words/lines/say.ts";
import type { Command } from "../command.ts";
import { CliError, EXIT } from "../error.ts";
import { WALLET_OPTIONS, withWallet } from "../wallet-session.ts";
import { say, sayTime } from "../words.ts";

/** Tells how far it is, on standard error, where somebody watches. */
function watcher(): (progress: { readonly done: number; readonly total: number }) => void {
  let told = -1;
  return ({ done, total }) => {
    const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
    if (percent === told || !process.stderr.isTTY) return;
    told = percent;
    process.stderr.write(`\r${percent} %${percent === 100 ? "\n" : ""}`);
  };
}

/** Control-C stops it in order: what was verified is written down. */
function stopper(): AbortSignal {
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  return stop.signal;
}

const chainAudit: Command = {
  name: "chain audit",
  usage: "--wallet DIR [--fresh]",
  help: "goes through the whole copy anew: every leaf, signature, rule, tile and the newest seal, on all cores",
  options: {
    ...WALLET_OPTIONS,
    fresh: { type: "boolean", help: "takes no earlier audit's word for anything" },
  },
  run: (invocation, output) =>
    withWallet(
      invocation,
      async (ask) => {
        const { language } = output;
        const report = await ask("registry.audit", { fresh: invocation.flag("fresh") });
        const { blocks, leaves, knownTo, signatures, badBundles, repairedTiles, sealed, fault } = report;
        output.result(report, [
          sayLine(language, "audit.blocks", { blocks, leaves, signatures }),
          ...(knownTo === 0 ? [] : [sayLine(language, "audit.known", { leaves: knownTo })]),
          ...(badBundles.length === 0
            ? []
            : [sayLine(language, "audit.bad", { places: badBundles.join(", ") })]),
          ...(repairedTiles.length === 0
            ? []
            : [sayLine(language, "audit.repaired", { places: repairedTiles.join(", ") })]),
          ...(fault === undefined
            ? []
            : [
                sayLine(language, "audit.fault", {
                  height: fault.height,
                  what: await output.mention(fault.code),
                }),
              ]),
          sayLine(language, sealed ? "audit.sealed" : "audit.unsealed"),
        ]);
        if (fault !== undefined || badBundles.length > 0) return EXIT.notValid;
        return sealed ? EXIT.done : EXIT.cannotTell;
      },
      (() => {
        const signal = stopper();
        const tell = watcher();
        return { watchAudit: () => ({ signal, onProgress: tell }) };
      })(),
    ),
};

const chainAlarms: Command = {
  name: "chain alarms",
  usage: "--wallet DIR [--resolve ID]",
  help: "shows sealed histories that contradict each other, and who signed both; a person resolves them",
  options: {
    ...WALLET_OPTIONS,
    resolve: {
      type: "string",
      value: "ID",
      help: "you looked into it and go on with the history followed so far",
    },
  },
  run: (invocation, output) =>
    withWallet(invocation, async (ask) => {
      const { language } = output;
      const id = invocation.count("resolve", { min: 0, max: 1_000_000, otherwise: -1 });
      if (id >= 0) await ask("registry.resolve_alarm", { id });
      const alarms = await ask("registry.alarms", {});
      output.result(alarms, [
        ...(alarms.length === 0 ? [sayLine(language, "alarms.none")] : []),
        ...alarms.flatMap((alarm) => [
          sayLine(language, alarm.resolved === undefined ? "alarms.open" : "alarms.resolved", {
            id: alarm.id,
            time: sayTime(alarm.at),
            source: alarm.source,
          }),
          sayLine(language, "alarms.signers", {
            names: alarm.signers.map(({ id: signer, name }) => say(name, language, signer)).join(", ") || "-",
          }),
          alarm.ours,
          alarm.theirs,
        ]),
      ]);
      return alarms.some(({ resolved }) => resolved === undefined) ? EXIT.cannotTell : EXIT.done;
    }),
};

/** `entry/HASH`, `credential/COMMITMENT`, `office/ID`, `type/ID`, `authority/ID`. */
function aboutOf(text: string) {
  const [kind, rest = ""] = text.split("/", 2);
  if (kind === "entry") return { entry: rest };
  if (kind === "credential") return { commitment: rest };
  if (kind === "office" || kind === "type" || kind === "authority") return { record: text };
  throw new CliError("cli.usage");
}

function secondsOf(text: string): number {
  const time = Date.parse(text);
  if (!Number.isFinite(time)) throw new CliError("cli.usage");
  return Math.floor(time / 1000);
}

const chainProve: Command = {
  name: "chain prove",
  usage: "entry/HASH|credential/COMMITMENT|office/ID|type/ID --wallet DIR [--height N | --at TIME]",
  help: "prints a statement of the registry that anyone can check offline with: sealfolio verify",
  options: {
    ...WALLET_OPTIONS,
    height: { type: "string", value: "N", help: "as of this block" },
    at: { type: "string", value: "TIME", help: "as of this time, such as 2026-01-31T12:00:00Z" },
  },
  run: (invocation, output) =>
    withWallet(invocation, async (ask) => {
      const height = invocation.count("height", { min: 0, max: Number.MAX_SAFE_INTEGER, otherwise: -1 });
      const at = invocation.text("at");
      const made = await ask("registry.state", {
        about: aboutOf(invocation.positional(0)),
        ...(height < 0 ? {} : { height }),
        ...(at === undefined ? {} : { time: secondsOf(at) }),
      });
      output.result(made, [made.statement]);
      return EXIT.done;
    }),
};

export const AUDIT_COMMANDS: readonly Command[] = [chainAudit, chainAlarms, chainProve];
