import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { auditScreen } from "../support/audit.ts";
import { systemClock } from "../../main/doors/clock.ts";
import { hierarchy, toX5c } from "../support/certificates.ts";
import { issueToCredo, receiveFromCredo } from "../support/credo/in-window.ts";
import { endWindow, SampleWindow } from "../support/sample-window.ts";
import { StubIssuer } from "../support/stub-issuer.ts";
import { linkWith, StubVerifier } from "../support/stub-verifier.ts";
import { takePictures } from "../support/pictures.ts";
import { scanCode } from "../support/scan-sheet.ts";

const endings: (() => void | Promise<void>)[] = [];
let window: SampleWindow;
let page: SampleWindow["page"];
let issuer: StubIssuer;
let root: Uint8Array;
const whenDone = { after: (work: () => void | Promise<void>) => void endings.unshift(work) };

before(async () => {
  window = await SampleWindow.open(whenDone);
  issuer = await StubIssuer.start(whenDone);
  const made = hierarchy(systemClock());
  ({ root } = made);
  issuer.x5c = toX5c([made.leaf, made.middle]);
  ({ page } = window);
  page.setDefaultTimeout(60_000);
});
after(() => endWindow(window, endings));

/** Looks at a screen: axe, and a picture for whoever wants one. */
async function look(name: string): Promise<void> {
  await auditScreen(page, name);
  await takePictures(page, window.app, `issuers-${name}`);
}

const button = (name: string) => page.getByRole("button", { name, exact: true });
const text = (said: string) => page.getByText(said, { exact: false }).first();

async function paste(message: string): Promise<void> {
  await window.goTo("#/receive");
  const field = page.getByLabel("Or paste it here");
  await field.fill(message);
  await field.press("Enter");
}

const FIELDS = {
  "Registration number": "C 0815/2026",
  "Registered on": "2026-04-02",
  "Family name": "Sample",
  "Given names": "Nora",
  "Date of birth": "2026-03-30",
  "Place of birth": "Lakeside",
  "First parent": "Ada Marie Sample",
};

/** Of two made within the same second none is the first, so the one that is meant is told by its name. */
async function offerToNora() {
  const offers = await window.other("civil-registry", "offers.list", {});
  const row = offers.find(({ claims }) => JSON.stringify(claims).includes("Nora"));
  assert.ok(row !== undefined);
  return row;
}

test("an office offers what waits for who has no wallet yet, with its code, and takes another one back", async () => {
  await window.switchTo("civil-registry");
  await window.goTo("#/offers");
  await page.getByRole("heading", { name: "No offers yet" }).waitFor();
  await look("offers-empty");
  await button("Make an offer").click();
  await page.getByRole("radio", { name: /Birth certificate/ }).check({ force: true });
  await page.getByRole("radio", { name: "One year" }).check({ force: true });
  await look("offer-terms");
  await button("Fill it in").click();
  await window.title("Birth certificate: fill in");
  for (const [label, value] of Object.entries(FIELDS)) await page.getByLabel(label).first().fill(value);
  await button("Look at it").click();
  await window.title("Birth certificate: look once more");
  await button("Make the offer").click();
  await window.title("Offer");
  const code = page.getByRole("img", { name: "Offer for Nora Sample" });
  await code.waitFor();
  const { txCode = "", link = "", expires, made } = await offerToNora();
  assert.match(link, /^openid-credential-offer:/);
  const size = Number((await code.getAttribute("viewBox"))?.split(" ")[2]);
  const drawn = (await code.locator("path").getAttribute("d")) ?? "";
  assert.equal(scanCode(drawn, size), link, "a camera reads the same from the screen");
  assert.ok(expires - made > 360 * 86_400);
  await page.getByText(txCode, { exact: true }).waitFor();
  await look("offer");
  const saved = await window.savedBy(() => button("Save as a file").click());
  assert.equal(saved, link);

  await window.ask("offers.create", {
    type: "birth-certificate",
    format: "mso_mdoc",
    claims: {
      registration_number: "C 0816/2026",
      registered_on: "2026-04-02",
      family_name: "Sample",
      given_name: "Nils",
      birthdate: "2026-03-30",
      place_of_birth: "Lakeside",
      parent_1: { name: "Ada Marie Sample" },
    },
    waits: 3600,
    withCode: false,
  });
  await window.goTo("#/offers");
  await page.getByRole("row", { name: /Nils Sample/ }).click();
  await button("Take it back").click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Take it back" }).click();
  await text("It was taken back").waitFor();
  await button("All offers").click();
  await page.getByRole("row", { name: /Nils Sample.*Taken back/ }).waitFor();
  await page.getByRole("row", { name: /Nora Sample.*Offered/ }).waitFor();
  await look("offers");
});

