import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { auditScreen } from "../support/audit.ts";
import { parseCsv, writeCsv } from "../../src/csv/parse.ts";
import { endWindow, SampleWindow } from "../support/sample-window.ts";
import { takePictures } from "../support/pictures.ts";

const endings: (() => void | Promise<void>)[] = [];
let window: SampleWindow;
let page: SampleWindow["page"];

before(async () => {
  const end = { after: (work: () => void | Promise<void>) => void endings.unshift(work) };
  window = await SampleWindow.open(end);
  ({ page } = window);
  page.setDefaultTimeout(60_000);
});
after(() => endWindow(window, endings));

/** Looks at a screen: axe, and a picture for whoever wants one. */
async function look(name: string): Promise<void> {
  await auditScreen(page, name);
  await takePictures(page, window.app, `tables-${name}`);
}

const button = (name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
const text = (said: string) => page.getByText(said, { exact: false }).first();

async function drop(name: string, content: string): Promise<void> {
  await page.evaluate(`{
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([${JSON.stringify(content)}], ${JSON.stringify(name)}));
    for (const type of ["dragover", "drop"])
      document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
  }`);
}

const HEAD = [
  "key",
  "registration_number",
  "registered_on",
  "family_name",
  "given_name",
  "birthdate",
  "place_of_birth",
  "parent_1.name",
  "request",
];
let request: string;

function line(number: number, changed: { readonly [column: string]: string } = {}): string[] {
  const values: { readonly [column: string]: string } = {
    key: `case-${number}`,
    registration_number: `T ${number}/2026`,
    registered_on: "2026-04-02",
    family_name: "Sample",
    given_name: `Nora ${number}`,
    birthdate: "2026-03-30",
    place_of_birth: "Lakeside",
    "parent_1.name": "Ada Marie Sample",
    request,
    ...changed,
  };
  return HEAD.map((column) => values[column] ?? "");
}

/** Four steps of signing: a busy machine may be through the second before it hears that it shall pause. */
const COUNT = 250;
const table = (changed: { readonly [number: number]: { readonly [column: string]: string } } = {}): string =>
  writeCsv([HEAD, ...Array.from({ length: COUNT }, (_, i) => line(i + 1, changed[i + 1]))]);

const sealedNow = async (): Promise<number> => (await window.ask("bulk.list", {}))[0]?.count.sealed ?? 0;

test("a table is read as a dry run, and each wrong row says what is wrong in it", async () => {
  await window.switchTo("civil-registry");
  ({ request } = await window.other("jonah", "holder.request_key", {
    office: "civil-registry",
    vct: "urn:sealfolio:type:birth-certificate:1",
  }));
  await window.goTo("#/tables");
  await text("No tables yet").waitFor();
  await look("empty");
  await button("Take in a table").click();
  await window.title("Which table?");
  const birth = page.getByRole("radio", { name: /Birth certificate/ });
  if ((await birth.count()) > 0) await birth.check({ force: true });
  await text("registration_number").waitFor();
  const empty = await window.savedBy(() => button("Save an empty table").click());
  const columns = empty.trim().split(",");
  assert.ok(
    [...HEAD, "role"].every((column) => columns.includes(column)),
    empty,
  );
  await look("choose");
  await drop("births.csv", table({ 3: { birthdate: "30.03.2026" }, 7: { family_name: "" } }));
  await window.title("Dry run");
  await text("Rows with something wrong: 2").waitFor();
  const grid = page.getByRole("grid", { name: "What is wrong" });
  assert.match(await grid.innerText(), /4\s+birthdate[\s\S]+8\s+family_name/);
  await look("wrong");
  assert.equal(await button(/Take in \d+ rows/).count(), 0, "what is wrong is not kept");
  assert.deepEqual(await window.ask("bulk.list", {}), []);
  await button("Another file").click();
  await drop("births.csv", table());
  await text(`Rows that can be issued: ${COUNT}`).waitFor();
  await look("ready");
  await button(`Take in ${COUNT} rows`).click();
  await window.title("births.csv");
  await text("Nothing of it is signed yet.").waitFor();
  assert.equal(await sealedNow(), 0, "nothing is signed before it is begun");
});

test("it is paused on the way, and goes on to its end: each row once", async () => {
  const told = page.getByRole("progressbar", { name: "Issuing from a table" }).waitFor();
  await button("Sign and issue").click();
  await button("Pause").click();
  await told;
  // What stands on the screen instead says why.
  const withScreen = async (error: unknown): Promise<never> => {
    throw new Error((await page.locator("main").innerText()).slice(0, 600), { cause: error });
  };
  await button("Go on").waitFor().catch(withScreen);
  await look("paused");
  const [paused] = await window.ask("bulk.list", {});
  assert.ok(paused !== undefined && !paused.isRunning);
  assert.ok(paused.count.ready > 0 && paused.count.ready < COUNT, "it stopped on the way");
  await button("Go on").click();
  await text(`Sealed: ${COUNT}`).waitFor({ timeout: 120_000 }).catch(withScreen);
  // Whoever began it with the keyboard is still where it goes on.
  await page.locator("button:focus").filter({ hasText: "Save the deliveries" }).waitFor();
  await look("through");
  const rows = await window.ask("bulk.rows", { id: paused.id, from: 0, count: 1000 });
  assert.equal(new Set(rows.map(({ commitment }) => commitment)).size, COUNT);
  assert.ok(rows.every(({ state }) => state === "sealed"));
  const csv = await window.savedBy(() => button("Save the deliveries").click());
  const delivery = parseCsv(csv).rows[4]?.fields[2] ?? "";
  assert.equal((await window.other("jonah", "holder.keep", { delivery })).state, "valid");
});

test("the same table again issues nothing", async () => {
  await button("All tables").click();
  await page.getByRole("grid", { name: "From a table" }).waitFor();
  await look("list");
  await button("Take in a table").click();
  const birth = page.getByRole("radio", { name: /Birth certificate/ });
  if ((await birth.count()) > 0) await birth.check({ force: true });
  await text("registration_number").waitFor();
  await drop("births.csv", table());
  await text("There is nothing new in this table.").waitFor();
  assert.equal(await button(/Take in \d+ rows/).count(), 0);
});

test("two officers: the second reads those that were drawn, sends one back, and approves the others", async () => {
  await window.decide("type.amend", { id: "property-title", approvals: 2 });
  for (const who of ["land-registry", "land-registry-second"]) await window.other(who, "registry.sync", {});
  const asked = { office: "land-registry", vct: "urn:sealfolio:type:property-title:1" };
  const { request: own } = await window.other("jonah", "holder.request_key", asked);
  const head = ["key", "district", "parcel", "address", "area_m2", "owner", "share", "since", "request"];
  const rows = Array.from({ length: 7 }, (_, i) => {
    const parcel = `${70 + i}/1`;
    return [`title-${i}`, "Lakeside", parcel, "Shore Road 1", "512", "Jonah Buyer", "1/1", "2026-01-02", own];
  });
  await window.switchTo("land-registry");
  await window.goTo("#/tables");
  await button("Take in a table").click();
  await text("area_m2").waitFor();
  await drop("titles.csv", writeCsv([head, ...rows]));
  await text("Rows that can be issued: 7").waitFor();
  await button("Take in 7 rows").click();
  await button("Sign and issue").click();
  await text("Waiting for a second officer: 7").waitFor();
  await look("waiting");
  const batch = await window.savedBy(() => button("Save the drafts").click());

  await window.switchTo("land-registry-second");
  await window.goTo("#/approve");
  await window.title("Second officer");
  await drop("drafts.sealfolio", batch);
  await window.title("7 certificates to approve");
  const ticks = page.getByRole("checkbox", { name: /I have read it/ });
  assert.equal(await ticks.count(), 5);
  assert.ok(await button("Approve all 7").isDisabled(), "nothing is approved unread");
  await look("batch");
  // What is found wrong goes back with a word, and nothing is approved with it.
  await button(/^Send back: /)
    .first()
    .click();
  await page.getByLabel("What is wrong with it?").fill("The parcel was divided.");
  await button("Make the answer").click();
  await text("The answer is ready.").waitFor();
  const answer = await window.savedBy(() => button("Save as a file").click());
  await button("Close").click();
  await text("Sent back: 1").waitFor();
  assert.equal(await ticks.count(), 4);
  for (const tick of await ticks.all()) {
    await tick.focus();
    await page.keyboard.press("Space");
  }
  assert.ok(await button("Approve all 7").isDisabled(), "nor when all others were read");
  await look("batch-back");

  await window.switchTo("land-registry");
  await window.goTo("#/approve");
  await drop("answer.sealfolio", answer);
  await text("The parcel was divided.").waitFor();
  await window.goTo("#/tables");
  await page.getByText("titles.csv").click();
  await text("Waiting for a second officer: 6").waitFor();
  const rest = await window.savedBy(() => button("Save the drafts").click());
  await window.switchTo("land-registry-second");
  await window.goTo("#/approve");
  await drop("drafts.sealfolio", rest);
  await window.title("6 certificates to approve");
  assert.equal(await ticks.count(), 5);
  for (const tick of await ticks.all()) {
    await tick.focus();
    await page.keyboard.press("Space");
  }
  await button("Approve all 6").click();
  const approved = page.getByRole("heading", { level: 1, name: "Approved" });
  const some = text("Those that were neither sealed nor refused can be approved again.");
  // On a busy machine not all of them may be sealed while it waits; then it is asked for again.
  await approved.or(some).first().waitFor();
  while (!(await approved.isVisible())) {
    await button("Approve all 6")
      .click({ timeout: 2_000 })
      .catch(() => {});
    await page.waitForTimeout(200);
  }

  await window.switchTo("land-registry");
  await window.goTo("#/tables");
  await page.getByText("titles.csv").click();
  // The wallet may have seen by itself that they are sealed.
  const again = button("Look again");
  await again.or(text("Sealed: 6")).first().waitFor();
  if (await again.isVisible()) await again.click();
  await text("Sealed: 6").waitFor();
  await look("approved");
  await button("Save the deliveries").waitFor();
});
