import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import type {
  CopiesRowView,
  WaitingBatchView,
  WaitingCopiesView,
} from "../../../src/contract/copies-views.ts";
import { COPIES_EN } from "../../../src/words/codes/copies/en.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { PASSPHRASE } from "../../support/vault.ts";
import { WalletWorld } from "../../support/wallet-world.ts";
import { startCli } from "../../support/cli.ts";
import type { OfferRowView } from "../../../src/contract/offer-views.ts";
import { WarmCli } from "../../support/warm-cli.ts";
import { askForCopies, keepCopies, type Waiting } from "../../support/waiting-copies.ts";

// Those who wait for single-use copies, served by an officer at the command line. One program at a time has
// the office's wallet: its window while holders ask and collect, commands between.

const TYPE = "birth-certificate";
const world = await WalletWorld.open({ after });
await world.accredit(["civil-registry"], { kdf: "least" });
const civil = world.office("civil-registry");
const files = tempFolder({ after });
const secret = join(files, "passphrase");
writeFileSync(secret, PASSPHRASE);
const STOPPED = COPIES_EN["copies.stopped"].what;
const mine = ["--wallet", civil.folder, "--passphrase-file", secret];
const cli = new WarmCli({ after });
const ALL = ["issue", "copies-waiting"];
const ISSUE = [...ALL, "--type", TYPE, "--issue"];
const run = (words: readonly string[]) => cli.run([...words, ...mine]);
const ask = <T>(words: readonly string[], exit = 0): Promise<T> => cli.ask<T>([...words, ...mine], exit);

async function atCommandLine<T>(work: () => Promise<T>): Promise<T> {
  civil.close();
  try {
    return await work();
  } finally {
    await civil.reopen();
    await civil.program.goOn();
  }
}

const left = async ({ wallet }: Waiting, id: string) =>
  (await wallet.ask("holder.show", { id })).copies?.left;

test("where nobody or only one waits, nothing is issued, and which kind is meant has to be said", async () => {
  await atCommandLine(async () => {
    const none = await run(ALL);
    assert.deepEqual([none.exit, none.stdout, none.stderr], [0, "Nothing found.\n", ""]);
    assert.deepEqual(await ask([...ALL, "--issue"], 2), { ok: false, code: "cli.usage" });
    assert.deepEqual(await ask(ISSUE, 4), { ok: false, code: "copies.too_few" });
  });
});

test("who waits is listed, issued to together and gets theirs; who cannot be is left out and named", async () => {
  const ana = await askForCopies(world, "ana", "C 1/1991");
  await atCommandLine(async () => {
    assert.deepEqual(await ask(ISSUE, 4), { ok: false, code: "copies.too_few" });
    assert.deepEqual(await ask([...ALL, "--type", "id-card"]), []);
  });

  const ben = await askForCopies(world, "ben", "C 2/1991");
  await atCommandLine(async () => {
    const rows = await ask<WaitingCopiesView[]>(ALL);
    assert.deepEqual(
      rows.map(({ type, copies, code }) => [type, copies, code]),
      [
        [TYPE, 8, undefined],
        [TYPE, 8, undefined],
      ],
    );
    const listed = await run(ALL);
    assert.deepEqual([listed.exit, listed.stderr], [0, ""]);
    assert.equal(listed.stdout, rows.map(({ id }) => `${id}  ${TYPE}  8\n`).join(""));
    const issued = await run(ISSUE);
    assert.equal(issued.exit, 0, issued.stderr);
    assert.match(issued.stdout, /^Batch [\w-]{43}: sealed\n$/, "what wallets fetch is printed for nobody");
    assert.equal(issued.stderr, listed.stdout);
  });
  const [hers, his] = [await keepCopies(ana), await keepCopies(ben)];
  assert.deepEqual([await left(ana, hers), await left(ben, his)], [8, 8]);

  // More of them: one whose copies are suspended meanwhile, two who ask for the same.
  await ana.wallet.ask("receive.renew", { credential: hers });
  await ben.wallet.ask("receive.renew", { credential: his });
  const cleo = await askForCopies(world, "cleo", "C 3/1991");
  const twin = await askForCopies(world, "twin", "C 3/1991");
  await atCommandLine(async () => {
    const known = await ask<CopiesRowView[]>(["issue", "copies-list"]);
    const { certificate = "" } =
      known.find(({ claims }) => claims["registration_number"] === "C 1/1991") ?? {};
    const change = ["issue", "copies-change", certificate, "--act", "suspend", "--reason", "investigation"];
    assert.equal((await ask<{ state: string }>(change)).state, "sealed");
    const again = await run(["issue", "copies-refresh", certificate]);
    assert.match(again.stdout, /^Batch [\w-]{43}: sealed\n$/);
    const rows = await ask<WaitingCopiesView[]>(ALL);
    assert.deepEqual(rows.map(({ code }) => code).toSorted(), [
      "copies.stopped",
      undefined,
      undefined,
      undefined,
    ]);
    const stopped = rows.find(({ code }) => code !== undefined)?.id ?? "";
    const batch = await ask<WaitingBatchView>(ISSUE);
    assert.deepEqual([batch.state, batch.holders.length], ["sealed", 2]);
    const twice = batch.left.find(({ code }) => code === "copies.twice")?.id ?? "";
    assert.deepEqual(
      batch.left.toSorted((a, b) => a.code.localeCompare(b.code)),
      [
        { id: stopped, code: "copies.stopped" },
        { id: twice, code: "copies.twice" },
      ],
    );
    const refused = await run(ISSUE);
    assert.deepEqual([refused.exit, refused.stdout], [4, ""]);
    const lines = refused.stderr.trimEnd().split("\n");
    assert.deepEqual(
      lines.slice(0, 2).toSorted(),
      [`${stopped}  ${TYPE}  8  ${STOPPED} (copies.stopped)`, `${twice}  ${TYPE}  8`].toSorted(),
    );
    assert.equal(lines.at(-1), "(copies.too_few)");
  });
  assert.equal((await ana.wallet.ask("holder.show", { id: hers })).copies?.refill, "waiting");
  world.ahead += 400;
  await ben.wallet.program.goOn();
  assert.equal(await left(ben, his), 16);
  const states = [];
  for (const { wallet, waiting } of [cleo, twin]) {
    states.push((await wallet.ask("receive.check", { id: waiting })).state);
  }
  assert.deepEqual(states.toSorted(), ["arrived", "waiting"]);
  world.ahead = 0;
});

