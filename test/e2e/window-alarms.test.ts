import assert from "node:assert/strict";
import { cpSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, test } from "node:test";
import { accreditation, SAMPLE_OFFICES } from "../../main/app/sample/offices.ts";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { Attacker } from "../../main/demo/attacker.ts";
import { HttpSource } from "../../main/follow/sources/http-source.ts";
import { openAuthorityDesk } from "../../main/registry/founding/authority-desk.ts";
import { serveNode } from "../../main/registry/serve.ts";
import type { JsonObject } from "../../src/json/value.ts";
import { Between } from "../support/between.ts";
import { findBrowser } from "../support/browser.ts";
import { labelsOfAThing } from "../support/label-steps.ts";
import { QUICK } from "../support/solo-network.ts";
import { type StoryWindow, StoryWindows } from "../support/story-windows.ts";
import { PASSPHRASE } from "../support/vault.ts";
import { BIRTH_VCT, catalogueType, whole, WalletWorld } from "../support/wallet-world.ts";

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
let decided = 0;

after(async () => {
  for (const end of endings) await end();
});
afterEach(() => windows?.assertSound());

/** Something more in the chain, which changes nothing for anybody here. */
async function grow(at: (body: ReturnType<typeof catalogueType>) => Promise<void>): Promise<void> {
  const type = catalogueType("product-passport");
  decided++;
  const unique = { ...(type["unique"] as JsonObject), keeper: "civil-registry" };
  await at({ ...type, unique, id: `passport-${decided}`, vct: `urn:test:passport:${decided}` });
}
const growHere = (): Promise<void> => grow((body) => world.decide("type.define", body));

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
  "a changed block is noticed, thrown away and fetched elsewhere; the source is marked",
  { skip },
  async () => {
    liar.change = (path, body) => {
      if (!path.startsWith("/tile/entries/")) return undefined;
      const changed = Buffer.from(body);
      changed.writeUInt8(changed.readUInt8(changed.length - 9) ^ 1, changed.length - 9);
      return changed;
    };
    // The quicker source is asked first; on a busy machine not always that one.
    for (
      let round = 0;
      round < 10 && !(await counter.page.getByText("source.bundle_mismatch").first().isVisible());
      round++
    ) {
      await growHere();
      await counter.sync();
    }
    await counter.said("source.bundle_mismatch", "A source sent a changed block.");
    await counter.said(
      "source.bundle_mismatch",
      "It was thrown away; only what fits is taken, from another source.",
    );
    await counter.sees("marked", /did not fit and (was|were) thrown away/);
    await counter.shoot("changed-block");
    await check();
    await counter.verdict("Valid");
    liar.change = () => undefined;
  },
);

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

/** A node's newest block, in whose seal two of the four authorities are missing: one too few. */
function withoutTwo(body: Buffer): Buffer {
  const text = body.toString();
  const left = text.replaceAll(/^\u2014 .*\/authority-[12] .*\n/gm, "");
  assert.notEqual(left, text);
  return Buffer.from(left);
}

test("a block that no quorum has sealed is not taken, whoever shows it", { skip }, async () => {
  const sealed = async (): Promise<number> => {
    const answer = await counter.app.call("registry.status", {});
    assert.ok(answer.ok);
    return answer.value.size;
  };
  const before = await sealed();
  await counter.useSources(liar.url);
  liar.change = (path, body) => (path === "/block/newest" ? withoutTwo(body) : undefined);
  await growHere();
  await counter.press("Sync now");
  await counter.said("source.seal_invalid", "A source sent a seal that does not hold.");
  await counter.shoot("no-quorum");
  assert.equal(await sealed(), before);
  liar.change = () => undefined;
  await counter.useSources(liar.url, honest.url);
  await counter.sync();
  assert.ok((await sealed()) > before);
});

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

