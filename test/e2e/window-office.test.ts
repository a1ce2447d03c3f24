import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { endWindow, SampleWindow } from "../support/sample-window.ts";
import { takePictures } from "../support/pictures.ts";
import { atRest } from "../support/audit.ts";

const endings: (() => void | Promise<void>)[] = [];
let window: SampleWindow;
let page: SampleWindow["page"];

before(async () => {
  window = await SampleWindow.open({ after: (work) => void endings.unshift(work) });
  ({ page } = window);
  page.setDefaultTimeout(60_000);
});
after(() => endWindow(window, endings));

const shoot = (name: string): Promise<void> => takePictures(page, window.app, `office-${name}`);

const BIRTH = "urn:sealfolio:type:birth-certificate:1";
const ID_CARD = "urn:sealfolio:type:id-card:1";
const TITLE = "urn:sealfolio:type:property-title:1";

async function requestBy(person: string, office: string, vct: string): Promise<string> {
  const { request } = await window.other(person, "holder.request_key", { office, vct });
  // The window shows each wallet anew: what it heard of the two changes is over before one goes on.
  await page.waitForTimeout(150);
  for (let i = 0; i < 3; i++) await page.evaluate("window.sealfolio.call('app.status', {})");
  return request;
}

const button = (name: string) => page.getByRole("button", { name, exact: true });
const field = (name: string) => page.getByLabel(name, { exact: true });
const code = (text: string) => page.getByText(text, { exact: true }).first();

async function fill(values: { readonly [label: string]: string }): Promise<void> {
  for (const [label, value] of Object.entries(values)) await page.getByLabel(label).first().fill(value);
}

/** Pastes a message into the screen's intake and opens it. */
async function give(text: string): Promise<void> {
  await field("Or paste it here").fill(text);
  await field("Or paste it here").press("Enter");
}

async function choose(label: string, option: string): Promise<void> {
  await page.getByRole("button", { name: label }).click();
  await page.getByRole("option", { name: option, exact: true }).click();
}

const BIRTH_FIELDS = {
  "Registration number": "C 0777/2001",
  "Registered on": "2001-04-02",
  "Family name": "Buyer",
  "Given names": "Jonah",
  "Date of birth": "2001-03-30",
  "Place of birth": "Lakeside",
  "First parent": "Ruth Buyer",
};

async function beginBirth(): Promise<void> {
  const request = await requestBy("jonah", "civil-registry", BIRTH);
  await window.goTo("#/issue");
  await page.getByRole("radio", { name: /Birth certificate/ }).check({ force: true });
  await give(request);
  await window.title("Birth certificate: fill in");
}

test("a request that is for somebody or something else is refused in place", async () => {
  await window.switchTo("civil-registry");
  const wrongOffice = await requestBy("jonah", "identity-office", ID_CARD);
  const wrongType = await requestBy("jonah", "civil-registry", ID_CARD);
  await window.goTo("#/issue");
  await window.title("Issue a certificate");
  await shoot("issue-begin");
  for (const [text, said] of [
    ["nothing of the kind", "exchange.syntax"],
    [wrongOffice, "exchange.wrong_office"],
    [wrongType, "office.wrong_type"],
  ] as const) {
    await give(text);
    await code(said).waitFor();
  }
});

test("the form says what is wrong as one types, and all of it when one goes on", async () => {
  await beginBirth();
  await page.getByLabel("Family name").fill("Buy\u202eer");
  await page.getByText("One line of up to 1,000 characters").waitFor();
  await button("Look at it").click();
  await page.getByText(/fields need a look/).waitFor();
  assert.equal(await page.evaluate("document.activeElement.getAttribute('aria-invalid')"), "true");
  await shoot("form-wrong");
  await fill(BIRTH_FIELDS);
  await field("Valid until (may be left out)").fill("2001-01-01");
  await page.getByText("A day to come", { exact: false }).waitFor();
  await field("Valid until (may be left out)").fill("");
  assert.equal(await page.getByText("This is needed.").count(), 0);
});

test("what is held already is told before anything is signed", async () => {
  await page.getByLabel("Registration number").fill("C 412 - 1991");
  await code("tag.held").waitFor();
  await page.getByRole("link", { name: "Open Ada Marie Sample" }).waitFor();
  await shoot("form-duplicate");
  await page.getByLabel("Registration number").fill("C 1 2 / 3");
  await page.getByText("It can be read in more than one way.").waitFor();
  await page.getByLabel("Registration number").fill(BIRTH_FIELDS["Registration number"]);
  await code("tag.held").waitFor({ state: "detached" });
});

