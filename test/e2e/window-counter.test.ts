import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, test } from "node:test";
import { findBrowser } from "../support/browser.ts";
import { CounterWindow } from "../support/counter-window.ts";
import { takePictures } from "../support/pictures.ts";

const path = findBrowser();
const skip = path === undefined ? "no browser installed" : false;
const window = path === undefined ? undefined : await CounterWindow.open({ after }, path);

function opened(): CounterWindow {
  assert.ok(window !== undefined);
  return window;
}

afterEach(() => {
  assert.deepEqual(window?.bugs ?? [], []);
  assert.deepEqual(window?.complaints ?? [], []);
});

const shoot = (name: string): Promise<void> =>
  takePictures(opened().page, { call: opened().app }, `counter-${name}`);

const heading = () => opened().page.locator("h1");
const verdict = () => opened().page.locator("[data-verdict]");
/** The verdict says this, at the top of the screen wherever the step before was scrolled to. */
async function assertVerdict(word: string): Promise<void> {
  await verdict()
    .filter({ hasText: new RegExp(`^${word}$`) })
    .waitFor();
  const box = await verdict().boundingBox();
  assert.ok(box !== null && box.y > 48 && box.y < 200, `the verdict stands at ${box?.y}`);
}

const button = (name: string | RegExp) => opened().page.getByRole("button", { name });

/** Begins anew at the counter. */
async function newCheck(): Promise<void> {
  await opened().goTo("bank", "#/checks");
  await opened().goTo("bank", "#/check");
  await heading().filter({ hasText: "New check" }).waitFor();
}

/** Makes the request that stands on the screen, and gives it as it was saved. */
async function makeRequest(): Promise<string> {
  const { page } = opened();
  await button("Make the request").click();
  await heading().filter({ hasText: "Pass the request on" }).waitFor();
  const { saved } = opened();
  const before = new Set(readdirSync(saved));
  await button("Save as a file").click();
  await page.getByText("Saved:").waitFor();
  const name = readdirSync(saved).find((each) => !before.has(each));
  assert.ok(name !== undefined);
  return readFileSync(join(saved, name), "utf8");
}

/** The citizen answers with all that was asked and is there. */
async function answer(request: string): Promise<string> {
  const { asked } = await opened().other("ada", "present.preview", { request });
  const answers = asked.map(({ query, fitting }) => {
    const [first] = fitting;
    assert.ok(first !== undefined);
    return { query, credential: first.id, approved: first.leaves.map(({ path: place }) => [...place]) };
  });
  const given = { request, answers, despiteWarnings: false };
  return (await opened().other("ada", "present.answer", given)).response;
}

async function paste(text: string): Promise<void> {
  await opened().page.getByLabel("Or paste it here").fill(text);
  await button(/^Check/).click();
}

test(
  "over 18: asked, answered by file, document valid, and valid once the person was compared",
  { skip },
  async () => {
    const { page } = opened();
    await newCheck();
    await page.getByRole("radio", { name: /Over 18/ }).waitFor();
    await shoot("ask");
    const response = await answer(await makeRequest());
    await shoot("request");
    await opened().drop("answer.sealfolio", response);
    await verdict().waitFor();
    assert.equal(await verdict().textContent(), "Document valid");
    await page.getByText("Over 18: yes").first().waitFor();
    assert.equal(await page.locator("main img").count(), 1);
    await shoot("document-valid");
    await page.keyboard.press("1");
    await assertVerdict("Valid");
    const said = await page.locator("main").innerText();
    assert.doesNotMatch(said, /\b\d+ secs?\b/, "nobody counts the seconds of what is of now");
    await page.getByText("You found it to be the same person.").waitFor();
    await shoot("valid");
    await page.keyboard.press("Enter");
    await heading().filter({ hasText: "New check" }).waitFor();
    // The same answer again.
    await opened().drop("answer.sealfolio", response);
    await page.getByText("presentation.replayed").waitFor();
    await shoot("replayed");
  },
);

test("somebody else with the same card is not valid", { skip }, async () => {
  const { page } = opened();
  await newCheck();
  await paste(await answer(await makeRequest()));
  await assertVerdict("Document valid");
  await button("Not the same").click();
  await assertVerdict("Not valid");
  await page.getByText("You found it not to be the same person.").first().waitFor();
  await page.getByText("person_compared.different").waitFor();
  await shoot("not-valid");
});

