import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, test } from "node:test";
import { auditScreen } from "../support/audit.ts";
import { verifyActivity } from "../../main/vault/activity.ts";
import { SAMPLE_PASSPHRASE } from "../../main/app/sample/people.ts";
import { endWindow, SampleWindow } from "../support/sample-window.ts";
import { takePictures } from "../support/pictures.ts";

const endings: (() => void | Promise<void>)[] = [];
let window: SampleWindow;
let page: SampleWindow["page"];

before(async () => {
  window = await SampleWindow.open({ after: (work) => void endings.unshift(work) });
  ({ page } = window);
  page.setDefaultTimeout(60_000);
});
after(() => endWindow(window, endings));

/** axe finds nothing; and pictures for whoever wants one. */
async function look(name: string): Promise<void> {
  await auditScreen(page, name);
  await takePictures(page, window.app, `second-${name}`);
}

const TITLE = "urn:sealfolio:type:property-title:1";
const ORDER = Buffer.from("%PDF-1.7 The court of Lakeside orders\u0000\u00ff", "latin1");
const FINGERPRINT = createHash("sha256").update(ORDER).digest("hex").slice(0, 8);

const button = (name: string) => page.getByRole("button", { name, exact: true });
const code = (text: string) => page.getByText(text, { exact: true }).first();

async function give(text: string): Promise<void> {
  const field = page.getByLabel("Or paste it here", { exact: true });
  await field.fill(text);
  await field.press("Enter");
}

async function chooseDocument(opener: string, name: string, buffer: Buffer): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), button(opener).click()]);
  await chooser.setFiles({ name, mimeType: "application/pdf", buffer });
}

async function requestByJonah(): Promise<string> {
  const asked = { office: "land-registry", vct: TITLE };
  const { request } = await window.other("jonah", "holder.request_key", asked);
  return request;
}

/** The first officer fills the order in and signs; gives the message for the second. */
async function signFirst(): Promise<string> {
  await window.switchTo("land-registry");
  const request = await requestByJonah();
  const [row] = await window
    .ask("office.register", { search: "12/3", limit: 10 })
    .then((rows) => rows.filter(({ status }) => status === "valid"));
  await window.goTo(`#/register/${row?.commitment}`);
  await button("Replace by an order").click();
  await window.title("To whom does the new one go?");
  await give(request);
  await window.title("What does the order change?");
  await page.getByLabel("Owner", { exact: false }).first().fill("Jonah Buyer");
  await button("Look at it").click();
  await page.getByText("Choose the document first.").waitFor();
  await page.getByText("Choose a reason first.").waitFor();
  await look("order-missing");
  await page.getByRole("button", { name: /Why is it replaced/ }).click();
  assert.deepEqual(await page.getByRole("option").allInnerTexts(), [
    "Death of the holder",
    "By order of a court",
    "The holder's key was lost",
    "By law",
  ]);
  await page.getByRole("option", { name: "By order of a court" }).click();
  await chooseDocument("Choose the document", "decision.pdf", ORDER);
  await page.getByText(FINGERPRINT, { exact: false }).waitFor();
  await look("order-filled");
  await button("Look at it").click();
  await window.title("Look once more");
  await look("order-look");
  await button("Sign as the first officer").click();
  await page.getByText("It waits for a second officer.").waitFor();
  await page.getByText("Waiting for 2nd officer").first().waitFor();
  const draft = await window.savedBy(() => button("Save as a file").click());
  await look("order-waits");
  return draft;
}

test("an order is signed by one officer and sent back by the other, with a reason", async () => {
  const draft = await signFirst();
  await window.goTo("#/approve");
  await give("nothing of the kind");
  await code("exchange.syntax").waitFor();
  await give(draft);
  await page.getByText("You signed this yourself.", { exact: false }).waitFor();
  assert.equal(await button("Approve and sign").count(), 0);

  await window.switchTo("land-registry-second");
  await window.goTo("#/approve");
  await window.title("Second officer");
  await look("approve-begin");
  await give(draft);
  await page.getByText("The owner is not asked.").waitFor();
  const changes = page.getByLabel("What changes", { exact: true });
  assert.match(await changes.innerText(), /Owner\s+before:\s+Ada Marie Sample\s+now:\s+Jonah Buyer/);
  assert.doesNotMatch(await changes.innerText(), /Parcel/);
  assert.match(await page.getByLabel("What stays", { exact: true }).innerText(), /12\/3/);
  await look("approve");
  await chooseDocument("Choose the document", "other.pdf", Buffer.from("another"));
  await page.getByText("This is another document.").waitFor();
  await chooseDocument("Another document", "decision.pdf", ORDER);
  await page.getByText("It is the same document.").waitFor();
  await button("Send back").click();
  await button("Make the answer").click();
  await page.getByText("Write what is wrong.").waitFor();
  await page.getByLabel("What is wrong with it?").fill("The decision is not final yet.");
  await look("send-back");
  await window.enter();
  await page.getByText("The answer is ready.").waitFor();
  const answer = await window.savedBy(() => button("Save as a file").click());
  await button("Close").click();
  await window.title("Second officer");

  await window.switchTo("land-registry");
  await window.goTo("#/approve");
  await give(answer);
  await page.getByText("Sent back by the second officer.").waitFor();
  await page.getByText("The decision is not final yet.").waitFor();
  await code("office.returned").waitFor();
  await look("returned");
});

