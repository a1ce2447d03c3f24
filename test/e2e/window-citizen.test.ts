import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { join } from "node:path";
import { auditScreen } from "../support/audit.ts";
import { forge } from "../support/adversary.ts";
import {
  type Asked,
  askedAsBank,
  chooseFile,
  OTTO,
  pasteInto,
  seenAsBank,
} from "../support/citizen-steps.ts";
import { endWindow, SampleWindow } from "../support/sample-window.ts";
import { askedByStranger } from "../support/tour/messages.ts";

const endings: (() => void | Promise<void>)[] = [];
let window: SampleWindow;
let page: SampleWindow["page"];

before(async () => {
  window = await SampleWindow.open({ after: (work) => void endings.unshift(work) });
  ({ page } = window);
  page.setDefaultTimeout(60_000);
});
after(() => endWindow(window, endings));

/** Looks at a screen: axe, and a picture for whoever wants one. */
async function look(name: string): Promise<void> {
  await auditScreen(page, name);
  const folder = process.env["SEALFOLIO_SHOTS"];
  if (folder === undefined) return;
  await page.waitForTimeout(250);
  await page.screenshot({ path: join(folder, `citizen-${name}.png`) });
}

const TITLE = "urn:sealfolio:type:property-title:1";

const askAsBank = (purpose: string, asked: Asked) => askedAsBank(window, purpose, asked);
const seenByBank = (response: string) => seenAsBank(window, response);

const paste = (hash: string, text: string) => pasteInto(window, hash, text);
const choose = (opener: string, name: string, bytes: Buffer) => chooseFile(page, opener, name, bytes);
const button = (name: string) => page.getByRole("button", { name, exact: true });

test("certificates lie there as cards, with portrait, state, office and digits", async () => {
  await window.goTo("#/certificates");
  await window.title("Certificates");
  const cards = page.locator("article");
  await cards.nth(2).waitFor();
  assert.equal(await cards.count(), 3);
  const card = cards.filter({ hasText: "Identity card" });
  for (const text of ["Ada Marie Sample", "14 March 1991", "L01X 00T47", "Identity Office", "Valid · "])
    await card.getByText(text, { exact: false }).first().waitFor();
  assert.match(await card.innerText(), /\b[0-9a-f]{4} [0-9a-f]{4}\b/);
  assert.equal(await card.getByRole("img").count(), 1);
  await look("certificates");
});

test("a wallet with nothing in it says how to begin", async () => {
  await window.switchTo("jonah");
  await window.goTo("#/certificates");
  await page.getByRole("heading", { name: "No certificates yet" }).waitFor();
  await look("empty");
  await window.enter();
  await window.title("Receive");
  await window.switchTo("ada");
});

test("a certificate shows every claim and its place in the chain, and gives its receipt away", async () => {
  await window.goTo("#/certificates");
  await page.getByRole("link", { name: "Parcel 12/3, Lakeside" }).click();
  await window.title("Property title");
  for (const text of [
    "12 Lake Road, Lakeside",
    "640",
    "7 June 2024",
    "Land Registry",
    "Only with your agreement",
  ])
    await page.getByText(text).first().waitFor();
  await page.getByRole("list", { name: "From this certificate to the newest block" }).waitFor();
  const receipt = await window.savedBy(() => button("Save the receipt").click());
  const held = await window.ask("holder.list", {});
  const title = held.find(({ type }) => type.id === "property-title");
  assert.ok(title !== undefined);
  assert.equal((await window.ask("holder.receipt", { id: title.id })).receipt, receipt);
  await look("certificate");
  await button("Delete").click();
  await page.getByRole("alertdialog").getByText("Delete this certificate?").waitFor();
  await window.enter();
  await page.getByRole("alertdialog").waitFor({ state: "hidden" });
  assert.equal((await window.ask("holder.list", {})).length, 3);
  await window.goTo("#/certificates/none");
  await page.getByText("holder.unknown_credential").waitFor();
});

