import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { AskView, CredentialView } from "../../src/contract/views.ts";
import type { Verdict } from "../../src/verdict/verdict.ts";
import { runCli } from "./cli.ts";
import { BIRTH_VCT } from "./wallet-world.ts";
import type { WarmCli } from "./warm-cli.ts";

/** What the story of the commands works with: files in one folder, wallets by their name. */
export interface Desk {
  readonly ask: WarmCli["ask"];
  at(...names: readonly string[]): string;
  file(name: string, content: string): string;
  walletOf(name: string): string[];
}

/** The answer on paper, for an appointment: its PDF is taken as the answer is, once. */
export async function answerOnPaper({ ask, at, file, walletOf }: Desk): Promise<void> {
  const claim = ["--type", BIRTH_VCT, "--claim", "family_name", "--purpose", "identity-check"];
  const { request } = await ask<AskView>([
    "present",
    "ask",
    ...walletOf("bank"),
    ...claim,
    "--valid-for",
    "86400",
  ]);
  const paper = at("answer.pdf");
  const answer = ["present", "answer", file("appointment.txt", request), ...walletOf("citizen"), "--approve"];
  const wrong = [...answer, "--paper", paper, "--size", "label"];
  assert.deepEqual(await ask(wrong, 2), { ok: false, code: "cli.usage" });
  assert.equal(existsSync(paper), false);
  const made = await ask<{ response: string; codes: number; sheets: number }>([...answer, "--paper", paper]);
  assert.ok(made.codes > 0 && made.sheets > 0);
  assert.equal(statSync(paper).mode & 0o777, 0o600);
  const verify = ["verify", paper, ...walletOf("bank")];
  assert.equal((await ask<Verdict>(verify)).outcome, "valid");
  assert.deepEqual(await ask(verify, 4), { ok: false, code: "presentation.replayed" });
}

/** The same certificate on paper: printed, checked as a file and in a folder, and as of a day. */
export async function certificateOnPaper({ ask, at, file, walletOf }: Desk): Promise<void> {
  const [held] = await ask<CredentialView[]>(["wallet", "list", ...walletOf("citizen")]);
  const folder = at("papers");
  mkdirSync(folder);
  const pdf = join(folder, "certificate.pdf");
  const print = ["present", "print", held?.id ?? "", "--claim", "family_name", ...walletOf("citizen")];
  const made = await ask<{ leaves: { path: string[] }[]; codes: number }>([...print, "--out", pdf]);
  assert.deepEqual(
    made.leaves.map(({ path }) => path),
    [["family_name"]],
  );
  assert.ok(made.codes > 0);
  assert.equal(statSync(pdf).mode & 0o777, 0o600);
  assert.deepEqual(await ask([...print, "--size", "A5"], 2), { ok: false, code: "cli.usage" });
  const looked = await runCli(["verify", pdf, ...walletOf("bank")]);
  assert.equal(looked.exit, 3);
  assert.match(looked.stdout, /^Document genuine\n[^]*\(holder_bound\.on_paper\)/);

  file("papers/forged.txt", readFileSync(pdf, "latin1").replace(/^[^]*?(\{"credential":"[^~]*~)[^]*$/, "$1"));
  const report = ["verify", "folder", folder, ...walletOf("bank")];
  const paths = [at("report.csv"), at("report.pdf")] as const;
  const rows = await ask<{ name: string; outcome: string }[]>(
    [...report, "--csv", paths[0], "--pdf", paths[1]],
    1,
  );
  assert.deepEqual(
    rows.map(({ name, outcome }) => [name, outcome]),
    [
      ["certificate.pdf", "cannot tell"],
      ["forged.txt", "not valid"],
    ],
  );
  assert.match(
    readFileSync(paths[0], "utf8"),
    /^file,outcome,verdict,why,code\r\ncertificate\.pdf,cannot tell,Document genuine,/,
  );
  assert.equal(readFileSync(paths[1], "latin1").slice(0, 5), "%PDF-");

  const on = (day: string) => ["verify", pdf, "--on", day, ...walletOf("bank")];
  assert.deepEqual(await ask(on("1999-12-31"), 4), { ok: false, code: "statement.absent" });
  assert.deepEqual(await ask(on("2999-12-31"), 4), { ok: false, code: "counter.day_to_come" });
  assert.deepEqual(await ask(on("yesterday"), 2), { ok: false, code: "cli.usage" });
}