test("issued with Enter alone: looked at, signed, sealed, delivered, and opened by its holder", async () => {
  await page.getByLabel("First parent").press("Enter");
  await window.title("Birth certificate: look once more");
  await page.getByText("30 March 2001").waitFor();
  await shoot("look");
  await window.enter();
  await page.getByText("It is sealed.").waitFor();
  await shoot("issued");
  const delivery = await window.savedBy(() => window.enter());
  await window.other("jonah", "registry.sync", {});
  const kept = await window.other("jonah", "holder.keep", { delivery });
  assert.equal(kept.claims.find(({ path }) => path[0] === "given_name")?.value, "Jonah");
});

test("the register finds it as one types, by any of its words", async () => {
  await window.goTo("#/register");
  const rows = page.getByRole("row");
  await page.getByText("Ada Marie Sample").waitFor();
  await shoot("register");
  await page.getByRole("searchbox").fill("ruth lakeside");
  await page.getByText(/^1 of 2 · \d+ ms$/).waitFor();
  assert.equal(await rows.count(), 2);
  await page.getByRole("searchbox").fill("nobody at all");
  await page.getByText("Nothing was found").waitFor();
  await button("Show all").click();
  await page.getByText(/^2 of 2 · /).waitFor();
  const pickOne = async (label: string, choice: string): Promise<void> => {
    await page.getByRole("button", { name: label }).click();
    await page.getByRole("option", { name: choice, exact: true }).click();
  };
  await pickOne("Kind", "Marriage certificate");
  await page.getByText(/^0 of 2 · /).waitFor();
  await pickOne("Kind", "Birth certificate");
  await pickOne("Year", String(new Date().getFullYear()));
  await page.getByText(/^2 of 2 · /).waitFor();
  await page.getByRole("radio", { name: "Ended" }).check({ force: true });
  await page.getByText(/^0 of 2 · /).waitFor();
  await page.getByRole("radio", { name: "In force" }).check({ force: true });
  await page.getByRole("searchbox").fill("jonah");
  await page.getByText(/^1 of 2 · /).waitFor();
  await page.getByRole("grid").focus();
  await window.enter();
  // Beside the table first: what it says, and its past life.
  const panel = page.getByRole("complementary", { name: "The one chosen" });
  await panel.getByText("C 0777/2001").waitFor();
  await panel.getByText(/^Issued$/).waitFor();
  await shoot("register-panel");
  await window.enter();
  await window.title("Jonah Buyer");
});

async function change(open: string, reason: string, confirm: string): Promise<void> {
  await button(open).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.waitFor();
  await dialog.getByRole("button", { name: confirm, exact: true }).click();
  await dialog.getByText("Choose a reason first.").waitFor();
  await choose("Reason", reason);
  if (reason === "Lost") await shoot("question");
  await dialog.getByRole("button", { name: confirm, exact: true }).click();
  await dialog.waitFor({ state: "detached" });
}

test("suspended, put in force again, withdrawn: each asked before, with a reason", async () => {
  await change("Suspend", "Under investigation", "Suspend");
  await page.locator("main").getByText("Suspended", { exact: true }).first().waitFor();
  await change("Put in force again", "Cleared up", "Put in force again");
  await button("Suspend").waitFor();
  await shoot("record");
  await change("Withdraw", "Lost", "Withdraw");
  await button("Suspend").waitFor({ state: "detached" });
  await page.getByText("Withdrawn").first().waitFor();
  assert.equal(await button("Withdraw").count(), 0);
  await button("Deliver again").click();
  const delivery = await window.savedBy(() => button("Save as a file").click());
  assert.equal(delivery.split(".").length, 5);
  await page.keyboard.press("Escape");
});

