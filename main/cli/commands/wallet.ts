import { MAX_KEYS } from "../../../src/exchange/key-request.ts";
import { sayLine } from "../../../src/words/lines/say.ts";
import { openProgram } from "../../wallet/compose.ts";
import { asking, WALLET_OPTIONS, walletFolder, withWallet } from "../wallet-session.ts";
import type { Command } from "../command.ts";
import { EXIT } from "../error.ts";
import { readPassphrase, readPassphraseFile, readText } from "../input.ts";
import { sayAge, sayCredential, sayTime, sayVerdict } from "../words.ts";

export const walletCreate: Command = {
  name: "wallet create",
  usage: "--wallet DIR --registry ID --source URL",
  help: "makes a new wallet that follows a registry",
  options: {
    ...WALLET_OPTIONS,
    registry: { type: "string", value: "ID", help: "the registry's id, pinned for good" },
    source: { type: "string", multiple: true, value: "URL", help: "a node or mirror; may be repeated" },
    full: {
      type: "boolean",
      help: "keep the whole chain (counters and offices); default: only what is needed",
    },
    office: { type: "string", value: "ID", help: "the office this wallet works for" },
  },
  run: async (invocation, output) => {
    const program = openProgram(walletFolder(invocation));
    try {
      const ask = asking(program.call);
      const office = invocation.text("office");
      const view = await ask("wallet.create", {
        passphrase: await readPassphrase(invocation, "ask.new_passphrase"),
        registry: invocation.required("registry"),
        sources: [...invocation.texts("source")],
        mode: invocation.flag("full") ? "full" : "light",
        ...(office === undefined ? {} : { office }),
      });
      output.result(view, [sayLine(output.language, "wallet.made")]);
      return EXIT.done;
    } finally {
      program.close();
    }
  },
};

export const walletStatus: Command = {
  name: "wallet status",
  usage: "--wallet DIR",
  help: "says what the wallet knows of the registry, and how old it is",
  options: WALLET_OPTIONS,
  run: (invocation, output) =>
    withWallet(invocation, async (ask) => {
      const view = await ask("wallet.status", {});
      output.result(view, [
        sayLine(output.language, "wallet.open", { age: sayAge(view.registry?.age, output.language) }),
      ]);
      return EXIT.done;
    }),
};

export const walletList: Command = {
  name: "wallet list",
  usage: "--wallet DIR",
  help: "lists the certificates in the wallet with their state",
  options: WALLET_OPTIONS,
  run: (invocation, output) =>
    withWallet(invocation, async (ask) => {
      const list = await ask("holder.list", {});
      const lines = list.flatMap((each) => [...sayCredential(each, output.language), ""]);
      output.result(list, list.length === 0 ? [sayLine(output.language, "wallet.empty")] : lines);
      return EXIT.done;
    }),
};

export const walletRequest: Command = {
  name: "wallet request",
  usage: "--wallet DIR --office ID --type VCT [--copies NUMBER]",
  help: "makes the key request that an office issues a certificate to",
  options: {
    ...WALLET_OPTIONS,
    office: { type: "string", value: "ID", help: "the office that is to issue" },
    type: { type: "string", value: "VCT", help: "the type, such as urn:sealfolio:type:id-card:1" },
    copies: { type: "string", value: "NUMBER", help: "as so many single-use copies" },
  },
  run: (invocation, output) =>
    withWallet(invocation, async (ask) => {
      const copies = invocation.count("copies", { min: 2, max: MAX_KEYS, otherwise: 1 });
      const asked = { office: invocation.required("office"), vct: invocation.required("type") };
      const value = await ask("holder.request_key", copies === 1 ? asked : { ...asked, copies });
      output.result(value, [value.request]);
      return EXIT.done;
    }),
};

export const walletReceive: Command = {
  name: "wallet receive",
  usage: "FILE --wallet DIR [--keep]",
  help: "shows what an office's delivery says; with --keep keeps it",
  options: { ...WALLET_OPTIONS, keep: { type: "boolean", help: "keep it" } },
  run: async (invocation, output) => {
    const delivery = await readText(invocation.positional(0));
    return await withWallet(invocation, async (ask) => {
      await ask("registry.sync", {});
      if (invocation.flag("keep")) {
        const kept = await ask("holder.keep", { delivery });
        output.result(kept, [
          sayLine(output.language, "wallet.kept"),
          ...sayCredential(kept, output.language),
        ]);
        return EXIT.done;
      }
      const offered = await ask("holder.preview", { delivery });
      output.result(offered, [
        ...sayCredential(offered, output.language),
        ...sayVerdict(offered.verdict, output.language),
        sayLine(output.language, "wallet.keep"),
      ]);
      return EXIT.done;
    });
  },
};

export const walletActivity: Command = {
  name: "wallet activity",
  usage: "--wallet DIR",
  help: "lists what was presented, checked, issued and refused",
  options: WALLET_OPTIONS,
  run: (invocation, output) =>
    withWallet(invocation, async (ask) => {
      const rows = await ask("activity.list", { limit: 100 });
      const lines = rows.map(
        ({ at, kind, outcome, party, given, code }) =>
          `${sayTime(at)} ${kind} ${outcome}${party === undefined ? "" : `, ${party}`}` +
          `${given === undefined ? "" : `, ${sayLine(output.language, "wallet.gave", { names: given.join(", ") })}`}${code === undefined ? "" : ` (${code})`}`,
      );
      output.result(rows, lines.length === 0 ? [sayLine(output.language, "wallet.no_activity")] : lines);
      return EXIT.done;
    }),
};

export const walletPassphrase: Command = {
  name: "wallet passphrase",
  usage: "--wallet DIR --new-passphrase-file FILE",
  help: "changes the passphrase",
  options: {
    ...WALLET_OPTIONS,
    "new-passphrase-file": { type: "string", value: "FILE", help: "the new passphrase" },
  },
  run: async (invocation, output) => {
    const next = readPassphraseFile(invocation.required("new-passphrase-file"));
    return await withWallet(invocation, async (ask, old) => {
      await ask("wallet.change_passphrase", { old, new: next });
      output.result({ ok: true }, [sayLine(output.language, "wallet.changed")]);
      return EXIT.done;
    });
  },
};

export const walletGoOn: Command = {
  name: "wallet go-on",
  usage: "--wallet DIR",
  help: "goes on with an office's wallet whose data were put back to an older state",
  options: WALLET_OPTIONS,
  run: (invocation, output) =>
    withWallet(invocation, async (ask) => {
      await ask("registry.sync", {});
      const { gap } = await ask("wallet.status", {});
      await ask("office.accept_gap", {});
      const acts = gap?.acts ?? 0;
      output.result({ acts }, [sayLine(output.language, "wallet.goes_on", { acts: String(acts) })]);
      return EXIT.done;
    }),
};

export const WALLET_COMMANDS: readonly Command[] = [
  walletCreate,
  walletStatus,
  walletList,
  walletRequest,
  walletReceive,
  walletActivity,
  walletPassphrase,
  walletGoOn,
];