test("a citizen looks at an offer, types the code in, sees every claim and keeps it; the office sees it collected", async () => {
  const { link = "", txCode = "" } = await offerToNora();
  await window.switchTo("ada");
  // The wrong screen sends it to the right one.
  await window.goTo("#/present");
  await page.getByLabel("Or paste it here").fill(link);
  await page.getByLabel("Or paste it here").press("Enter");
  await button("Open it in Receive").click();
  await window.title("Somebody offers you a certificate");
  for (const said of ["Civil Registry", "Birth certificate", "Says it will hold", "127.0.0.1"])
    await text(said).waitFor();
  await button("Fetch it").click();
  await page.getByText("Type in the code first.").waitFor();
  await look("look-at-offer");
  await page.getByLabel("Code from the issuer").fill(txCode);
  await window.enter();
  await window.title("Look before you keep it");
  for (const said of ["Known from the registry", "Everything checks out.", "Nora", "30 March 2026"])
    await text(said).waitFor();
  await look("arrived");
  await button("Keep it").click();
  await window.title("Birth certificate");
  await window.switchTo("civil-registry");
  await window.goTo("#/offers");
  await page.getByRole("row", { name: /Nora Sample.*Collected/ }).click();
  await text("A wallet collected it.").waitFor();
  await page.getByRole("link", { name: "Open it in the register" }).click();
  await window.title("Nora Sample");
});

test("an issuer that nobody vouches for is said to be one; refusing leaves nothing behind", async () => {
  await window.switchTo("ada");
  const ids = async () => (await window.ask("holder.list", {})).map(({ id }) => id);
  const held = await ids();
  await paste(issuer.offer("a"));
  await window.title("Somebody offers you a certificate");
  await text("Stub University is how it calls itself.").waitFor();
  await button("Leave it").click();
  await window.title("Receive");
  assert.ok(!issuer.requests.includes("POST /token"));
  await paste(issuer.offer("b"));
  await button("Fetch it").click();
  await window.title("Look before you keep it");
  await text("Nobody you trust vouches for this issuer.").waitFor();
  await text("Physics").waitFor();
  await look("arrived-unknown");
  await button("Do not keep it").click();
  await window.title("Receive");
  assert.deepEqual(await ids(), held);
  assert.deepEqual(await window.ask("receive.list", {}), []);
  assert.deepEqual(issuer.events, ["b credential_deleted"]);
});