test("a certificate is asked for, looked at, and kept once", async () => {
  await window.goTo("#/receive");
  await window.title("Receive");
  await look("receive");
  await button("Make the request").click();
  await page.getByText("Say which certificate you want.").waitFor();
  const kinds = page.getByRole("button", { name: /^Choose one Certificate|Certificate/ });
  await kinds.first().click();
  await page.getByRole("option", { name: "Birth certificate" }).click();
  const offices = page.getByRole("button", { name: /Office/ });
  await offices.first().click();
  await page.getByRole("option", { name: /Civil Registry/ }).click();
  await button("Make the request").click();
  await page.getByText("The request is ready.").waitFor();
  await look("key-request");
  const request = await window.savedBy(() => button("Save as a file").click());
  // Its line moves what stands below it.
  await page.getByText("Saved: ").waitFor();
  await button("Show as a code").click();
  const code = page.getByRole("img", { name: /Code to be scanned/ });
  await look("key-request-code");
  await choose("Choose a file", "code.png", await code.screenshot());
  // It was read, and is told apart from a certificate.
  await page.getByText("This is a wallet's request for a certificate.").waitFor();
  await choose("Choose a file", "photo.txt", Buffer.from([0, 1, 2, 255]));
  await page.getByText("host.not_text").waitFor();
  const { delivery = "" } = await window.other("civil-registry", "office.issue", {
    type: "birth-certificate",
    request,
    claims: OTTO,
  });

  await paste("#/receive", "no delivery at all");
  await page.getByText("holder.not_for_us").waitFor();
  await window.switchTo("jonah");
  await paste("#/receive", delivery);
  await page.getByText("holder.not_for_us").waitFor();
  await window.switchTo("ada");

  await window.goTo("#/receive");
  await choose("Choose a file", "certificate.sealfolio", Buffer.from(delivery));
  await window.title("Look before you keep it");
  await page.getByText("Everything checks out.").waitFor();
  for (const text of ["Otto Sample", "Hilltown", "28 April 1993"])
    await page.getByText(text).first().waitFor();
  await look("offer");
  await button("Do not keep it").click();
  await window.title("Receive");
  assert.equal((await window.ask("holder.list", {})).length, 3);

  await paste("#/receive", delivery);
  await window.title("Look before you keep it");
  await window.enter();
  await window.title("Birth certificate");
  assert.equal((await window.ask("holder.list", {})).length, 4);
  await paste("#/receive", delivery);
  await page.getByText("holder.already_kept").waitFor();
  await look("already-kept");
});

test("exactly what is approved leaves; what is optional stays unless it is chosen", async () => {
  const request = await askAsBank("identity-check", [
    ["family_name"],
    ["portrait"],
    ["birthdate", "optional"],
    ["nationality", "optional"],
  ]);
  await paste("#/present", request);
  await window.title("Who asks, and for what");
  for (const text of ["Lakeside Bank", "Known asker", "Opening an account: who you are"])
    await page.getByText(text).first().waitFor();
  const leaving = page.locator("[data-claim]");
  const names = async () => {
    await leaving.first().waitFor();
    const all = await leaving.all();
    return (await Promise.all(all.map((each) => each.getAttribute("data-claim")))).sort();
  };
  assert.deepEqual(await names(), ["family_name", "portrait"]);
  await page.getByRole("checkbox", { name: /Date of birth/ }).press("Space");
  assert.deepEqual(await names(), ["birthdate", "family_name", "portrait"]);
  await look("request");
  await window.enter();
  await window.title("Your answer is ready");
  await look("answer");
  const response = await window.savedBy(() => window.enter());
  const seen = await seenByBank(response);
  assert.deepEqual(Object.keys(seen).sort(), ["birthdate", "family_name", "portrait"]);
  // Too long for one code: it goes by several that follow one another.
  await button("Show as a code").click();
  await page
    .locator("[data-moving-code]")
    .getByText(/^Part \d+ of \d+$/)
    .waitFor();
});

test("an answer that nobody got is not left by accident", async () => {
  await paste("#/present", await askAsBank("age-check", [["age_over_18"]]));
  await window.title("Who asks, and for what");
  await button("Approve").click();
  await window.title("Your answer is ready");
  await button("Done").click();
  await page.getByText("Leave this answer?").waitFor();
  await page.keyboard.press("Escape");
  await button("Copy").click();
  await page.getByText("Copied. The clipboard is cleared in 10 seconds").waitFor();
  await page.getByText("The clipboard was cleared.").waitFor({ timeout: 60_000 });
  await button("Done").click();
  await window.title("Certificates");
});

