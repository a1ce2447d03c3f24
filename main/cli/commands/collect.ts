import type { AnchorView, ArrivedView, ReceivingView } from "../../../src/contract/receive-views.ts";
import type { Language } from "../../../src/language/languages.ts";
import { sayLine } from "../../../src/words/lines/say.ts";
import type { Command, Invocation } from "../command.ts";
import { CliError, EXIT, type ExitCode } from "../error.ts";
import { readText } from "../input.ts";
import type { Output } from "../output.ts";
import { type Ask, WALLET_OPTIONS, withWallet } from "../wallet-session.ts";
import { say, sayTime, sayVerdict } from "../words.ts";

const ISSUER_OPTIONS = {
  ...WALLET_OPTIONS,
  local: { type: "boolean", help: "the issuer may be on this machine, to try one out" },
} as const;

/** A wallet that goes out to issuers. */
async function withIssuers<T>(invocation: Invocation, work: (ask: Ask) => Promise<T>): Promise<T> {
  return await withWallet(
    invocation,
    async (ask) => {
      await ask("registry.sync", {});
      return await work(ask);
    },
    { loopbackIssuers: invocation.flag("local") },
  );
}

function arrivedLines(arrived: ArrivedView, language: Language): readonly string[] {
  const claims = arrived.claims.map(({ path, names, value }) => {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    const shown = text.length > 200 ? `${text.slice(0, 200)}…` : text;
    return `  ${say(names, language, path.join("/"))}: ${shown}`;
  });
  return [say(arrived.names, language, arrived.type), ...claims, ...sayVerdict(arrived.verdict, language)];
}

function receivingLines(view: ReceivingView, language: Language): readonly string[] {
  const { id, issuer, names, made, state } = view;
  const name = say(names, language, issuer);
  const head = sayLine(language, "collect.from", { name, issuer, time: sayTime(made) });
  const next = sayLine(language, state === "waiting" ? "collect.later" : "collect.decide", { id });
  return [head, ...view.arrived.flatMap((one) => arrivedLines(one, language)), next];
}

/** Keeps or refuses what was asked for, or shows it and what can be done with it. */
async function decide(
  view: ReceivingView,
  invocation: Invocation,
  output: Output,
  ask: Ask,
): Promise<ExitCode> {
  const { language } = output;
  const { id } = view;
  if (view.state === "kept") {
    output.result(view, [sayLine(language, "wallet.kept"), ...(view.renews ? [view.renews.credential] : [])]);
    return EXIT.done;
  }
  if (invocation.flag("refuse")) {
    await ask("receive.refuse", { id });
    output.result({ refused: id }, [sayLine(language, "collect.refused")]);
    return EXIT.done;
  }
  if (invocation.flag("keep") && view.state === "arrived") {
    const { ids } = await ask("receive.keep", { id });
    output.result({ ids }, [sayLine(language, "wallet.kept"), ...ids]);
    return EXIT.done;
  }
  output.result(view, receivingLines(view, language));
  return view.state === "waiting" ? EXIT.cannotTell : EXIT.done;
}

const DECISION_OPTIONS = {
  keep: { type: "boolean", help: "keep what arrived" },
  refuse: { type: "boolean", help: "forget it; the issuer is told" },
} as const;

const collect: Command = {
  name: "wallet collect",
  usage: "FILE --wallet DIR [--code-file FILE] [--keep]",
  help: "fetches what an offer (openid-credential-offer:// or https, in a file) is for, and shows it",
  options: {
    ...ISSUER_OPTIONS,
    "code-file": { type: "string", value: "FILE", help: "the code that the issuer sent apart" },
    ...DECISION_OPTIONS,
  },
  run: async (invocation, output) => {
    const offer = await readText(invocation.positional(0));
    const codeFile = invocation.text("code-file");
    const txCode = codeFile === undefined ? undefined : await readText(codeFile);
    return await withIssuers(invocation, async (ask) => {
      const { id, way } = await ask("receive.open", { offer });
      if (way === "browser") {
        const { url } = await ask("receive.browser", { id });
        output.note(sayLine(output.language, "collect.browser", { url }));
        return await decide(await ask("receive.finish", { id }), invocation, output, ask);
      }
      const view = await ask("receive.fetch", { id, ...(txCode === undefined ? {} : { txCode }) });
      return await decide(view, invocation, output, ask);
    });
  },
};

const arrivals: Command = {
  name: "wallet arrivals",
  usage: "[ID] --wallet DIR [--keep | --refuse]",
  help: "lists what was asked for at issuers; with an id asks for it again, keeps it or refuses it",
  options: { ...ISSUER_OPTIONS, ...DECISION_OPTIONS },
  run: (invocation, output) =>
    withIssuers(invocation, async (ask) => {
      const list = await ask("receive.list", {});
      const [id] = invocation.positionals;
      if (id === undefined) {
        const lines = list.flatMap((one) => [...receivingLines(one, output.language), ""]);
        output.result(list, list.length === 0 ? [sayLine(output.language, "collect.none")] : lines);
        return EXIT.done;
      }
      const known = list.find((one) => one.id === id);
      const isDue = known === undefined || (known.state === "waiting" && !invocation.flag("refuse"));
      return await decide(isDue ? await ask("receive.check", { id }) : known, invocation, output, ask);
    }),
};

const renew: Command = {
  name: "wallet renew",
  usage: "ID --wallet DIR [--keep]",
  help: "asks the issuer of a certificate that was collected for its next one",
  options: { ...ISSUER_OPTIONS, ...DECISION_OPTIONS },
  run: (invocation, output) =>
    withIssuers(invocation, async (ask) =>
      decide(await ask("receive.renew", { credential: invocation.positional(0) }), invocation, output, ask),
    ),
};

function anchorLine(anchor: AnchorView, language: Language): string {
  const { name, from, to, fingerprint, trusted } = anchor;
  const state = sayLine(language, trusted ? "trust.yes" : "trust.no");
  return sayLine(language, "trust.line", { name, from: sayTime(from), to: sayTime(to), fingerprint, state });
}

const trust: Command = {
  name: "wallet trust",
  usage: "[FILE] --wallet DIR [--import FINGERPRINT...] [--remove FINGERPRINT]",
  help: "lists whom this wallet trusts beside the registry; with a file of certificates shows them, and imports those named",
  options: {
    ...WALLET_OPTIONS,
    import: { type: "string", multiple: true, value: "FINGERPRINT", help: "trust this one of the file" },
    remove: { type: "string", value: "FINGERPRINT", help: "trust it no longer" },
  },
  run: async (invocation, output) => {
    const [path] = invocation.positionals;
    const fingerprints = [...invocation.texts("import")];
    if (path === undefined && fingerprints.length > 0) throw new CliError("cli.usage");
    const file = path === undefined ? undefined : await readText(path);
    return await withWallet(invocation, async (ask) => {
      const fingerprint = invocation.text("remove");
      if (fingerprint !== undefined) await ask("trust.remove", { fingerprint });
      if (file !== undefined && fingerprints.length > 0) await ask("trust.import", { file, fingerprints });
      const shown = file === undefined ? await ask("trust.list", {}) : await ask("trust.look", { file });
      const lines = shown.map((one) => anchorLine(one, output.language));
      output.result(shown, lines.length === 0 ? [sayLine(output.language, "trust.none")] : lines);
      return EXIT.done;
    });
  },
};

export const COLLECT_COMMANDS: readonly Command[] = [collect, arrivals, renew, trust];