test("whom one trusts beside the registry is looked at before it counts, named by the verdict, and removed", async () => {
  await window.switchTo("civil-registry");
  await window.goTo("#/offers");
  await button("This office's certificate").click();
  await page.getByRole("dialog").getByText("Fingerprint (SHA-256)").waitFor();
  await look("own-certificate");
  const ofOffice = await window.savedBy(() => button("Save as a file").click());
  assert.match(ofOffice, /^-----BEGIN CERTIFICATE-----\n/);
  await button("Close").click();

  await window.switchTo("ada");
  await window.goTo("#/settings");
  await text("You trust nobody beside the registry.").waitFor();
  const dialog = page.getByRole("dialog");
  await button("Add a certificate").click();
  await dialog.getByLabel("Or paste it here").fill("this is none");
  await dialog.getByRole("button", { name: "Look at it" }).click();
  await dialog.getByText("trust.no_certificate").waitFor();
  // DER, as an authority publishes it.
  await dialog
    .locator("input[type=file]")
    .setInputFiles({ name: "root.cer", mimeType: "application/pkix-cert", buffer: Buffer.from(root) });
  await dialog.getByText("Compare the fingerprint first.").waitFor();
  const [seen] = await window.ask("trust.look", { file: Buffer.from(root).toString("base64") });
  await dialog.getByText(seen?.fingerprint.slice(-23) ?? "none").waitFor();
  assert.deepEqual(await window.ask("trust.list", {}), []);
  const trust = dialog.getByRole("button", { name: "Trust what is ticked" });
  assert.equal(await trust.isDisabled(), true);
  await dialog.getByRole("checkbox", { name: "Root of Trust" }).check({ force: true });
  await look("add-anchor");
  await trust.click();
  await dialog.waitFor({ state: "detached" });
  await button("Remove Root of Trust").waitFor();

  await button("Add a certificate").click();
  await dialog.getByLabel("Or paste it here").fill(ofOffice);
  await dialog.getByRole("button", { name: "Look at it" }).click();
  await dialog.getByRole("checkbox", { name: "Civil Registry" }).check({ force: true });
  await trust.click();
  await dialog.waitFor({ state: "detached" });
  await look("anchors");

  await paste(issuer.offer("anchored"));
  await button("Fetch it").click();
  await window.title("Look before you keep it");
  await text("Known by your import").waitFor();
  await text("Vouched for by Root of Trust.").waitFor();
  await button("Do not keep it").click();
  await window.title("Receive");

  for (const name of ["Root of Trust", "Civil Registry"]) {
    await window.goTo("#/settings");
    await page.getByRole("button", { name: `Remove ${name}` }).click();
    const question = page.getByRole("alertdialog");
    await question.getByRole("button", { name: "Remove", exact: true }).click();
    await question.waitFor({ state: "detached" });
    await page.getByRole("button", { name: `Remove ${name}` }).waitFor({ state: "detached" });
  }
  assert.deepEqual(await window.ask("trust.list", {}), []);
});

test("what the issuer still prepares is shown as waiting, and comes by itself", async () => {
  issuer.pending = 1_000_000;
  await paste(issuer.offer("c"));
  await button("Fetch it").click();
  await page.getByRole("heading", { name: "From issuers" }).waitFor();
  await text("Being prepared by the issuer.").waitFor();
  await button("Ask now").click();
  await look("waiting");
  issuer.pending = 0;
  await text("It is here. Look at it").waitFor({ timeout: 60_000 });
  await button("Look at it").click();
  await window.title("Look before you keep it");
  await button("Keep it").click();
  await window.title("Degree");
  await text("This certificate comes from outside the registry.").waitFor();
  await look("held-outside");
  await window.goTo("#/certificates");
  await text("Physics").waitFor();
  await paste("openid-credential-offer://?credential_offer=%7B%7D");
  await page.getByText(/^vci\./).waitFor();
});

test("a stranger asks by link: who it is and where the answer goes is seen first; refused aloud, then sent", async () => {
  const shop = await StubVerifier.start({ after: (work) => void endings.unshift(work) });
  const vct = "urn:sealfolio:type:id-card:1";
  const claims = [{ path: ["family_name"] }];
  const query = { credentials: [{ id: "card", format: "dc+sd-jwt", meta: { vct_values: [vct] }, claims }] };
  const ask = async (nonce: string): Promise<void> => {
    const from = { client_id: `redirect_uri:${shop.responseUri}`, nonce };
    await window.goTo("#/present");
    const field = page.getByLabel("Or paste it here");
    await field.fill(linkWith(shop.parameters(query, from)));
    await field.press("Enter");
    await text("Nobody you trust vouches for this asker.").waitFor();
    await text("Your answer goes to").waitFor();
  };
  await window.switchTo("ada");
  await ask("a".repeat(24));
  await look("stranger");
  assert.equal(shop.answers.length, 0);
  await button("Refuse and tell them").click();
  await text("They were told that you give nothing.").waitFor();
  assert.deepEqual(
    shop.answers.map((body) => [body.get("error"), body.has("response"), body.has("vp_token")]),
    [["access_denied", false, false]],
  );

  await ask("b".repeat(24));
  await button("Approve and send").click();
  // Asked once more, since nobody vouches; nothing is sent before.
  await page.getByRole("button", { name: "Show it all the same", exact: true }).waitFor();
  assert.equal(shop.answers.length, 1);
  await button("Show it all the same").click();
  await text("Your answer was sent").waitFor();
  assert.equal(shop.answers.length, 2);
  const { vp_token: token } = (await shop.opened()) as { vp_token: { card: readonly string[] } };
  const [, ...disclosed] = (token.card[0] ?? "").split("~");
  const names = disclosed
    .slice(0, -1)
    .map((each) => (JSON.parse(Buffer.from(each, "base64url").toString("utf8")) as unknown[])[1]);
  assert.deepEqual(names, ["family_name"], "what was approved, and nothing else");
  await look("stranger-sent");
});