test("who asks for more than it may is told apart, and gets it only after a second thought", async () => {
  const request = await askAsBank("age-check", [["age_over_18"], ["birthdate"]]);
  await paste("#/present", request);
  await page.getByText("More than they need.").waitFor();
  await page.getByText("For this purpose they may not ask for: Date of birth.").waitFor();
  await look("over-asking");
  await window.enter();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByText("Answer all the same?").waitFor();
  await look("over-asking-confirm");
  // Cancelling has the focus: Enter lets nothing go.
  await window.enter();
  await dialog.waitFor({ state: "hidden" });
  await button("Refuse").click();
  await window.title("Present");
  await paste("#/present", request);
  await button("Approve").click();
  await button("Show it all the same").click();
  await window.title("Your answer is ready");
  const response = await window.savedBy(() => button("Save as a file").click());
  assert.deepEqual(Object.keys(await seenByBank(response)).sort(), ["age_over_18", "birthdate"]);
});

test("strangers are shown as such, and a changed request is answered by nobody", async () => {
  const honest = await askAsBank("age-check", [["age_over_18"]]);
  const shop = "https://shop.example";
  await paste("#/present", forge(honest, { payload: { client_id: shop, iss: shop } }));
  // A name that nobody has proven may be somebody else's: whoever reads the answer could pass it on as theirs.
  await page.getByText("asker.not_of_registry").first().waitFor();
  assert.equal(await button("Approve").count(), 0);
  await paste("#/present", askedByStranger(honest));
  await page.getByText("This computer cannot tell who asks.").waitFor();
  await look("stranger");
  await button("Approve").click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByText("The registry does not vouch for who asks.").waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  const [newest] = await window.ask("activity.list", { limit: 1 });
  assert.doesNotMatch(newest?.party ?? "", /shop/);
  const [header = "", payload = "", signature = ""] = honest.split(".");
  const swapped = signature.replace(/./, (first) => (first === "A" ? "B" : "A"));
  await paste("#/present", `${header}.${payload}.${swapped}`);
  await page.getByText("This request should not be answered.").waitFor();
  await page.getByText("asker.signature").first().waitFor();
  assert.equal(await button("Approve").count(), 0);
  await look("changed");
  await paste("#/present", "not.a.request");
  await page.locator("[role=alert] code").waitFor();
  await paste("#/receive", honest);
  await page.getByText("This is a request to show something").waitFor();
  await button("Open it in Present").click();
  await window.title("Who asks, and for what");
});

test("nothing that fits is said, and nothing can be approved", async () => {
  const request = await askAsBank("age-check", [["age_over_18"]]);
  await window.switchTo("jonah");
  await paste("#/present", request);
  await page.getByText("You have nothing that answers this.").waitFor();
  assert.equal(await button("Approve").count(), 0);
  await window.switchTo("ada");
});