test("without a window: offered, served, issued to those who wait, served again, and one offer taken back", async () => {
  civil.close();
  const offer = async (number: string, ...more: readonly string[]) => {
    const path = join(files, "claims.json");
    writeFileSync(path, JSON.stringify(world.birth(number)));
    return await ask<OfferRowView>(["issue", "offer", "--type", TYPE, "--claims", path, ...more]);
  };
  const serving = () =>
    startCli<{ url: string }>({ after: (work) => after(async () => void (await work())) }, [
      "issue",
      "serve",
      ...mine,
    ]);
  const states = async () => (await ask<OfferRowView[]>(["issue", "offers"])).map(({ state }) => state);
  const before = (await states()).length;
  const offers = [await offer("C 11/1991", "--form", "copies"), await offer("C 12/1991", "--form", "copies")];
  const coded = await offer("C 13/1991", "--code");
  assert.match(coded.txCode ?? "", /^\d{6}$/);
  const back = await offer("C 14/1991", "--form", "mdoc", "--days", "1");
  assert.equal(back.expires, back.made + 86_400);
  assert.equal((await ask<OfferRowView>(["issue", "offers", back.id, "--cancel"])).state, "cancelled");
  const again = await ask(["issue", "offers", back.id, "--cancel"], 4);
  assert.deepEqual(again, { ok: false, code: "offers.collected" });

  const first = await serving();
  assert.ok(coded.link?.includes(encodeURIComponent(first.document.url)), "links say where it is served");
  const waiting: Waiting[] = [];
  for (const [at, { link = "" }] of offers.entries()) {
    const wallet = await world.citizen(`offline-${at}`);
    const { id } = await wallet.ask("receive.open", { offer: link });
    const { state, id: own } = await wallet.ask("receive.fetch", { id });
    assert.equal(state, "waiting");
    waiting.push({ wallet, waiting: own });
  }
  const holder = await world.citizen("coded");
  const { id } = await holder.ask("receive.open", { offer: coded.link ?? "" });
  assert.equal((await holder.ask("receive.fetch", { id, txCode: coded.txCode ?? "" })).state, "arrived");
  assert.equal(await first.stop(), 0);

  assert.equal((await ask<WaitingBatchView>(ISSUE)).state, "sealed");
  const second = await serving();
  assert.equal(second.document.url, first.document.url);
  for (const one of waiting) assert.equal(await left(one, await keepCopies(one)), 8);
  assert.equal(await second.stop(), 0);
  assert.deepEqual((await states()).slice(0, -before || undefined).toSorted(), [
    "cancelled",
    "collected",
    "collected",
    "collected",
  ]);
});
