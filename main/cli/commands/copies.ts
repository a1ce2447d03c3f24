import {
  type BatchView,
  nextBatch,
  type WaitingBatchView,
  type WaitingCopiesView,
} from "../../../src/contract/copies-views.ts";
import { sayLine, sayLineOf } from "../../../src/words/lines/say.ts";
import type { Command } from "../command.ts";
import { CliError, EXIT, type ExitCode } from "../error.ts";
import { readJson, readText } from "../input.ts";
import type { Output } from "../output.ts";
import { type Ask, CallError, WALLET_OPTIONS, withWallet } from "../wallet-session.ts";
import { sayChanged } from "./say-changed.ts";

const ACTS = ["suspend", "reinstate", "revoke", "replace"] as const;

/** The deliveries, a line for each holder in the order of the requests; where all collect theirs, how far it got. */
async function sayBatch(view: BatchView, output: Output): Promise<ExitCode> {
  const { language } = output;
  const state = sayLineOf(language, "state", view.state);
  const batch = sayLine(language, "copies.batch", { batch: view.batch, state });
  const deliveries = view.holders.flatMap(({ delivery }) => delivery ?? []);
  if (deliveries.length > 0 || view.state === "refused") output.note(batch);
  if (view.state !== "refused") {
    output.result(view, deliveries.length > 0 ? deliveries : [batch]);
    return view.state === "sealed" ? EXIT.done : EXIT.cannotTell;
  }
  const nothing = sayLine(language, "issue.nothing_issued");
  output.result(view, [nothing, ...(await output.explain(view.code ?? "unknown"))]);
  return EXIT.notValid;
}

const issueCopies: Command = {
  name: "issue copies",
  usage: "--wallet DIR --type ID --holder REQUEST=CLAIMS...",
  help: "issues single-use copies to several holders at once; prints a delivery for each, a line each",
  options: {
    ...WALLET_OPTIONS,
    type: { type: "string", value: "ID", help: "the type's id" },
    holder: {
      type: "string",
      multiple: true,
      value: "REQUEST=CLAIMS",
      help: "files with a holder's request and the JSON object of claims; once for each holder",
    },
  },
  run: async (invocation, output) => {
    const holders = await Promise.all(
      invocation.texts("holder").map(async (one) => {
        const [request, claims, ...more] = one.split("=");
        if (request === undefined || claims === undefined || more.length > 0) throw new CliError("cli.usage");
        return { request: await readText(request), claims: await readJson(claims) };
      }),
    );
    return await withWallet(invocation, async (ask) => {
      await ask("registry.sync", {});
      return await sayBatch(
        await ask("copies.issue", { type: invocation.required("type"), holders }),
        output,
      );
    });
  },
};

const refresh: Command = {
  name: "issue copies-refresh",
  usage: "BATCH --wallet DIR",
  help: "carries on with a batch that is not sealed yet, named by itself or by somebody's copies in it; prints its deliveries (again)",
  options: WALLET_OPTIONS,
  run: (invocation, output) =>
    withWallet(invocation, async (ask) => {
      const named = invocation.positional(0);
      const rows = await ask("copies.list", {});
      const batch = rows.find(({ certificate }) => certificate === named)?.batch ?? named;
      return await sayBatch(await ask("copies.refresh", { batch }), output);
    }),
};

/** A line for each who waits, with why they cannot be issued to. */
function waitingLines(rows: readonly WaitingCopiesView[], output: Output): Promise<readonly string[]> {
  return Promise.all(
    rows.map(async ({ id, type, copies, code }) => {
      const line = `${id}  ${type}  ${copies}`;
      return code === undefined ? line : `${line}  ${await output.mention(code)}`;
    }),
  );
}

/** Issues to as many of them as one batch takes. Throws CallError. */
export async function issueToWaiting(
  ask: Ask,
  output: Output,
  type: string,
  rows: readonly WaitingCopiesView[],
): Promise<ExitCode> {
  for (const line of await waitingLines(rows, output)) output.note(line);
  const { ids, more } = nextBatch(rows);
  // As the wallet would say; a call that names nobody is none.
  if (ids.length === 0) throw new CallError("copies.too_few");
  const view = await ask("copies.issue_waiting", { type, ids: [...ids] });
  for (const { id, code } of view.left) output.note(`${id}  ${await output.mention(code)}`);
  if (more > 0) output.note(sayLine(output.language, "copies.more", { count: more }));
  const stopped = rows.flatMap(({ id, code }) => (code === undefined ? [] : [{ id, code }]));
  const told: WaitingBatchView = { ...view, left: [...stopped, ...view.left] };
  return await sayBatch(told, output);
}

const waiting: Command = {
  name: "issue copies-waiting",
  usage: "--wallet DIR [--type ID --issue]",
  help: "lists whose wallets wait for single-use copies; with --issue issues to all of a type at once",
  options: {
    ...WALLET_OPTIONS,
    type: { type: "string", value: "ID", help: "the type's id" },
    issue: { type: "boolean", help: "issue to all of them" },
  },
  run: async (invocation, output) => {
    const type = invocation.text("type");
    const isIssuing = invocation.flag("issue");
    if (isIssuing && type === undefined) throw new CliError("cli.usage");
    return await withWallet(invocation, async (ask) => {
      await ask("registry.sync", {});
      const all = await ask("copies.waiting", {});
      const rows = type === undefined ? all : all.filter((row) => row.type === type);
      if (isIssuing && type !== undefined) return await issueToWaiting(ask, output, type, rows);
      const lines = await waitingLines(rows, output);
      output.result(rows, lines.length === 0 ? [sayLine(output.language, "issue.nothing")] : lines);
      return EXIT.done;
    });
  },
};

const list: Command = {
  name: "issue copies-list",
  usage: "--wallet DIR",
  help: "lists whom single-use copies were issued to, each by its first copy",
  options: WALLET_OPTIONS,
  run: (invocation, output) =>
    withWallet(invocation, async (ask) => {
      const rows = await ask("copies.list", {});
      const { language } = output;
      const lines = rows.map(
        ({ certificate, type, copies, state, status }) =>
          `${certificate}  ${type}  ${copies}  ${sayLineOf(language, "state", status ?? state)}`,
      );
      output.result(rows, lines.length === 0 ? [sayLine(language, "issue.nothing")] : lines);
      return EXIT.done;
    }),
};

const change: Command = {
  name: "issue copies-change",
  usage: "CERTIFICATE --wallet DIR --act ACT --reason CODE",
  help: "suspends, reinstates or ends all copies of one holder",
  options: {
    ...WALLET_OPTIONS,
    act: { type: "string", value: "ACT", help: "suspend, reinstate, revoke or replace" },
    reason: { type: "string", value: "CODE", help: "such as lost, resolved, error, correction" },
  },
  run: (invocation, output) =>
    withWallet(invocation, async (ask) => {
      const act = ACTS.find((one) => one === invocation.required("act"));
      if (act === undefined) throw new CliError("cli.usage");
      const certificate = invocation.positional(0);
      const view = await ask("copies.change", { certificate, act, reason: invocation.required("reason") });
      return await sayChanged(view, output);
    }),
};

export const COPIES_COMMANDS: readonly Command[] = [issueCopies, waiting, refresh, list, change];