test("an owner agrees to a replacement, and the office may then make it", async () => {
  const held = await window.ask("holder.list", {});
  const old = held.find(({ type }) => type.id === "property-title");
  assert.ok(old !== undefined);
  const { request } = await window.other("jonah", "holder.request_key", {
    office: "land-registry",
    vct: TITLE,
  });
  const claims = {
    district: "Lakeside",
    parcel: "12/3",
    address: "12 Lake Road, Lakeside",
    area_m2: 640,
    owner: "Jonah Buyer",
    share: "1/1",
    since: "2026-11-21",
  };
  const proposed = await window.other("land-registry", "office.propose_replacement", {
    old: old.commitment,
    request,
    claims,
    reason: "transfer",
  });
  await paste("#/present", proposed.consentRequest);
  await window.title("May it be replaced?");
  await page.getByText("Land Registry wants to replace this certificate.").waitFor();
  await page.getByText("new owner").waitFor();
  // Who that is, beside who it was, before anything is agreed to.
  const changes = page.getByLabel("What changes");
  const owner = changes.locator("div", { has: page.getByText("Owner", { exact: true }) });
  await owner.locator("del").getByText("Ada Marie Sample").waitFor();
  await owner.locator("ins").getByText("Jonah Buyer").waitFor();
  assert.equal(await changes.getByText("12 Lake Road").count(), 0);
  await look("consent");
  await button("Do not agree").click();
  await window.title("Present");
  await paste("#/present", proposed.consentRequest);
  await page.getByRole("button", { name: "Agree", exact: true }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Agree", exact: true }).click();
  await window.title("Your agreement is ready");
  const consent = await window.savedBy(() => button("Save as a file").click());
  // The office kept it, and its program ended there: its window goes on from what was kept.
  const kept = { proposal: proposed.proposal, consent };
  const taken = await window.other("land-registry", "office.take_consent", kept);
  await window.switchTo("land-registry");
  await window.goTo(`#/register/${old.commitment}`);
  await page.getByText("All owners that are needed have agreed.").waitFor();
  assert.equal(taken.given, 1);
  await button("Replace it now").click();
  await page.getByText("It is sealed.").waitFor();
  await window.switchTo("ada");
  await window.ask("registry.sync", {});
  await window.goTo(`#/certificates/${encodeURIComponent(old.id)}`);
  await page.getByText("This certificate was replaced by another one.").waitFor();
  await look("replaced");
});

test("what does not count any more is said so before it is shown, and may be shown all the same", async () => {
  const held = await window.ask("holder.list", {});
  const otto = held.find(({ claims }) => claims.some(({ value }) => value === "Otto"));
  assert.ok(otto !== undefined);
  const asked = async () => {
    const credentials = [{ vct: otto.type.vct, claims: [{ path: ["place_of_birth"], optional: false }] }];
    const wanted = { purpose: "identity-check", credentials, validFor: 600 };
    await paste("#/present", (await window.other("bank", "counter.ask", wanted)).request);
    await window.title("Who asks, and for what");
  };
  const { commitment } = otto;
  await window.other("civil-registry", "office.suspend", { commitment, reason: "investigation" });
  await window.ask("registry.sync", {});
  // Of two that fit, the one that counts is offered first.
  await asked();
  assert.equal(await page.getByText("suspended by the office").count(), 0);
  await page.getByRole("button", { name: /Which one do you show/ }).click();
  await page
    .getByRole("option", { name: /Suspended/ })
    .first()
    .click();
  await page.getByText("Birth certificate: suspended by the office.").waitFor();
  await look("suspended-shown");
  await button("Approve").click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByText(/^What you are about to show does not count/).waitFor();
  await window.enter();
  await dialog.waitFor({ state: "hidden" });
  await window.other("civil-registry", "office.revoke", { commitment, reason: "error" });
  await window.ask("registry.sync", {});
  await page.getByText("Birth certificate: withdrawn by the office.").waitFor();
  await button("Approve").click();
  await dialog.getByRole("button", { name: "Show it all the same" }).click();
  await window.title("Your answer is ready");
});

test("activity says what happened, by name and never by value", async () => {
  await window.goTo("#/activity");
  const list = page.getByRole("list", { name: "What happened, newest first" });
  await list.getByText("Agreed to a replacement").first().waitFor();
  const text = await list.innerText();
  for (const part of ["Showed a certificate", "Received a certificate", "Asked for a certificate", "Over 18"])
    assert.ok(text.includes(part), part);
  assert.ok(!text.includes("1991"));
  assert.match(text, /with Lakeside Bank/);
  assert.doesNotMatch(text, /with (?:bank|land-registry|civil-registry)\b/);
  await page.getByLabel("Search").fill("lakeside b");
  await list.getByText("Showed a certificate").first().waitFor();
  await page.getByText("Agreed to a replacement").waitFor({ state: "detached" });
  await page.getByLabel("Search").fill("");
  await look("activity");
});

test("the same in German and in the dark, with nothing cut off in a small window", async () => {
  await window.ask("app.set_preferences", { language: "de", theme: "dark" });
  await page.setViewportSize({ width: 1024, height: 700 });
  await page.getByRole("heading", { level: 1, name: "Vorgänge" }).waitFor();
  for (const [hash, title] of [
    ["#/certificates", "Urkunden"],
    ["#/receive", "Empfangen"],
    ["#/present", "Vorzeigen"],
    ["#/activity", "Vorgänge"],
  ] as const) {
    await window.goTo(hash);
    await window.title(title);
    await look(`dark-${hash.slice(2)}`);
    const isCut = await page.evaluate("document.documentElement.scrollWidth > innerWidth");
    assert.equal(isCut, false, hash);
  }
});