for (const question of ["Who somebody is", "A birth", "Who owns a property"]) {
  test(`${question}: a template that the office may use, answered and valid`, { skip }, async () => {
    const { page } = opened();
    await newCheck();
    await page.getByRole("radio", { name: new RegExp(question) }).check({ force: true });
    await paste(await answer(await makeRequest()));
    const hasPortrait = question === "Who somebody is";
    await assertVerdict(hasPortrait ? "Document valid" : "Valid");
    await shoot(question.toLowerCase().replaceAll(" ", "-"));
    if (!hasPortrait) return;
    await page.keyboard.press("3");
    await assertVerdict("Cannot tell");
    await page.getByText("person_compared.unsure").waitFor();
  });
}

test("claims of one's own choice: nothing is asked before something is chosen", { skip }, async () => {
  const { page } = opened();
  await newCheck();
  await page.getByRole("radio", { name: /Something else/ }).check({ force: true });
  await button("Make the request").click();
  await page.getByText("Choose at least one detail.").waitFor();
  await page
    .locator("label")
    .filter({ hasText: /^Over 18$/ })
    .click();
  const response = await answer(await makeRequest());
  await paste(response);
  await assertVerdict("Valid");
  await page.getByText("Over 18: yes").first().waitFor();
});

test("finer choices: a value that a certificate must have, and all of a kind", { skip }, async () => {
  const { page } = opened();
  const ask = async (parcel: string) => {
    await newCheck();
    await page.getByRole("radio", { name: /Who owns a property/ }).check({ force: true });
    await button("Finer choices").click();
    await page.locator("label").filter({ hasText: "All that the person has of a kind" }).click();
    await page.getByLabel("Parcel must be").fill(parcel);
    await shoot("finer");
    // What only screen readers see must not make the window itself move where the focus goes.
    assert.equal(await page.evaluate("document.documentElement.scrollTop + document.body.scrollTop"), 0);
    return await makeRequest();
  };
  const none = await opened().other("ada", "present.preview", { request: await ask("99/9") });
  assert.deepEqual(
    none.asked.map(({ fitting }) => fitting.length),
    [0],
  );
  const request = await ask("12/3");
  const { asked } = await opened().other("ada", "present.preview", { request });
  assert.equal(asked[0]?.multiple, true);
  assert.equal(asked[0].fitting.length, 1);
  await paste(await answer(request));
  await assertVerdict("Valid");
});

test("finer choices: one document or another, of issuers whom the office trusts", { skip }, async () => {
  const { page } = opened();
  const { certificate: file } = await opened().other("civil-registry", "offers.certificate", {});
  const [anchor] = await opened().other("bank", "trust.look", { file });
  assert.ok(anchor?.keyId !== undefined);
  await opened().other("bank", "trust.import", { file, fingerprints: [anchor.fingerprint] });
  const ask = async (...finer: readonly string[]) => {
    await newCheck();
    await page.getByRole("radio", { name: /Something else/ }).check({ force: true });
    await page.getByRole("button", { name: /For what/ }).click();
    await page.getByRole("option", { name: /how you belong together/ }).click();
    for (const claim of ["First spouse", "Family name"]) {
      await page.getByRole("checkbox", { name: claim, exact: true }).check({ force: true });
    }
    await button("Finer choices").click();
    for (const name of finer) await page.locator("label").filter({ hasText: name }).click();
    await shoot(`finer-${finer.length}`);
    const request = await makeRequest();
    const { asked, sets } = await opened().other("ada", "present.preview", { request });
    return { request, sets, fitting: asked.map(({ fitting }) => fitting.map(({ id }) => id)) };
  };
  const anyOne = "One of these certificates is enough";
  const either = await ask(anyOne);
  assert.deepEqual(either.sets, [{ options: [["document0"], ["document1"]], required: true }]);
  const [, [born = ""] = []] = either.fitting;
  const answers = [{ query: "document1", credential: born, approved: [["family_name"]] }];
  const given = { request: either.request, answers, despiteWarnings: false };
  await paste((await opened().other("ada", "present.answer", given)).response);
  await assertVerdict("Valid");

  const { request, fitting } = await ask(anyOne, "Civil Registry");
  assert.deepEqual(fitting, [[], []], "what was handed over names no issuer but the registry's office");
  const payload = JSON.parse(Buffer.from(request.split(".")[1] ?? "", "base64url").toString());
  const { trusted_authorities: authorities } = payload.dcql_query.credentials[0];
  assert.deepEqual(authorities, [{ type: "aki", values: [anchor.keyId] }]);
  await opened().other("bank", "trust.remove", { fingerprint: anchor.fingerprint });
});

