import type { ConsentView, IssueView } from "../../../src/contract/views.ts";
import { sayLine, sayLineOf } from "../../../src/words/lines/say.ts";
import type { Language } from "../../../src/language/languages.ts";
import { sayReason } from "../../../src/verdict/words.ts";
import { type Ask, WALLET_OPTIONS, withWallet } from "../wallet-session.ts";
import type { Command, Invocation } from "../command.ts";
import { EXIT, type ExitCode } from "../error.ts";
import { readJson, readText } from "../input.ts";
import { say, sayClaim } from "../words.ts";
import type { Output } from "../output.ts";
import { ISSUED_TO, readIssuedTo } from "./issued-to.ts";
import { COPIES_COMMANDS } from "./copies.ts";
import { issueBulk } from "./bulk.ts";
import { OFFER_COMMANDS } from "./offers.ts";
import { sayChanged } from "./say-changed.ts";

const REASON = {
  reason: { type: "string", value: "CODE", help: "such as lost, error, investigation, transfer" },
} as const;

async function sayIssued(view: IssueView, output: Output): Promise<ExitCode> {
  const { row, delivery, deliveries } = view;
  if (row.state === "refused") {
    const nothing = sayLine(output.language, "issue.nothing_issued");
    output.result(view, [nothing, ...(await output.explain(row.code ?? "unknown"))]);
    return EXIT.notValid;
  }
  output.result(
    view,
    delivery === undefined
      ? [sayLine(output.language, "issue.pending", { mark: row.commitment })]
      : (deliveries?.map((one) => one.delivery) ?? [delivery]),
  );
  return delivery === undefined ? EXIT.cannotTell : EXIT.done;
}

async function claimsOf(invocation: Invocation) {
  return await readJson(invocation.required("claims"));
}

const issue: Command = {
  name: "issue",
  usage: "--wallet DIR --type ID --request FILE [--role ROLE] [--with ROLE=FILE...] --claims FILE",
  help: "signs a credential, has it sealed, prints the delivery for the holder; of several a line for each",
  options: {
    ...WALLET_OPTIONS,
    type: { type: "string", value: "ID", help: "the type's id" },
    ...ISSUED_TO,
    claims: { type: "string", value: "FILE", help: "JSON object of claims" },
  },
  run: async (invocation, output) => {
    const to = await readIssuedTo(invocation);
    const claims = await claimsOf(invocation);
    return await withWallet(invocation, async (ask) => {
      await ask("registry.sync", {});
      return await sayIssued(
        await ask("office.issue", { type: invocation.required("type"), ...to, claims }),
        output,
      );
    });
  },
};

const keys: Command = {
  name: "issue keys",
  usage: "--wallet DIR",
  help: "prints this office's public keys, for the authority that accredits it",
  options: WALLET_OPTIONS,
  run: (invocation, output) =>
    withWallet(invocation, async (ask) => {
      const value = await ask("office.keys", {});
      output.result(
        value,
        Object.entries(value).map(([use, key]) => `${use.padEnd(12)} ${key}`),
      );
      return EXIT.done;
    }),
};

function change(name: "suspend" | "reinstate" | "revoke", help: string): Command {
  return {
    name: `issue ${name}`,
    usage: "COMMITMENT --wallet DIR --reason CODE",
    help,
    options: { ...WALLET_OPTIONS, ...REASON },
    run: (invocation, output) =>
      withWallet(invocation, async (ask: Ask) => {
        const args = { commitment: invocation.positional(0), reason: invocation.required("reason") };
        return await sayChanged(await ask(`office.${name}`, args), output);
      }),
  };
}

const propose: Command = {
  name: "issue propose",
  usage: "OLD-COMMITMENT --wallet DIR --request FILE --claims FILE --reason CODE",
  help: "prepares a replacement and prints the question for the owner of the old certificate",
  options: {
    ...WALLET_OPTIONS,
    ...REASON,
    ...ISSUED_TO,
    claims: { type: "string", value: "FILE", help: "JSON object of claims" },
  },
  run: async (invocation, output) => {
    const to = await readIssuedTo(invocation);
    const claims = await claimsOf(invocation);
    return await withWallet(invocation, async (ask) => {
      await ask("registry.sync", {});
      const reason = invocation.required("reason");
      const old = invocation.positional(0);
      const value = await ask("office.propose_replacement", { old, ...to, claims, reason });
      output.note(sayLine(output.language, "issue.proposal", { id: value.proposal }));
      output.result(value, [value.consentRequest]);
      return EXIT.done;
    });
  },
};