test(
  "two seals: the alarm in plain words, no check can tell, evidence to hand on, and a person decides",
  { skip },
  async () => {
    // Somebody goes on from a copy of the registry's own folder, with all its keys.
    await world.stopNode();
    const other = join(world.root, "other");
    cpSync(join(world.root, "registry"), other, { recursive: true });
    await world.startNode();
    const second = await serveNode(join(other, "node"), { port: 0, clock: world.clock, tuning: QUICK });
    t.after(() => second.close());
    const desk = openAuthorityDesk(
      join(other, "authorities", world.founded.authorities[0]?.id ?? ""),
      nodePrimitives,
    );
    const there = new HttpSource(world.http, second.url);
    await growHere();
    await grow(async (body) => {
      const answer = await desk.submit("type.define", body, there);
      assert.ok(answer.state === "accepted");
      const end = performance.now() + 60_000;
      while ((await there.entryStatus(answer.hash)).state !== "sealed") assert.ok(performance.now() < end);
    });
    const request = await ask();
    await counter.useSources(world.url, second.url);
    await counter.press("Sync now");
    await counter.said("alarm.fork", "There are two sealed histories of this registry.");
    await counter.said("alarm.fork", "Until this is resolved, every check says that it cannot tell.");
    await counter.sees("Registry alarm", "Two sealed histories contradict each other", "Signed both:");
    await counter.said("source.fork", "A source shows a sealed history that is not the one you follow.");
    await counter.shoot("alarm");

    await counter.go("New check");
    await counter.give(await holder.answer(request, holder.present(request)));
    await counter.verdict("Cannot tell", "status.alarm", "Your copy of the registry has an open alarm.");
    await counter.sees("Until it is resolved, nothing read from the registry counts.");
    await counter.shoot("cannot-tell");

    await counter.go("Registry");
    const evidence = JSON.parse(await counter.savedBy(() => counter.press("Save the evidence"))) as {
      readonly ours: string;
      readonly theirs: string;
      readonly signers: readonly string[];
    };
    assert.deepEqual([...evidence.signers].sort(), world.founded.authorities.map(({ id }) => id).sort());
    // Both as their nodes gave them out, so that anybody can check who signed both.
    const seals = await Promise.all(
      [world.url, second.url].map(async (url) => (await fetch(`${url}/checkpoint`)).text()),
    );
    const bodies = seals.map((seal) => seal.split("\n\n")[0]);
    assert.notEqual(bodies[0], bodies[1]);
    assert.deepEqual(
      [evidence.ours, evidence.theirs].map((seal) => seal.split("\n\n")[0]).sort(),
      bodies.toSorted(),
    );

    // Nothing goes on before a person has said so, not even with the honest source alone.
    await counter.useSources(world.url);
    await counter.press("Sync now");
    await counter.said("alarm.fork", "There are two sealed histories of this registry.");
    await counter.press("I looked into it");
    await counter.sees("Go on with the history followed so far?");
    await counter.confirm("Cancel");
    await counter.sees("Registry alarm");
    await counter.press("I looked into it");
    await counter.confirm("I looked into it");
    await counter.sees("Two sealed histories contradicted each other; you looked into it");
    await counter.sync();
    await counter.sees("Registry in step");
    await check();
    await counter.verdict("Valid");
    await counter.shoot("resolved");
  },
);

test(
  "a check made without a network that newer data contradict is told at the counter until somebody has seen it",
  { skip },
  async () => {
    const civil = world.office("civil-registry");
    const [row] = await civil.ask("office.register", { limit: 1 });
    assert.ok(row?.commitment !== undefined);
    await counter.useSources("http://127.0.0.1:9");
    const reached = await counter.app.call("registry.sync", {});
    assert.equal(reached.ok, false);
    // Minutes pass because the test says so: the news are older than the check, and come after it.
    world.ahead += 60;
    await civil.ask("office.revoke", { commitment: row.commitment, reason: "error" });
    world.ahead += 60;
    await check();
    await counter.verdict("Valid");
    world.ahead += 60;
    await growHere();
    await counter.useSources(world.url);
    await counter.sync();
    await counter.go("New check");
    await counter.said("status.revoked", "A check without a network turned out otherwise:");
    await counter.shoot("turned");
    await counter.page.getByRole("link", { name: "Look at the check" }).click();
    await counter.sees("It was made again and turned.");
    await counter.go("New check");
    await counter.said("status.revoked", "Then it said: Valid.");
    await counter.press("I have seen it");
    await counter.page
      .getByText("A check without a network turned out otherwise:")
      .waitFor({ state: "detached" });
    await counter.go("Checks");
    await counter.sees(/^Turned$/, /^Then: Valid\. Now: Withdrawn by the office/);
    await counter.shoot("turned-row");
  },
);

test(
  "a thing's label shows each step of its life, also the one that was stuck on first",
  { skip },
  async () => {
    const labels = await labelsOfAThing(world);
    await counter.go("Registry");
    await counter.sync();
    const steps = counter.page
      .getByRole("list", { name: "Its life, as the registry has it" })
      .getByRole("listitem");
    for (const [at, label] of [labels.at(-1), labels[0]].entries()) {
      await counter.go("New check");
      await counter.give(label ?? "");
      if (at === 0) await counter.verdict("Document genuine");
      else await counter.verdict("Not valid", "status.replaced", /Replaced by a newer one on/);
      await steps.nth(2).waitFor();
      const told = await steps.allInnerTexts();
      assert.equal(told.length, labels.length);
      assert.deepEqual(
        told.map((each) => /Valid|Replaced/.exec(each)?.[0]),
        ["Replaced", "Replaced", "Valid"],
      );
      assert.match(told[0] ?? "", /first entry/);
      // The step whose label it is.
      assert.deepEqual(
        told.map((each) => each.includes("this one")),
        at === 0 ? [false, false, true] : [true, false, false],
      );
      await counter.shoot(`life-${at}`);
    }
  },
);