test("an ID card as a mobile document is asked for, chosen by its holder and valid", { skip }, async () => {
  const { page } = opened();
  const [card] = (await opened().other("identity-office", "office.register", { limit: 10 })).filter(
    ({ type }) => type === "id-card",
  );
  assert.ok(card !== undefined);
  const [own] = (await opened().other("ada", "holder.list", {})).filter(({ type }) => type.id === "id-card");
  const claims = Object.fromEntries(own?.claims.map(({ path: [name = ""], value }) => [name, value]) ?? []);
  const offer = await opened().other("identity-office", "offers.create", {
    type: "id-card",
    format: "mso_mdoc",
    claims: { ...claims, document_number: "L02X 00T48" },
    waits: 3600,
    withCode: false,
  });
  const { id } = await opened().other("ada", "receive.open", { offer: offer.link ?? "" });
  const { arrived } = await opened().other("ada", "receive.fetch", { id });
  assert.equal(arrived[0]?.trust, "registry");
  await opened().other("ada", "receive.keep", { id });
  await opened().other("bank", "registry.sync", {});

  await newCheck();
  await page
    .locator("label")
    .filter({ hasText: /^Also take it as a mobile document/ })
    .click();
  const request = await makeRequest();

  await opened().goTo("ada", "#/present");
  await page.getByLabel("Or paste it here").fill(request);
  await page.getByLabel("Or paste it here").press("Enter");
  await heading().filter({ hasText: "Who asks, and for what" }).waitFor();
  assert.equal(await page.getByRole("radio").count(), 2);
  await page.getByRole("radio", { name: "Identity card (mobile document)" }).check({ force: true });
  await shoot("mdoc-consent");
  await button("Approve").click();
  await heading().filter({ hasText: "Your answer is ready" }).waitFor();
  const before = new Set(readdirSync(opened().saved));
  await button("Save as a file").click();
  await page.getByText("Saved:").waitFor();
  const name = readdirSync(opened().saved).find((each) => !before.has(each));
  const response = readFileSync(join(opened().saved, name ?? ""), "utf8");

  await newCheck();
  await paste(response);
  await assertVerdict("Document valid");
  await page.getByText("Over 18: yes").first().waitFor();
  assert.equal(await page.locator("main img").count(), 1);
  await page.keyboard.press("1");
  await assertVerdict("Valid");
  await shoot("mdoc-valid");
});

test("what is no answer is refused in place, with its code, and the request stands", { skip }, async () => {
  const { page } = opened();
  await newCheck();
  const response = await answer(await makeRequest());
  for (const bad of ["hello", "a.b.c.d.e", `${response.slice(0, -8)}AAAAAAAA`]) {
    await paste(bad);
    await page.getByRole("alert").filter({ hasText: "presentation." }).waitFor();
    assert.equal(await heading().textContent(), "Pass the request on");
  }
  await shoot("refused");
  await paste(response);
  await verdict().waitFor();
});

test("a file on its own is looked at, and nobody proved to hold it", { skip }, async () => {
  await newCheck();
  await paste("not.a.certificate~");
  await assertVerdict("Not valid");
  await opened().page.getByText("parses.malformed").waitFor();
  await shoot("malformed");
});

test("a certificate that the office withdrew is not valid", { skip }, async () => {
  const { page } = opened();
  await newCheck();
  await page.getByRole("radio", { name: /A birth/ }).check({ force: true });
  const response = await answer(await makeRequest());
  const [row] = await opened().other("civil-registry", "office.register", { limit: 10 });
  assert.ok(row !== undefined);
  await opened().other("civil-registry", "office.revoke", { commitment: row.commitment, reason: "error" });
  await opened().other("bank", "registry.sync", {});
  await paste(response);
  await assertVerdict("Not valid");
  await page.getByText("status.revoked").waitFor();
  await shoot("withdrawn");
});