test("a picture that is no picture is refused in place, and one that is too large is made smaller", async () => {
  await window.switchTo("identity-office");
  const request = await requestBy("jonah", "identity-office", ID_CARD);
  await window.goTo("#/issue");
  await give(request);
  await window.title("Identity card: fill in");
  const pick = async (name: string, buffer: Buffer): Promise<void> => {
    const chooser = page.waitForEvent("filechooser");
    await button("Choose a picture").or(button("Another picture")).click();
    await (await chooser).setFiles({ name, mimeType: "image/png", buffer });
  };
  await pick("not.png", Buffer.from("no picture"));
  await code("host.not_image").waitFor();
  const drawn = `(() => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 400;
    const drawing = canvas.getContext("2d");
    for (let i = 0; i < 1600; i++) {
      drawing.fillStyle = "hsl(" + i * 37 + " 60% " + (i % 90) + "%)";
      drawing.fillRect((i % 40) * 10, Math.floor(i / 40) * 10, 9, 9);
    }
    return canvas.toDataURL("image/png").split(",")[1];
  })()`;
  await pick("large.png", Buffer.from((await page.evaluate(drawn)) as string, "base64"));
  await page.getByText("The picture was made smaller").waitFor();
  assert.equal(await page.getByLabel("Over 18").count(), 0);
  await fill({
    "Family name": "Buyer",
    "Given names": "Jonah",
    "Date of birth": "2001-03-30",
    "Place of birth": "Lakeside",
    Nationality: "XX",
    "Card number": "L02X 11T48",
  });
  await shoot("form-picture");
  await button("Look at it").click();
  await page.getByText("Added when you sign: Over 18, Over 21.").waitFor();
  await button("Sign and issue").click();
  await page.getByText("It is sealed.").waitFor();
});

test("a title is replaced with its owner's consent, and a wrong answer leaves it waiting", async () => {
  await window.switchTo("land-registry");
  const request = await requestBy("jonah", "land-registry", TITLE);
  await window.goTo("#/register");
  await page.getByText("Lakeside · 12/3").click();
  await page.getByRole("link", { name: "Open", exact: true }).click();
  await window.title("Lakeside · 12/3");
  await button("Replace").click();
  await window.title("To whom does the new one go?");
  await give(request);
  await window.title("What changes?");
  await choose("Why is it replaced?", "New owner");
  await page.getByLabel("Owner", { exact: true }).fill("Jonah Buyer");
  await shoot("replace-form");
  assert.equal(await code("tag.held").count(), 0);
  await button("Look at it").click();
  await window.title("Look once more");
  await shoot("replace-look");
  await button("Sign and ask the owner").click();
  await page.getByText("Waits for the owner").waitFor();
  await shoot("proposal");
  const question = await window.savedBy(() => button("Save as a file").click());
  await give("nothing of the kind");
  await code("exchange.syntax").waitFor();
  const { consent } = await window.other("ada", "holder.consent", { request: question });
  // The window shows the wallet anew after the other one's was used.
  await page.getByText("Waits for the owner").waitFor();
  await give(consent);
  await page.getByText("It is sealed.").waitFor();
  await page.getByText("Replaced", { exact: true }).first().waitFor();
  await shoot("replaced");
  await page.getByRole("link", { name: "Open it in the register" }).click();
  await page.getByText("Took the place of").waitFor();
  await shoot("replaced-new");
});

test("two hold one, a guardian and a holder: each gets their own, and it is said wherever it is shown", async () => {
  await window.switchTo("civil-registry");
  const [first, second] = [
    await requestBy("jonah", "civil-registry", BIRTH),
    await requestBy("ada", "civil-registry", BIRTH),
  ];
  await window.goTo("#/issue");
  await page.getByRole("radio", { name: /Birth certificate/ }).check({ force: true });
  await give(first);
  await window.title("Birth certificate: fill in");
  await fill({ ...BIRTH_FIELDS, "Registration number": "C 0778/2026", "Given names": "Mia" });
  await button("Look at it").click();
  await window.title("Birth certificate: look once more");
  const roleOf = (request: string) => page.getByRole("radiogroup", { name: request, exact: true });
  await roleOf("The request of step 1").getByRole("radio", { name: "As guardian" }).check({ force: true });
  await button("Add somebody who holds it too").click();
  assert.equal(await button("Sign and issue").count(), 0, "nothing is signed while somebody is added");
  await give(first);
  await page.getByText("This request is already among them.").waitFor();
  await give(second);
  await roleOf("Request 2").waitFor();
  await shoot("holders");
  await button("Sign and issue").click();
  await page.getByText("It is sealed.").waitFor();
  const forJonah = await window.savedBy(() => button("Save as a file").click());
  await page.getByRole("radio", { name: /^2\. For themselves/ }).check({ force: true });
  const forAda = await window.savedBy(() => button("Save as a file").click());
  await shoot("holders-issued");
  for (const [person, delivery] of [
    ["jonah", forJonah],
    ["ada", forAda],
  ] as const) {
    await window.other(person, "registry.sync", {});
    await window.other(person, "holder.preview", { delivery });
  }
  await window.switchTo("jonah");
  await window.goTo("#/receive");
  await give(forJonah);
  await page.getByText("You, as guardian · 2 hold it").first().waitFor();
  await shoot("holders-offer");
  await button("Keep it").click();
  await page.getByText("You, as guardian · 2 hold it").first().waitFor();
});

