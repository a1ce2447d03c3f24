import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import type { JsonValue } from "../../../src/json/value.ts";
import { filesIn } from "../../support/folder-state.ts";
import { formsOf } from "../../support/marked-secrets.ts";
import type { TestWallet } from "../../support/test-wallet.ts";
import { BIRTH_VCT, MARKS, TITLE_VCT, WalletWorld, whole } from "../../support/wallet-world.ts";

const world = await WalletWorld.open({ after }, ["civil-registry", "land-registry", "bank"]);
const everyone = ["civil-registry", "land-registry", "bank"] as const;
const [civil, land, bank] = everyone.map((name) => world.office(name)) as [
  TestWallet,
  TestWallet,
  TestWallet,
];
const citizen = await world.citizen();
const wallets = [civil, land, bank, citizen];

const PURPOSE = "Urgrund";
const TITLE = {
  district: "Hinterzarten",
  parcel: "4711/8",
  address: "Rabenhorst 99",
  area_m2: 64_064,
  owner: "Balduin Rabe",
  share: "1/1",
  since: "1987-06-05",
};

/** Issued, kept, presented, checked, refused, sold: everything that a wallet keeps something of. */
async function live(): Promise<void> {
  const birth = await world.giveBirth(citizen, world.birth("C 8642/1991"));
  const ask = async () =>
    (await citizen.ask("holder.request_key", { office: "land-registry", vct: TITLE_VCT })).request;
  const issue = async (request: string) =>
    await land.ask("office.issue", { type: "property-title", request, claims: TITLE });
  const { row, delivery } = whole(await issue(await ask()));
  await citizen.ask("holder.keep", { delivery });
  assert.equal((await issue(await ask())).row.state, "refused");
  const { consentRequest } = await land.ask("office.propose_replacement", {
    old: row.commitment,
    request: await ask(),
    claims: { ...TITLE, owner: "Kunigunde Rabe" },
    reason: "transfer",
  });
  await citizen.ask("holder.consent", { request: consentRequest });
  await bank.ask("registry.sync", {});
  const paths = [["family_name"], ["given_name"], ["place_of_birth"], ["parent_1", "name"]];
  const { request } = await bank.ask("counter.ask", {
    purpose: "identity-check",
    credentials: [{ vct: BIRTH_VCT, claims: paths.map((path) => ({ path, optional: false })) }],
    validFor: 600,
  });
  const answers = [{ query: "document0", credential: birth.id, approved: paths }];
  const { response } = await citizen.ask("present.answer", { request, answers, despiteWarnings: false });
  const { verdict } = await bank.ask("counter.check", { response });
  assert.equal(verdict.outcome, "valid");
  await bank.refused("counter.check", { response });
  await citizen.refused("present.answer", { request: PURPOSE, answers, despiteWarnings: false });
  await civil.ask("office.suspend", { commitment: birth.commitment, reason: "investigation" });
}

await live();

/** Texts that only a person's own data hold, too long to be found by chance. */
const PERSONAL = [
  ...MARKS,
  "8642/1991",
  "Hinterzarten",
  "4711/8",
  "Rabenhorst",
  "Balduin",
  "Kunigunde",
  PURPOSE,
];

const forms = [...PERSONAL, citizen.passphrase].flatMap((text) => [
  ...formsOf(Buffer.from(text)),
  Buffer.from(text, "utf16le").toString("latin1"),
  Buffer.from(text).toString("hex").toUpperCase(),
]);

function assertNothingIn(wallet: TestWallet): void {
  const files = filesIn(wallet.folder);
  assert.ok(files.length > 1);
  for (const path of files) {
    const content = path + readFileSync(path).toString("latin1");
    const found = forms.filter((form) => content.includes(form));
    assert.deepEqual(found, [], path);
  }
}

test("nothing personal lies in a wallet's folder in clear, open, locked or closed", async () => {
  for (const wallet of wallets) {
    assertNothingIn(wallet);
    await wallet.ask("wallet.lock", {});
    assertNothingIn(wallet);
    wallet.close();
    assertNothingIn(wallet);
    await wallet.reopen();
  }
});

test("nothing personal is in the chain or in what a node keeps", () => {
  const node = filesIn(world.founded.node).concat(
    ...world.founded.authorities.map(({ home }) => filesIn(home)),
  );
  assert.ok(node.length > 5);
  for (const path of node) {
    const content = readFileSync(path).toString("latin1");
    assert.deepEqual(
      forms.filter((form) => content.includes(form)),
      [],
      path,
    );
  }
});

function textsIn(value: JsonValue): readonly string[] {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(textsIn);
  return [String(value)];
}

test("the log tells what happened, never what anything says", async () => {
  const values = [...textsIn(world.birth("C 8642/1991")), ...textsIn(TITLE), "Kunigunde Rabe"];
  const kinds = new Set<string>();
  for (const wallet of wallets) {
    const rows = await wallet.ask("activity.list", { limit: 1000 });
    assert.ok(rows.length > 0);
    for (const row of rows) {
      kinds.add(row.kind);
      const { at: _at, seq: _seq, ...told } = row;
      const texts = textsIn(told as unknown as JsonValue);
      assert.deepEqual(
        values.filter((value) => texts.some((text) => text.includes(value))),
        [],
      );
    }
    assert.deepEqual(
      rows.map(({ seq }) => seq),
      rows.map((_, i) => rows.length - 1 - i),
    );
  }
  for (const kind of [
    "key_request",
    "receive",
    "presentation",
    "consent",
    "ask",
    "check",
    "sign",
    "issue",
    "suspend",
  ]) {
    assert.ok(kinds.has(kind), kind);
  }
});

test("the log is read page by page", async () => {
  const all = await citizen.ask("activity.list", { limit: 1000 });
  const pages = [];
  let before: number | undefined;
  for (;;) {
    const page = await citizen.ask("activity.list", {
      limit: 3,
      ...(before === undefined ? {} : { before }),
    });
    if (page.length === 0) break;
    pages.push(...page);
    before = page.at(-1)?.seq;
  }
  assert.deepEqual(pages, all);
});

test("the search for what is personal would find it", () => {
  for (const before of ["", "x", "xy"]) {
    const bytes = Buffer.from(`${before}${MARKS[0]}z`);
    for (const encoding of ["latin1", "hex", "base64", "base64url"] as const) {
      const text = bytes.toString(encoding);
      assert.ok(
        forms.some((form) => text.includes(form)),
        text,
      );
    }
  }
});