const complete: Command = {
  name: "issue complete",
  usage: "PROPOSAL --wallet DIR --consent FILE...",
  help: "ends the old certificate and issues the new one in one entry",
  options: {
    ...WALLET_OPTIONS,
    consent: { type: "string", multiple: true, value: "FILE", help: "an owner's consent; may be repeated" },
  },
  run: async (invocation, output) => {
    const consents = await Promise.all(invocation.texts("consent").map((path) => readText(path)));
    return await withWallet(invocation, async (ask) =>
      sayIssued(
        await ask("office.complete_replacement", { proposal: invocation.positional(0), consents }),
        output,
      ),
    );
  },
};

function changeLines({ changes }: ConsentView, language: Language): readonly string[] {
  if (changes === undefined) return [sayLine(language, "consent.silent")];
  const told = (which: "before" | "after") =>
    changes.flatMap(({ [which]: value, ...claim }) =>
      value === undefined ? [] : [sayClaim({ ...claim, value }, language)],
    );
  return [
    sayLine(language, "consent.until_now"),
    ...told("before"),
    sayLine(language, "consent.then"),
    ...told("after"),
  ];
}

export const walletConsent: Command = {
  name: "wallet consent",
  usage: "FILE --wallet DIR [--agree]",
  help: "shows what an office asks the owner to agree to; with --agree prints the consent",
  options: { ...WALLET_OPTIONS, agree: { type: "boolean", help: "agree" } },
  run: async (invocation, output) => {
    const request = await readText(invocation.positional(0));
    return await withWallet(invocation, async (ask) => {
      const view = await ask("holder.preview_consent", { request });
      if (!invocation.flag("agree")) {
        output.result(view, [
          sayLine(output.language, "consent.asks", {
            office: say(view.office.name, output.language, view.office.id),
            mark: view.credential.commitment,
            reason: sayReason(view.reason, output.language),
          }),
          ...changeLines(view, output.language),
        ]);
        return EXIT.done;
      }
      const value = await ask("holder.consent", { request });
      output.result(value, [value.consent]);
      return EXIT.done;
    });
  },
};

const register: Command = {
  name: "issue register",
  usage: "[WORDS] --wallet DIR",
  help: "searches this office's register",
  options: WALLET_OPTIONS,
  run: (invocation, output) =>
    withWallet(invocation, async (ask) => {
      const rows = await ask("office.register", { search: invocation.positionals.join(" "), limit: 100 });
      const lines = rows.map((row) =>
        `${row.commitment}  ${row.type}  ${sayLineOf(output.language, "state", row.status ?? row.state)}  ${row.code ?? ""}`.trimEnd(),
      );
      output.result(rows, lines.length === 0 ? [sayLine(output.language, "issue.nothing")] : lines);
      return EXIT.done;
    }),
};

const refresh: Command = {
  name: "issue refresh",
  usage: "COMMITMENT --wallet DIR",
  help: "carries on with a credential that is not sealed yet; prints its delivery (again)",
  options: WALLET_OPTIONS,
  run: (invocation, output) =>
    withWallet(invocation, async (ask) =>
      sayIssued(await ask("office.refresh", { commitment: invocation.positional(0) }), output),
    ),
};

export const ISSUE_COMMANDS: readonly Command[] = [
  issue,
  keys,
  change("suspend", "suspends a certificate until it is reinstated"),
  change("reinstate", "lifts a suspension"),
  change("revoke", "ends a certificate for good"),
  propose,
  complete,
  register,
  refresh,
  issueBulk,
  ...COPIES_COMMANDS,
  ...OFFER_COMMANDS,
];