test("both sign: it is sealed, handed out and marked, and who held it before is alarmed in plain words", async () => {
  const draft = await signFirst();
  await window.switchTo("land-registry-second");
  await window.goTo("#/approve");
  await give(draft);
  await page.getByText("The owner is not asked.").waitFor();
  await page.locator("h1").first().focus();
  await window.enter();
  await page.getByRole("alertdialog").getByText("Replace it without the owner's consent?").waitFor();
  await look("approve-question");
  // Enter alone does not do what cannot be taken back.
  await window.enter();
  await page.getByRole("alertdialog").waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Approve and sign" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Approve and sign" }).click();
  await window.title("Approved");
  await page.getByText("It is sealed.").waitFor();
  await look("approved");

  await window.switchTo("land-registry");
  await window.goTo("#/register");
  await page.getByRole("row", { name: /12\/3/ }).first().waitFor();
  const rows = await window.ask("office.register", { search: "Jonah Buyer", limit: 10 });
  const waiting = rows.find(({ state }) => state !== "refused");
  assert.ok(waiting !== undefined);
  await window.goTo(`#/register/${waiting.commitment}`);
  await page.getByText("without the consent of whoever held the one before", { exact: false }).waitFor();
  await page.getByText("Replaced by an order, without the owner's consent").waitFor();
  await look("marked");

  await window.switchTo("ada");
  await window.ask("registry.sync", {});
  await window.goTo("#/certificates");
  await page.getByText(/^Replaced without your consent: /).waitFor();
  await look("alarm-list");
  await page.getByRole("link", { name: "Look at it" }).click();
  await page.getByText("This certificate was replaced without your consent.").waitFor();
  await look("alarm");
});

test("a kind that asks for the passphrase again gets it before anything is shown", async () => {
  await window.decide("type.amend", { id: "id-card", reauth: ["present"] });
  await window.switchTo("ada");
  await window.ask("registry.sync", {});
  const { request } = await window.other("bank", "counter.ask", {
    purpose: "age-check",
    credentials: [
      { vct: "urn:sealfolio:type:id-card:1", claims: [{ path: ["age_over_18"], optional: false }] },
    ],
    validFor: 600,
  });
  await window.goTo("#/present");
  await give(request);
  await window.title("Who asks, and for what");
  await button("Approve").click();
  const dialog = page.getByRole("dialog", { name: "Your passphrase, once more" });
  const field = dialog.getByLabel("Your passphrase", { exact: true });
  await field.waitFor();
  await look("passphrase");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.waitFor({ state: "hidden" });
  await code("wallet.passphrase_again").waitFor();
  await button("Approve").click();
  await field.fill("not this one");
  await field.press("Enter");
  await dialog.getByText("vault.wrong_passphrase").waitFor();
  await field.fill(SAMPLE_PASSPHRASE);
  await field.press("Enter");
  await window.title("Your answer is ready");
  const response = await window.savedBy(() => button("Save as a file").click());
  const check = await window.other("bank", "counter.check", { response });
  assert.equal(check.verdict.outcome, "valid");
});

test("the log is searched, exported whole and linked, and deleted by its owner; a letter asks the bank to delete", async () => {
  await window.goTo("#/activity");
  const list = page.getByRole("list", { name: "What happened, newest first" });
  await list.getByText("Showed a certificate").first().waitFor();
  await page.getByLabel("Search", { exact: true }).fill("bank");
  await list.getByText("Received a certificate").first().waitFor({ state: "hidden" });
  await look("activity");
  const letter = await window.savedBy(() => button("Letter: delete my details").first().click());
  for (const part of ["To: ", "Lakeside Bank", "- Over 18", "Articles 17, 12 and 19"])
    assert.ok(letter.includes(part), part);
  assert.ok(!letter.includes("true") && !letter.includes("1991"));

  const log = JSON.parse(await window.savedBy(() => button("Export").click())) as {
    readonly rows: Parameters<typeof verifyActivity>[0];
  };
  verifyActivity(log.rows);
  // All of it, whatever is looked for on the screen; what was refused too.
  assert.ok(log.rows.some(({ kind }) => kind === "receive"));
  assert.ok(
    log.rows.some(({ outcome, code: of }) => outcome === "refused" && of === "wallet.passphrase_again"),
  );

  await button("Delete").click();
  const dialog = page.getByRole("dialog", { name: "Delete all activity?" });
  const field = dialog.getByLabel("Your passphrase", { exact: true });
  await field.fill("not this one");
  await field.press("Enter");
  await dialog.getByText("vault.wrong_passphrase").waitFor();
  assert.ok((await window.ask("activity.list", { limit: 10 })).length > 1);
  await field.fill(SAMPLE_PASSPHRASE);
  await field.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await page.getByLabel("Search", { exact: true }).fill("");
  await list.getByText("Deleted earlier activity").waitFor();
  assert.equal((await window.ask("activity.list", { limit: 10 })).length, 1);
});