test(
  "past checks stand in a list with their outcome, and open without what was shown",
  { skip },
  async () => {
    const { page } = opened();
    await opened().goTo("bank", "#/checks");
    await heading().filter({ hasText: "Checks" }).waitFor();
    await page.getByText("A file on its own").first().waitFor();
    await shoot("checks");
    await page.getByText("A file on its own").first().click();
    await assertVerdict("Not valid");
    await page.getByText("What was shown is not kept.").waitFor();
    await shoot("past-check");
    await opened().goTo("bank", "#/checks/unknown");
    await page.getByText("counter.unknown_check").waitFor();
  },
);

test("dark, German and in the smallest window nothing is cut off", { skip }, async () => {
  const { page } = opened();
  await page.setViewportSize({ width: 1024, height: 700 });
  await opened().app("app.set_preferences", { language: "de", theme: "dark" });
  await opened().goTo("bank", "#/check");
  await heading().filter({ hasText: "Neue Prüfung" }).waitFor();
  await shoot("ask-small-dark");
  await page.getByRole("button", { name: "Anfrage erstellen" }).click();
  await heading().filter({ hasText: "Anfrage weitergeben" }).waitFor();
  await shoot("request-small-dark");
  await page.getByLabel("Oder hier einfügen").fill("keine.urkunde~");
  await page.getByRole("button", { name: /^Prüfen/ }).click();
  await verdict().filter({ hasText: "Nicht gültig" }).waitFor();
  await shoot("not-valid-small-dark");
  const isCut = "document.documentElement.scrollWidth > innerWidth";
  assert.equal(await page.evaluate(isCut), false);
  await opened().app("app.set_preferences", { language: "en", theme: "light" });
  await page.setViewportSize({ width: 1280, height: 800 });
});

test("an office that may ask for nothing says so", { skip }, async () => {
  await opened().goTo("civil-registry", "#/check");
  await opened().page.getByText("Your office may not ask for anything").waitFor();
  await shoot("nothing");
  await opened().goTo("civil-registry", "#/checks");
  await opened().page.getByText("No checks yet").waitFor();
});

test(
  "by a link for any wallet: the answer arrives by itself and is judged; a no is told; a closed case takes nothing",
  { skip },
  async () => {
    const { page, saved } = opened();
    const makeLink = async (): Promise<string> => {
      await newCheck();
      await page.getByRole("radio", { name: /Over 18/ }).waitFor();
      await page.getByText("Link, for any wallet", { exact: true }).click();
      await page.getByLabel("Where wallets reach this counter").waitFor();
      await shoot("ask-by-link");
      const before = new Set(readdirSync(saved));
      await button("Make the request").click();
      await page.getByText("Waiting for the answer").waitFor();
      await shoot("link");
      await button("Save as a file").click();
      await page.getByText("Saved:").waitFor();
      const name = readdirSync(saved).find((each) => !before.has(each));
      return readFileSync(join(saved, name ?? ""), "utf8");
    };
    const open = async (link: string) => await opened().other("ada", "present.preview", { request: link });

    const view = await open(await makeLink());
    assert.equal(view.asker.state, "accredited");
    const answers = view.asked.map(({ query, claims, fitting: [first] }) => ({
      query,
      credential: first?.id ?? "",
      approved: claims.map(({ path: place }) => [...place]),
    }));
    const given = { request: view.request, answers, despiteWarnings: false };
    await opened().other("ada", "present.send", given);
    await assertVerdict("Document valid");
    await page.keyboard.press("1");
    await assertVerdict("Valid");

    const { request } = await open(await makeLink());
    await opened().other("ada", "present.decline", { request });
    await page.getByText("The person chose not to answer.").waitFor();
    await shoot("link-declined");

    const late = await open(await makeLink());
    await button("Ask something else").click();
    await heading().filter({ hasText: "New check" }).waitFor();
    const tooLate = opened().other("ada", "present.send", { ...given, request: late.request });
    await assert.rejects(tooLate, /presentation\.not_taken/);
  },
);