const AXE = readFileSync(
  join(import.meta.dirname, "..", "..", "node_modules", "axe-core", "axe.min.js"),
  "utf8",
);
// What react-aria reads out in passing stands outside the screen.
const CHECK = `axe.run({ exclude: ["[data-live-announcer]"] }, { resultTypes: ["violations"] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html.slice(0, 160)).join(" | ")))`;

test("single-use copies: who has them, how they stand, and that an act links them is said before it", async () => {
  const holders = [];
  for (const [at, person] of ["ada", "jonah"].entries()) {
    const asked = { office: "civil-registry", vct: BIRTH, copies: 2 };
    const { request } = await window.other(person, "holder.request_key", asked);
    const number = `C 088${at}/2001`;
    const [family_name, given_name] = ["Copy", `Child of ${person}`];
    const born = { registered_on: "2001-04-02", birthdate: "2001-03-30", place_of_birth: "Lakeside" };
    const names = { family_name, given_name, parent_1: { name: "Ruth Copy" } };
    holders.push({ request, claims: { registration_number: number, ...born, ...names } });
  }
  const batch = await window.other("civil-registry", "copies.issue", { type: "birth-certificate", holders });
  assert.equal(batch.state, "sealed");
  await window.switchTo("civil-registry");
  await window.goTo("#/register");
  await page.getByRole("link", { name: "Single-use copies" }).click();
  await window.title("Single-use copies");
  await page.getByRole("row", { name: /Child of jonah Copy/ }).waitFor();
  await shoot("copies");
  await page.getByRole("row", { name: /Child of ada Copy.*Valid/ }).click();
  await window.title("Child of ada Copy");
  await page.getByText("2, of them in force: 2").waitFor();
  await button("Suspend").click();
  await page.getByText("This links all 2 copies of this holder in the registry.").waitFor();
  await shoot("copies-question");
  await page.keyboard.press("Escape");
  await change("Suspend", "Under investigation", "Suspend");
  await button("Put in force again").waitFor();
  await change("Put in force again", "Cleared up", "Put in force again");
  await change("Withdraw", "Lost", "Withdraw");
  await page.getByText("2, of them in force: 1").waitFor();
  await page.locator("main").getByText("Withdrawn", { exact: true }).first().waitFor();
  assert.equal((await button("Suspend").count()) + (await button("Withdraw").count()), 0);
  await button("Deliver again").click();
  const delivery = await window.savedBy(() => button("Save as a file").click());
  assert.equal(delivery.split(".").length, 5);
  await shoot("copies-look");
  await button("Back").click();
  await page.getByRole("row", { name: /Child of jonah Copy.*Valid/ }).waitFor();
});

test("in dark, in German, in a small window: axe finds nothing, and nothing is cut off", async () => {
  await window.switchTo("land-registry");
  await page.setViewportSize({ width: 1024, height: 700 });
  await window.dress({ language: "de", theme: "dark" });
  const [row] = await window.ask("office.register", { limit: 10 });
  const screens = { issue: "#/issue", register: "#/register", record: `#/register/${row?.commitment}` };
  for (const [name, hash] of Object.entries(screens)) {
    await window.goTo(hash);
    await page.locator("main [role=grid], main dl, main input").first().waitFor();
    await shoot(`${name}-dark-de`);
    await page.evaluate(AXE);
    await atRest(page);
    assert.deepEqual(await page.evaluate(CHECK), [], name);
    const over = "document.querySelector('main').scrollWidth - document.querySelector('main').clientWidth";
    assert.equal(await page.evaluate(over), 0, name);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await window.dress({ language: "en", theme: "light" });
});

test("a wallet of no issuing office says why there is nothing to issue", async () => {
  for (const [who, hash] of [
    ["bank", "#/issue"],
    ["ada", "#/register"],
  ] as const) {
    await window.switchTo(who);
    await window.goTo(hash);
    await page.getByText("This wallet does not issue").waitFor();
  }
});
