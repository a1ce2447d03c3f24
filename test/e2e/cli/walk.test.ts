import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { HttpClient } from "../../../main/doors/http-client.ts";
import { HttpSource } from "../../../main/follow/sources/http-source.ts";
import type {
  AskView,
  CredentialView,
  IssueView,
  OfferedCredentialView,
  RegistryView,
  RequestView,
} from "../../../src/contract/views.ts";
import type { Verdict } from "../../../src/verdict/verdict.ts";
import { parseStrangerRequest } from "../../../src/presentation/stranger/request.ts";
import { answerOnPaper, certificateOnPaper } from "../../support/cli-paper.ts";
import { createWallet } from "../../support/cli-wallet.ts";
import { askCli, documentOf, runCli, runWaitingCli, startCli } from "../../support/cli.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { WarmCli } from "../../support/warm-cli.ts";
import { BIRTH, BIRTH_VCT, catalogueType, MARKS } from "../../support/wallet-world.ts";

// One story, told by the commands that a stranger would type, in their order.

// Most of them go to processes that read the program in once; those whose process is what is looked at
// (its streams, its environment, how it ends) are processes of their own.

const root = tempFolder({ after });
const warm = new WarmCli({ after });
const ask: WarmCli["ask"] = (words, exit) => warm.ask(words, exit);
const at = (...names: readonly string[]): string => join(root, ...names);
const PASSPHRASE = "  a long walk, spaces and all ";
const NEXT = "another long walk  ";

