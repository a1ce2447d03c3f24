import assert from "node:assert/strict";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, test } from "node:test";
import { accreditation, SAMPLE_OFFICES } from "../../main/app/sample/offices.ts";
import { Attacker } from "../../main/demo/attacker.ts";
import { Between } from "../support/between.ts";
import { findBrowser } from "../support/browser.ts";
import { type StoryWindow, StoryWindows } from "../support/story-windows.ts";
import { PASSPHRASE } from "../support/vault.ts";
import { BIRTH_VCT, whole, WalletWorld } from "../support/wallet-world.ts";

// What is done to a registry and to a wallet's copy of it, as a counter's window tells it: in plain
// words with its code, and what becomes of a check meanwhile.

const skip = findBrowser() === undefined ? "no browser installed" : false;
const endings: (() => void | Promise<void>)[] = [];
const t = { after: (work: () => void | Promise<void>) => void endings.unshift(work) };

const world = await WalletWorld.open(t, ["civil-registry"]);
/** Two sources: one tells lies when it is told to, and is the quicker one. */
const liar = await Between.open(t, () => world.url);
const honest = await Between.open(t, () => world.url);
const windows = skip === false ? await StoryWindows.open(t) : undefined;
const counter = (await windows?.window("counter", { clock: world.clock })) as StoryWindow;
const holder = new Attacker();

after(async () => {
  for (const end of endings) await end();
});
afterEach(() => windows?.assertSound());

/** The counter's request for the birth certificate. */
async function ask(): Promise<string> {
  await counter.go("New check");
  await counter.page.getByRole("radio", { name: /A birth/ }).check({ force: true });
  await counter.press(/^Make the request/);
  await counter.title("Pass the request on");
  return await counter.savedBy(() => counter.press(/^Save as a file/));
}

/** Asks the holder for it and checks what comes. */
async function check(): Promise<void> {
  const request = await ask();
  await counter.give(await holder.answer(request, holder.present(request)));
}

test("a counter that follows two sources checks a certificate: valid", { skip }, async () => {
  const made = await counter.app.call("app.create_profile", {
    name: "Till 3",
    kind: "counter",
    passphrase: PASSPHRASE,
    registry: world.registry,
    sources: [liar.url, honest.url],
    mode: "full",
    office: "bank",
  });
  assert.ok(made.ok);
  const keys = await counter.app.call("office.keys", {});
  const bank = SAMPLE_OFFICES.find(({ id }) => id === "bank");
  assert.ok(keys.ok && bank !== undefined);
  await world.decide("office.accredit", accreditation(bank, keys.value, { now: world.clock() }));
  const civil = world.office("civil-registry");
  const issued = await civil.ask("office.issue", {
    type: "birth-certificate",
    request: holder.keyRequest(world.registry, "civil-registry", BIRTH_VCT),
    claims: world.birth("C 0412/1991"),
  });
  await holder.take(whole(issued).delivery);
  honest.delay = 100;
  await counter.sync();
  await counter.sees("Every source gave what fits; the copy on this computer is sound.");
  await check();
  await counter.verdict("Valid");
});

test(
  "a copy damaged on disk is noticed when it is opened, and mended from the sources",
  { skip },
  async () => {
    await counter.page.keyboard.press("Control+l");
    await counter.title("Unlock “Till 3”");
    const [path] = globSync("profiles/*/chain.sqlite", { cwd: counter.folder });
    assert.ok(path !== undefined);
    const file = join(counter.folder, path);
    const bytes = readFileSync(file);
    // One digit in a leaf as it is stored.
    const at = bytes.indexOf('"kind":"type.define"');
    assert.ok(at > 0);
    bytes[at + 9] = bytes[at + 9] === 116 ? 117 : 116;
    writeFileSync(file, bytes);
    await counter.page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
    await counter.page.keyboard.press("Enter");
    await counter.page.getByRole("navigation", { name: "Main" }).waitFor();
    await counter.go("Registry");
    await counter.press("Sync now");
    await counter.said("copy.damaged", "Part of your copy of the registry was damaged on disk.");
    await counter.said("copy.damaged", "It was fetched again; nothing of yours was touched.");
    await counter.press("Check everything");
    await counter.sees("Everything holds.");
    await check();
    await counter.verdict("Valid");
  },
);

test(
  "withheld news, a stopped registry and a wrong clock: the age of the data decides",
  { skip },
  async () => {
    const request = await ask();
    // Without the holder's proof it is a file on its own, which a clock may be held against.
    const presented = holder.present(request);
    const file = presented.slice(0, presented.lastIndexOf("~") + 1);
    world.ahead = 40 * 86_400;
    await counter.go("New check");
    await counter.give(file);
    await counter.verdict("Cannot tell", "data_fresh.stale", /The data used is .* old\./);
    world.ahead = -7_200;
    await counter.go("New check");
    await counter.give(file);
    await counter.said("data_fresh.clock", "The registry's data is newer than the clock of this computer.");
    world.ahead = 0;
    await check();
    await counter.verdict("Valid");
  },
);
