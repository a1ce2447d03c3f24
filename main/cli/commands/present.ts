import { setTimeout } from "node:timers/promises";
import { fromBase64 } from "../../../src/bytes/base64.ts";
import type { ArgsOf } from "../../../src/contract/contract.ts";
import type { CheckedView, CredentialView, RequestView } from "../../../src/contract/views.ts";
import { paperLanguage } from "../../../src/paper/words.ts";
import { sayAskerCode, sayOverAsked } from "../../../src/presentation/words.ts";
import { sayLine } from "../../../src/words/lines/say.ts";
import type { Language } from "../../../src/language/languages.ts";
import type { Sentences } from "../../../src/language/sentences.ts";
import { writeFileDurably } from "../../doors/file.ts";
import { type Ask, CallError, WALLET_OPTIONS, withWallet } from "../wallet-session.ts";
import type { Command, Invocation } from "../command.ts";
import { CliError, EXIT, type ExitCode } from "../error.ts";
import { readJson, readText } from "../input.ts";
import type { Output } from "../output.ts";
import { VERDICT_EXITS } from "./verify.ts";
import { say, sayClaim, sayTime, sayVerdict } from "../words.ts";

const whole = ({ what, means, next }: Sentences): string => [what, means, next].filter(Boolean).join(" ");

/** Of what would be shown first, that it does not count: as the window says it. */
function sayEnded(view: RequestView, held: readonly CredentialView[], language: Language): readonly string[] {
  const ended = view.asked.flatMap(({ fitting: [first] }) =>
    held.flatMap(({ id, type, state }) =>
      id !== first?.id || state === "valid" || state === "cannot tell" ? [] : [{ type, state }],
    ),
  );
  return ended.map(({ type, state }) => {
    const what = say(type.name, language, type.id);
    return `${sayLine(language, `present.ended_${state}`, { what })} ${sayLine(language, "present.ended_means")}`;
  });
}

function sayRequest(
  view: RequestView,
  held: readonly CredentialView[],
  language: Language,
): readonly string[] {
  const { asker, purpose, refusal } = view;
  const spoken = say(purpose.label, language, purpose.id);
  return [
    `${whole(sayAskerCode(asker.code, asker.name, language))} (${asker.code})`,
    ...(spoken === "" ? [] : [sayLine(language, "present.purpose", { purpose: spoken })]),
    ...(view.overAsking ? [whole(sayOverAsked(language))] : []),
    ...(refusal === undefined ? sayEnded(view, held, language) : []),
    ...(refusal === undefined || refusal === asker.code
      ? []
      : [`${whole(sayAskerCode(refusal, asker.name, language))} (${refusal})`]),
    ...view.asked.flatMap(({ query, typeName, claims, fitting }) => [
      `${query}: ${say(typeName, language, sayLine(language, "present.certificate"))}: ${claims
        .map(
          ({ label, optional }) =>
            `${say(label, language)}${optional ? ` ${sayLine(language, "present.optional")}` : ""}`,
        )
        .join(", ")}`,
      ...fitting.flatMap(({ id, leaves }) => [
        `  ${sayLine(language, "present.leaves", { id })}`,
        ...leaves.map((leaf) => `  ${sayClaim(leaf, language)}`),
      ]),
      ...(fitting.length === 0 ? [`  ${sayLine(language, "present.none")}`] : []),
    ]),
    ...(view.sentTo === undefined ? [] : [sayLine(language, "present.sent_to", { host: view.sentTo.host })]),
    ...(view.expires === undefined
      ? []
      : [sayLine(language, "present.before", { time: sayTime(view.expires) })]),
  ];
}

type Asked = RequestView["asked"][number];

/** All that was said to leave; a stranger's query may name elements of a list, which only its own paths do. */
function approvedOf(view: RequestView, { leaves, preferred }: Asked["fitting"][number]): string[][] {
  const places = view.sentTo === undefined ? leaves.map(({ path }) => path) : preferred;
  return places.map((path) => [...path]);
}

const presentShow: Command = {
  name: "present show",
  usage: "FILE --wallet DIR",
  help: "shows who asks, for what, and what would leave",
  options: WALLET_OPTIONS,
  run: async (invocation, output) => {
    const request = await readText(invocation.positional(0));
    return await withWallet(invocation, async (ask) => {
      const view = await ask("present.preview", { request });
      const held = await ask("holder.list", {});
      output.result(view, sayRequest(view, held, output.language));
      return EXIT.done;
    });
  },
};

const SIZES = ["A4", "Letter"] as const;

/** The answer as codes on paper, for who goes to an appointment without a machine. */
async function printAnswer(
  ask: Ask,
  answer: Pick<ArgsOf<"paper.answer">, "request" | "response" | "answers">,
  invocation: Invocation,
  path: string,
): Promise<{ readonly codes: number; readonly sheets: number }> {
  const form = { size: invocation.oneOf("size", SIZES), language: paperLanguage(invocation.language) };
  const { pdf, codes, sheets } = await ask("paper.answer", { ...answer, ...form });
  writeFileDurably(path, fromBase64(pdf), { mode: 0o600 });
  return { codes, sheets: sheets.length };
}