function file(name: string, content: string | object): string {
  const path = at(name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

const secret = file("passphrase", `${PASSPHRASE}\n`);
const walletOf = (name: string): string[] => ["--wallet", at("wallets", name), "--passphrase-file", secret];

const founded = await askCli<{ registry: string; node: string; authorities: { id: string; home: string }[] }>(
  ["registry", "init", at("registry"), "--name", "Sample", "--origin", "registry.example/cli"],
  0,
  { launched: true },
);
const authority = founded.authorities[0]?.home ?? "";
const node = await startCli<{ role: string; url: string; registry: string }>(
  { after: (work) => after(async () => void (await work())) },
  ["registry", "serve", founded.node],
);
const { url } = node.document;

const create = (name: string, office?: string): Promise<void> =>
  createWallet(at("wallets", name), {
    passphrase: PASSPHRASE,
    registry: founded.registry,
    sources: [url],
    mode: office === undefined ? "light" : "full",
    ...(office === undefined ? {} : { office }),
  });

async function accredit(id: string, rights: { issues: string[]; asks: object[] }): Promise<void> {
  await create(id, id);
  const keys = await ask<Record<string, string>>(["issue", "keys", ...walletOf(id)]);
  const now = Math.floor(Date.now() / 1000);
  const span = { from: now - 3600, to: now + 86_400 * 365 };
  const body = file(`${id}.json`, {
    id,
    name: { en: id },
    keys: Object.entries(keys).map(([use, key]) => ({ use, key, ...span })),
    issues: rights.issues.map((type) => ({ type, ...span })),
    asks: rights.asks.map((asked) => ({ ...asked, ...span })),
  });
  const submit = ["registry", "submit", "office.accredit", body, "--authority", authority, "--node", url];
  const answer = await ask<{ state: string }>(submit);
  assert.equal(answer.state, "accepted");
}

const ASK = {
  purpose: "identity-check",
  label: { en: "Who are you" },
  claims: [{ type: "birth-certificate", path: ["family_name"] }],
};

test("a registry is founded and served", async () => {
  assert.deepEqual(node.document, { role: "solo", url, registry: founded.registry });
  const status = await ask<{ height: number; origin: string }>(["registry", "status", url]);
  assert.deepEqual([status.height, status.origin], [0, "registry.example/cli"]);
  const again = ["registry", "init", at("registry"), "--name", "Sample", "--origin", "registry.example/cli"];
  assert.deepEqual(await ask(again, 4), { ok: false, code: "registry.exists" });
  assert.deepEqual(await ask(["registry", "serve", founded.node], 4), {
    ok: false,
    code: "folder.in_use",
  });
});

test("offices are accredited and a type is defined", async () => {
  const type = file("type.json", {
    ...catalogueType("birth-certificate"),
    // The commands go on with the passphrase from its file.
    reauth: ["present", "sign"],
  });
  await Promise.all([
    accredit("civil-registry", { issues: ["birth-certificate"], asks: [] }),
    accredit("bank", { issues: [], asks: [ASK] }),
    create("citizen"),
  ]);
  const submit = (kind: string) => [
    "registry",
    "submit",
    kind,
    type,
    "--authority",
    authority,
    "--node",
    url,
  ];
  const { hash } = await ask<{ hash: string }>(submit("type.define"));
  // Until it is sealed, the same once more is accepted as what it is.
  const http = new HttpClient();
  const source = new HttpSource(http, url);
  while ((await source.entryStatus(hash)).state !== "sealed")
    await new Promise((done) => setTimeout(done, 20));
  http.close();
  assert.deepEqual(await ask(submit("type.define"), 1), { state: "refused", code: "type.known" });
  assert.deepEqual(await ask(submit("credential.issue"), 2), { ok: false, code: "cli.usage" });
});

test("a certificate is asked for, issued, looked at and kept", async () => {
  await Promise.all(["citizen", "bank"].map((name) => ask(["chain", "sync", ...walletOf(name)])));
  const asked = ["--office", "civil-registry", "--type", BIRTH_VCT];
  const { stdout: request } = await runCli(["wallet", "request", ...walletOf("citizen"), ...asked]);
  const issue = ["issue", ...walletOf("civil-registry"), "--type", "birth-certificate"];
  const files = ["--request", file("request.txt", request), "--claims", file("claims.json", BIRTH)];
  const issued = await ask<IssueView>([...issue, ...files]);
  assert.equal(issued.row.state, "sealed");
  // The same command again goes on with the same certificate.
  assert.equal((await ask<IssueView>([...issue, ...files])).row.commitment, issued.row.commitment);
  // Refused by the registry, by the reader of files.
  const other = file("other.json", { ...BIRTH, given_name: "Ida" });
  const twice = ["--request", at("request.txt"), "--claims", other];
  assert.equal((await ask<IssueView>([...issue, ...twice], 1)).row.code, "tag.held");
  const noJson = ["--request", at("request.txt"), "--claims", at("request.txt")];
  assert.deepEqual(await ask([...issue, ...noJson], 4), { ok: false, code: "cli.json" });

  const delivery = file("delivery.txt", `${issued.delivery}\n`);
  const offered = await ask<OfferedCredentialView>(["wallet", "receive", delivery, ...walletOf("citizen")]);
  assert.equal(offered.commitment, issued.row.commitment);
  const kept = await runCli(["wallet", "receive", delivery, "--keep", ...walletOf("citizen")]);
  assert.equal(kept.exit, 0);
  assert.ok(kept.stdout.startsWith("Kept:\n") && kept.stdout.includes(`Family name: ${MARKS[0]}`));
  const list = await ask<CredentialView[]>(["wallet", "list", ...walletOf("citizen")]);
  assert.deepEqual(
    list.map(({ commitment, state }) => [commitment, state]),
    [[issued.row.commitment, "valid"]],
  );
  const keep = ["wallet", "receive", delivery, "--keep", ...walletOf("citizen")];
  assert.deepEqual(await ask(keep, 4), { ok: false, code: "holder.already_kept" });
});

test("a type's tags are made anew by their keeper", async () => {
  const type = "birth-certificate";
  const wallet = walletOf("civil-registry");
  const path = at("things.json");
  const listed = await ask(["tags", "list", type, "--out", path, ...wallet]);
  assert.deepEqual(listed, { type, office: "civil-registry", things: 1, path });
  assert.equal(statSync(path).mode & 0o777, 0o600);
  const done = await ask(["tags", "retag", type, path, ...wallet]);
  assert.deepEqual(done, { type, epoch: 2, parts: 1, tags: 1, random: 0 });
});

async function visit(): Promise<string> {
  const claim = ["--type", BIRTH_VCT, "--claim", "family_name", "--purpose", "identity-check"];
  const { request } = await ask<AskView>(["present", "ask", ...walletOf("bank"), ...claim]);
  const asked = file("ask.txt", request);
  const answer = ["present", "answer", asked, ...walletOf("citizen")];
  const { response } = await ask<{ response: string }>([...answer, "--approve"]);
  return file("response.txt", response);
}

test("a request is shown, answered and judged: cannot tell, valid, replayed, not valid", async () => {
  // The bank has not followed the chain since the certificate was issued.
  const early = await visit();
  const verify = ["verify", early, ...walletOf("bank")];
  assert.equal((await ask<Verdict>(verify, 3)).outcome, "cannot tell");
  await ask(["chain", "sync", ...walletOf("bank")]);

  const show = await ask<RequestView>(["present", "show", at("ask.txt"), ...walletOf("citizen")]);
  assert.equal(show.asker.state, "accredited");
  assert.deepEqual(
    show.asked[0]?.fitting[0]?.leaves.map(({ path }) => path),
    [["family_name"]],
  );
  const unapproved = ["present", "answer", at("ask.txt"), ...walletOf("citizen")];
  assert.deepEqual(await ask(unapproved, 2), { ok: false, code: "cli.usage" });

  await visit();
  assert.equal((await ask<Verdict>(verify)).outcome, "valid");
  assert.deepEqual(await ask(verify, 4), { ok: false, code: "presentation.replayed" });
  const nonsense = ["verify", file("nonsense.txt", "e30.e30.e30~"), ...walletOf("bank")];
  assert.equal((await ask<Verdict>(nonsense, 1)).outcome, "not valid");

  const desk = { ask, at, file, walletOf };
  await answerOnPaper(desk);
  await certificateOnPaper(desk);

  const register = ["issue", "register", "qvistgaard", ...walletOf("civil-registry")];
  const rows = await ask<IssueView["row"][]>(register);
  const row = rows.find(({ state }) => state === "sealed");
  const revoke = ["issue", "revoke", row?.commitment ?? "", ...walletOf("civil-registry")];
  assert.equal((await ask<{ state: string }>([...revoke, "--reason", "lost"])).state, "sealed");
  await visit();
  await ask(["chain", "sync", ...walletOf("bank")]);
  const late = await runCli(verify);
  assert.equal(late.exit, 1);
  assert.match(late.stdout, /^Not valid\n[^]*\(status\.revoked\)/);

  // Once the holder's own copy knows it, that is said first, and shown only by who wants it all the same.
  await ask(["chain", "sync", ...walletOf("citizen")]);
  const told = await runCli(["present", "show", at("ask.txt"), ...walletOf("citizen")]);
  assert.match(
    told.stdout,
    /: withdrawn by the office\. Whoever checks it will see that it does not count\./,
  );
  assert.deepEqual(await ask([...unapproved, "--approve"], 4), { ok: false, code: "present.ended" });
  await ask([...unapproved, "--approve", "--despite-warnings"]);
});

test("a request by link waits for its answer as long as the command runs, and takes one", async () => {
  const claim = ["--type", BIRTH_VCT, "--claim", "family_name", "--purpose", "identity-check"];
  const asking = ["present", "ask", ...walletOf("bank"), ...claim, "--link", "--plain"];
  let responseUri = "";
  const ran = await runWaitingCli([...asking, "--json"], async (line) => {
    const [link = ""] = /openid4vp:\S+/.exec(line) ?? [];
    const request = new URL(link).searchParams.get("request_uri") ?? "";
    const object = await (await fetch(request)).text();
    const { state = "", ...read } = parseStrangerRequest(object);
    responseUri = read.responseUri;
    assert.match(read.clientId, /^x509_hash:/);
    const answer = await fetch(responseUri, {
      method: "POST",
      body: new URLSearchParams({ vp_token: JSON.stringify({ document0: ["e30.e30.e30~"] }), state }),
    });
    assert.equal(answer.status, 200);
  });
  assert.equal(documentOf<Verdict>(ran, asking, 1).outcome, "not valid");
  await assert.rejects(fetch(responseUri), "nobody listens any more");
  const unnamed = [...asking, "--client", "nobody"];
  assert.deepEqual(await ask(unnamed, 2), { ok: false, code: "cli.usage" });
});

test("the chain is shown, and files are explained", async () => {
  const chain = await ask<RegistryView & { blocks: { height: number }[] }>([
    "chain",
    "show",
    ...walletOf("bank"),
    "--blocks",
    "3",
  ]);
  assert.equal(chain.id, founded.registry);
  assert.equal(chain.blocks.length, 3);
  assert.equal(chain.authorities.filter(({ cosigned }) => cosigned).length, 4);
  const light = await ask<RegistryView & { blocks: unknown[] }>(["chain", "show", ...walletOf("citizen")]);
  assert.deepEqual([light.mode, light.blocks], ["light", []]);
  const kinds: Record<string, string> = {
    "ask.txt": "signed message (oauth-authz-req+jwt)",
    "request.txt": "signed message (openid4vci-proof+jwt)",
    "delivery.txt": "encrypted message (JWE)",
  };
  for (const [name, kind] of Object.entries(kinds)) {
    assert.equal((await ask<{ kind: string }>(["inspect", at(name)])).kind, kind);
  }
  const genesis = readFileSync(join(founded.node, "genesis.json"), "utf8");
  const found = await askCli<{ kind: string; content: { hash: string } }>(["inspect", "-"], 0, {
    input: genesis,
  });
  assert.deepEqual([found.kind, found.content.hash], ["registry entry", founded.registry]);
  assert.deepEqual(await ask(["inspect", secret], 1), { kind: "unknown", content: null });
});

test("a table is checked, issued from, and the same command again issues nothing twice", async () => {
  const asked = ["--office", "civil-registry", "--type", BIRTH_VCT];
  const { stdout: request } = await runCli(["wallet", "request", ...walletOf("citizen"), ...asked]);
  const head =
    "key,registration_number,registered_on,family_name,given_name,birthdate,place_of_birth,parent_1.name";
  const row = (key: string, number: string, birthdate: string): string =>
    `${key},${number},2026-04-02,Sample,Nora,${birthdate},Lakeside,Ada Sample,${request.trim()}`;
  const table = (name: string, ...rows: readonly string[]): string =>
    file(name, [`${head},request`, ...rows].join("\r\n"));
  const bulk = (path: string, ...more: readonly string[]): string[] => [
    "issue",
    "bulk",
    path,
    "--type",
    "birth-certificate",
    ...more,
    ...walletOf("civil-registry"),
  ];
  const wrong = table("wrong.csv", row("a", "T 1", "30.3.2026"));
  const { exit, stdout } = await runCli(bulk(wrong, "--check"));
  assert.equal(exit, 1);
  assert.match(stdout, /^Row 2, birthdate: .+\n0 rows ready, 0 known, 1 wrong\.\n$/);
  const right = table("right.csv", row("a", "T 1", "2026-03-30"), row("b", "T 2", "2026-03-30"));
  const [job] = await ask<{ id: string; count: object }[]>(bulk(right));
  assert.deepEqual(job?.count, { ready: 0, waiting: 0, signed: 0, sealed: 2, failed: 0 });
  // The same again issues nothing, and prints what is to be delivered once more.
  const [same] = await ask<{ id: string; count: object }[]>(bulk(right));
  assert.deepEqual(same, job);
  const again = await runCli(bulk(right));
  assert.match(again.stdout, /^key,commitment,delivery\r\na,[\w-]{43},.+\r\nb,[\w-]{43},.+\r\n/);
  // What stands for the same as a certificate in force fails alone, and is said with its row.
  const failing = await runCli(
    bulk(table("held.csv", row("c", "T 1", "2026-03-30"), row("d", "T 3", "2026-03-30"))),
  );
  assert.equal(failing.exit, 1);
  assert.match(failing.stderr, /^Row 2: .+ \(tag\.held\)$/m);
});

test("a passphrase is taken as it stands, changed, and never told", async () => {
  const wrong = { env: { SEALFOLIO_PASSPHRASE: "a walk never taken" } };
  const list = ["wallet", "list", "--wallet", at("wallets", "citizen")];
  const refused = await runCli(list, wrong);
  assert.equal(refused.exit, 4);
  assert.equal(refused.stdout, "");
  assert.match(refused.stderr, /vault\.wrong_passphrase/);
  const next = file("next", `${NEXT}\n`);
  const changed = await runCli([
    "wallet",
    "passphrase",
    ...walletOf("citizen"),
    "--new-passphrase-file",
    next,
  ]);
  assert.equal(changed.exit, 0);
  const asNow = { env: { SEALFOLIO_PASSPHRASE: NEXT, SEALFOLIO_WALLET: at("wallets", "citizen") } };
  const listed = await runCli(["wallet", "list"], asNow);
  assert.equal(listed.exit, 0);
  const activity = await runCli(["wallet", "activity"], asNow);
  assert.match(activity.stdout, /presentation done, bank, gave: family_name/);
  const nobody = await askCli(list, 4);
  assert.deepEqual(nobody, { ok: false, code: "cli.no_passphrase" });
  for (const { stdout, stderr } of [refused, changed, listed, activity]) {
    for (const text of [PASSPHRASE.trim(), NEXT.trim(), "a walk never taken"]) {
      assert.ok(!`${stdout}${stderr}`.includes(text));
    }
  }
});

test("a registry's id may begin with a dash", async () => {
  const id = `-${"A".repeat(41)}E`;
  const made = ["wallet", "create", ...walletOf("dashed"), "--registry", id, "--source", url];
  assert.equal((await ask<{ registry: RegistryView }>(made)).registry.id, id);
  const sync = await runCli(["chain", "sync", ...walletOf("dashed")]);
  assert.equal(sync.exit, 4);
  assert.match(sync.stderr, /follow\.no_source/);
});

test("the node ends when it is told to", async () => {
  assert.equal(await node.stop(), 0);
  assert.ok(existsSync(join(founded.node, "registry.db")));
  assert.deepEqual(await ask(["registry", "status", url], 4), { ok: false, code: "source.unreachable" });
});