test("a certificate that ends soon is asked for anew; the office renews it, and the old one gives way", async () => {
  const vct = "urn:sealfolio:type:birth-certificate:1";
  const { request: first } = await window.other("ada", "holder.request_key", {
    office: "civil-registry",
    vct,
  });
  const issued = await window.other("civil-registry", "office.issue", {
    type: "birth-certificate",
    request: first,
    claims: {
      registration_number: "C 0901/2026",
      registered_on: "2026-04-02",
      family_name: "Sample",
      given_name: "Rosa",
      birthdate: "2026-03-30",
      place_of_birth: "Lakeside",
      parent_1: { name: "Ada Marie Sample" },
    },
    validFor: 30 * 86_400,
  });
  const { id: old } = await window.other("ada", "holder.keep", { delivery: issued.delivery ?? "" });

  await window.switchTo("ada");
  await window.goTo(`#/certificates/${old}`);
  await text("It counts only until").waitFor();
  await look("ends-soon");
  await button("Ask for the next one").click();
  await text("Give this to Civil Registry.").waitFor();
  const request = await window.savedBy(() => button("Save as a file").click());

  await window.switchTo("civil-registry");
  await window.goTo(`#/register/${issued.row.commitment}`);
  await button("Renew").click();
  await window.title("To whom does the new one go?");
  await page.getByLabel("Or paste it here").fill(request);
  await page.getByLabel("Or paste it here").press("Enter");
  await window.title("What changes?");
  await page.getByRole("button", { name: /Why is it replaced/ }).click();
  await page.getByRole("option", { name: "Renewal" }).click();
  await button("Look at it").click();
  await window.title("Look once more");
  await look("renew-look");
  await button("Sign and enter it").click();
  await page.waitForURL(({ hash }) => !hash.includes(issued.row.commitment));
  await button("Deliver again").click();
  const delivery = await window.savedBy(() =>
    page.getByRole("dialog").getByRole("button", { name: "Save as a file" }).click(),
  );

  await window.switchTo("ada");
  await paste(delivery);
  await window.title("Look before you keep it");
  await button("Keep it").click();
  await window.title("Birth certificate");
  const held = await window.ask("holder.list", {});
  const ended = held.find(({ id }) => id === old);
  const next = held.find(
    ({ claims, state }) => state === "valid" && claims.some(({ value }) => value === "Rosa"),
  );
  assert.equal(ended?.state, "replaced");
  assert.equal(ended.withoutConsent, false);
  assert.ok(next !== undefined && next.expires > ended.expires);
});

test("the next of an issuer's certificate is fetched when the end is near, seen, and takes the old one's place", async () => {
  const now = systemClock();
  issuer.claims = { degree: "Alchemy", iat: now - 90 * 86_400, exp: now + 20 * 86_400 };
  await window.switchTo("ada");
  await paste(issuer.offer("renewed"));
  await button("Fetch it").click();
  await window.title("Look before you keep it");
  issuer.claims = { degree: "Astronomy", iat: now - 60, exp: now + 400 * 86_400 };
  await button("Keep it").click();
  await text("gives the next one when asked").waitFor();
  await look("renewable");
  await button("Fetch the next one").click();
  await button("Look at it").first().click();
  await text("It takes the place of one that you hold.").waitFor();
  await text("Astronomy").waitFor();
  await look("renewed");
  await button("Keep it").click();
  await text("Astronomy").waitFor();
  const held = await window.other("ada", "holder.list", {});
  assert.ok(!held.some(({ claims }) => claims.some(({ value }) => value === "Alchemy")));
});

test("Credo issues to the window: its anchor imported there, the code typed in, every claim seen, kept", async () => {
  await receiveFromCredo(window, whenDone, look);
});

test("Credo's holder collects what an office offers in the window, and the office sees it collected", async () => {
  await issueToCredo(window, whenDone, look, { ...FIELDS, "Registration number": "C 0917/2026" });
});