const presentAnswer: Command = {
  name: "present answer",
  usage: "FILE --wallet DIR --approve [--paper FILE]",
  help: "answers with exactly what `present show` says would leave",
  options: {
    ...WALLET_OPTIONS,
    approve: { type: "boolean", help: "you have seen what would leave and agree" },
    "despite-warnings": {
      type: "boolean",
      help: "also to who is not accredited or asks for too much, and what does not count",
    },
    paper: {
      type: "string",
      value: "FILE",
      help: "the answer on paper too, for an appointment: a PDF; only you may read it",
    },
    size: { type: "string", value: "SIZE", help: "of that paper: A4 (as if left out) or Letter" },
  },
  run: async (invocation, output) => {
    const path = invocation.text("paper");
    if (!invocation.flag("approve")) throw new CliError("cli.usage");
    // Before anything is spent or written down.
    invocation.oneOf("size", SIZES);
    const request = await readText(invocation.positional(0));
    return await withWallet(invocation, async (ask) => {
      const view = await ask("present.preview", { request });
      const answers = view.asked.flatMap(({ query, fitting: [first] }) =>
        first === undefined
          ? []
          : [
              {
                query,
                credential: first.id,
                approved: approvedOf(view, first),
              },
            ],
      );
      const despiteWarnings = invocation.flag("despite-warnings");
      if (view.sentTo !== undefined) {
        if (path !== undefined) throw new CliError("cli.usage");
        const sent = await ask("present.send", { request: view.request, answers, despiteWarnings });
        output.result(sent, [
          sayLine(output.language, "present.sent", { host: sent.host }),
          ...(sent.goOn === undefined ? [] : [sent.goOn]),
        ]);
        return EXIT.done;
      }
      const value = await ask("present.answer", { request: view.request, answers, despiteWarnings });
      if (path === undefined) {
        output.result(value, [value.response]);
        return EXIT.done;
      }
      const answer = { request: view.request, response: value.response, answers };
      const printed = await printAnswer(ask, answer, invocation, path);
      output.result({ ...value, ...printed }, [
        value.response,
        sayLine(output.language, "print.sheets", printed),
      ]);
      return EXIT.done;
    });
  },
};

const PREFIXES = ["x509_hash", "x509_san_dns", "decentralized_identifier"] as const;
const LOOK_EVERY_MS = 200;

/** The answer to a request that lies where this counter listens, when it came. */
async function waitFor(ask: Ask, id: string): Promise<CheckedView> {
  for (;;) {
    const { state, checked } = await ask("counter.case", { id });
    if (checked !== undefined) return checked;
    if (state === "declined") throw new CallError("presentation.declined");
    if (state !== "waiting") throw new CallError("presentation.expired");
    await setTimeout(LOOK_EVERY_MS);
  }
}

/** Listens while the command runs, and no longer. */
async function askByLink(
  ask: Ask,
  wanted: ArgsOf<"counter.ask">,
  invocation: Invocation,
  output: Output,
): Promise<ExitCode> {
  const prefix = invocation.oneOf("client", PREFIXES);
  const url = invocation.text("url");
  const port = invocation.count("port", { min: 0, max: 65_535, otherwise: 0 });
  await ask("counter.listen", { port, ...(url === undefined ? {} : { url }) });
  try {
    const byLink = { prefix, encrypted: !invocation.flag("plain") };
    const { id, link = "" } = await ask("counter.ask", { ...wanted, byLink });
    output.note(sayLine(output.language, "present.link", { link }));
    const { verdict } = await waitFor(ask, id);
    output.result(verdict, sayVerdict(verdict, output.language));
    return VERDICT_EXITS[verdict.outcome];
  } finally {
    await ask("counter.stop_listening", {});
  }
}

/** What is asked for; a file's content is the call's to judge. */
async function askedIn(invocation: Invocation): Promise<Pick<ArgsOf<"counter.ask">, "credentials" | "sets">> {
  const file = invocation.text("query");
  if (file !== undefined) {
    const { credentials, sets } = await readJson(file);
    return { credentials, ...(sets === undefined ? {} : { sets }) } as unknown as Pick<
      ArgsOf<"counter.ask">,
      "credentials" | "sets"
    >;
  }
  const claims = invocation.texts("claim").map((path) => ({ path: path.split("/"), optional: false }));
  return { credentials: [{ vct: invocation.required("type"), claims }] };
}

const presentAsk: Command = {
  name: "present ask",
  usage: "--wallet DIR --purpose ID (--type VCT --claim PATH... | --query FILE) [--link [--url URL]]",
  help: "makes a counter's signed request",
  options: {
    ...WALLET_OPTIONS,
    purpose: { type: "string", value: "ID", help: "an accredited purpose" },
    type: { type: "string", value: "VCT", help: "the type asked for" },
    query: {
      type: "string",
      value: "FILE",
      help: "instead of type and claims: JSON with `credentials` and, for alternatives, `sets`",
    },
    claim: {
      type: "string",
      multiple: true,
      value: "PATH",
      help: "a claim, inner ones as a/b; may be repeated",
    },
    "valid-for": { type: "string", value: "SECONDS", help: "how long an answer is taken (600)" },
    link: {
      type: "boolean",
      help: "gives a link for any wallet of OpenID4VP, waits for its answer and checks that",
    },
    url: { type: "string", value: "URL", help: "where wallets reach this machine, with --link" },
    port: { type: "string", value: "NUMBER", help: "the port that --link listens on" },
    client: {
      type: "string",
      value: "PREFIX",
      help: "how it names itself with --link: x509_hash, x509_san_dns or decentralized_identifier",
    },
    plain: { type: "boolean", help: "with --link: answers are not encrypted" },
  },
  run: (invocation, output) =>
    withWallet(invocation, async (ask) => {
      const wanted = {
        purpose: invocation.required("purpose"),
        ...(await askedIn(invocation)),
        validFor: invocation.count("valid-for", { min: 60, max: 7 * 86_400, otherwise: 600 }),
      };
      if (invocation.flag("link")) return await askByLink(ask, wanted, invocation, output);
      const value = await ask("counter.ask", wanted);
      output.result(value, [value.request]);
      return EXIT.done;
    }),
};

export const PRESENT_COMMANDS: readonly Command[] = [presentShow, presentAnswer, presentAsk];
