import assert from "node:assert/strict";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { catalogueType } from "../../main/app/sample/catalogue.ts";
import { accreditation, type OfficeKeys, SAMPLE_OFFICES } from "../../main/app/sample/offices.ts";
import { openSampleRegistry, type SampleRegistry } from "../../main/app/sample/registry.ts";
import { systemClock } from "../../main/doors/clock.ts";
import { findBrowser } from "../../main/host/chromium/find-browser.ts";
import { openProgram } from "../../main/wallet/compose.ts";
import type { Program } from "../../main/wallet/program.ts";
import type { ArgsOf, CallName, ValueOf } from "../../src/contract/contract.ts";
import { HostProgram } from "../support/host-program.ts";
import { tempFolder } from "../support/temp-folder.ts";

const isLinux = process.platform === "linux";
const skip = findBrowser() === undefined ? "no browser is installed" : isLinux ? false : "Linux only: /proc";

const PASSPHRASE = "a long walk";
const TYPE = "birth-certificate";
const ASK = {
  purpose: "birth-check",
  label: { en: "A savings account", de: "Ein Sparkonto", ar: "حساب" },
  claims: [{ type: TYPE, path: ["given_name"] }],
};
const MOST = 40;

/** Two wallets in one window; what follows uses `asOffice`, `asCitizen`, `issue`, `show`. */
const people = ({ id, url }: SampleRegistry): string => `
const made = async (name, kind, mode, office) => (await value("app.create_profile", { name, kind, mode,
  passphrase: "${PASSPHRASE}", registry: "${id}", sources: ["${url}"], ...office })).active;
const office = await made("Office", "office", "full", { office: "civil-registry" });
await tell("keys", await value("office.keys", {}));
for (;;) {
  await value("registry.sync", {});
  const { office: own } = await value("wallet.status", {});
  if (own?.accredited && (await value("office.types", {})).length > 0) break;
  await new Promise((done) => setTimeout(done, 100));
}
const citizen = await made("Citizen", "citizen", "light");
const asOffice = () => value("app.switch_profile", { id: office });
const asCitizen = () => value("app.switch_profile", { id: citizen });
await value("registry.sync", {});
await tell("people", { office, citizen });
const vct = "${catalogueType(TYPE).vct}";
const issue = async (i) => {
  await asCitizen();
  const { request } = await value("holder.request_key", { office: "civil-registry", vct });
  await asOffice();
  return await value("office.issue", { type: "${TYPE}", request, claims: {
    registration_number: "C " + (1000 + i) + "/1999", registered_on: "1999-05-01", family_name: "Sample",
    given_name: "Otto" + i, birthdate: "1999-04-28", place_of_birth: "Hilltown", parent_1: { name: "Ines" } } });
};
const deliveries = async (count) => {
  const all = [];
  for (let i = 0; i < count; i++) all.push((await issue(i)).delivery);
  await asCitizen();
  await value("registry.sync", {});
  return all;
};
`;

const STEPS = {
  issue: `for (let i = 0; i < ${MOST}; i++) await tell("step-" + i, (await issue(i)).row.commitment);`,
  keep: `
    const all = await deliveries(12);
    for (const [i, delivery] of all.entries()) await tell("delivery-" + i, delivery);
    for (const [i, delivery] of all.entries())
      await tell("step-" + i, (await value("holder.keep", { delivery })).commitment);`,
  answer: `
    const [delivery] = await deliveries(1);
    await value("holder.keep", { delivery });
    const requests = [];
    await asOffice();
    for (let i = 0; i < 12; i++) requests.push((await value("counter.ask", { purpose: "birth-check", validFor: 600,
      credentials: [{ vct, claims: [{ path: ["given_name"], optional: false }] }] })).request);
    await tell("requests", requests);
    await asCitizen();
    for (const [i, request] of requests.entries()) {
      const { asked: [asked] } = await value("present.preview", { request });
      const answers = [{ query: asked.query, credential: asked.fitting[0].id, approved: [["given_name"]] }];
      await tell("step-" + i, (await value("present.answer", { request, answers, despiteWarnings: false })).response);
    }`,
} as const;

/** Lists the office and its type, as soon as the window has told its keys. */
async function accredit(registry: SampleRegistry, program: HostProgram): Promise<void> {
  const keys = (await program.told("keys", 90)) as OfficeKeys;
  const plan = SAMPLE_OFFICES.find(({ id }) => id === "civil-registry");
  assert.ok(plan !== undefined);
  const body = accreditation({ ...plan, issues: [TYPE], asks: [ASK] }, keys, { now: systemClock() });
  await registry.decide([{ kind: "office.accredit", body }]);
  await registry.decide([{ kind: "type.define", body: catalogueType(TYPE) }]);
}

interface Ended {
  readonly registry: SampleRegistry;
  readonly program: HostProgram;
  /** Number and value of each step that was confirmed to the page. */
  readonly confirmed: ReadonlyMap<number, string>;
  readonly open: (who: "office" | "citizen") => Promise<Wallet>;
}

/** Lets the window take these steps and ends it in the midst of one. */
async function endAmid(
  t: TestContext,
  step: keyof typeof STEPS,
  end: (program: HostProgram) => void,
): Promise<Ended> {
  const stop = new AbortController();
  const registry = await openSampleRegistry(join(tempFolder(t), "registry"), stop.signal);
  t.after(() => registry.close());
  const program = HostProgram.start(t, people(registry) + STEPS[step], { args: ["--allow-root"] });
  await accredit(registry, program);
  const ids = (await program.told("people", 90)) as { office: string; citizen: string };
  await program.told("step-3", 90);
  // Anywhere within a step, and never at the same place twice.
  await new Promise((done) => setTimeout(done, Math.random() * 40));
  end(program);
  await program.ended();
  await program.browserGone();
  const confirmed = program.allTold("step-");
  assert.ok(confirmed.size >= 4);
  const open = async (who: "office" | "citizen"): Promise<Wallet> => {
    const wallet = new Wallet(openProgram(join(program.data, "profiles", ids[who])));
    t.after(() => wallet.program.close());
    await wallet.ask("wallet.unlock", { passphrase: PASSPHRASE });
    await wallet.ask("registry.sync", {});
    return wallet;
  };
  return { registry, program, confirmed, open };
}

class Wallet {
  readonly program: Program;
  constructor(program: Program) {
    this.program = program;
  }

  async ask<Name extends CallName>(name: Name, args: ArgsOf<Name>): Promise<ValueOf<Name>> {
    const answer = await this.program.call(name, args);
    assert.ok(answer.ok, answer.ok ? "" : `${name}: ${answer.code}`);
    return answer.value;
  }
}

const kill = (program: HostProgram): void => void program.process.kill("SIGKILL");
const close = (program: HostProgram): void => {
  for (const { pid } of program.browsers()) {
    try {
      process.kill(pid, "SIGTERM");
    } catch {
      // Gone with another one of them.
    }
  }
};

test(
  "killed while it issues: what was confirmed is sealed and can be delivered again, the rest goes on",
  { skip },
  async (t) => {
    const { confirmed, open } = await endAmid(t, "issue", kill);
    const office = await open("office");
    const rows = await office.ask("office.register", { limit: 1000 });
    for (const commitment of confirmed.values()) {
      const row = rows.find((each) => each.commitment === commitment);
      assert.equal(row?.state, "sealed");
      const { delivery } = await office.ask("office.refresh", { commitment });
      assert.ok(delivery !== undefined && delivery.split(".").length === 5);
    }
    // One step was under way: it is there to be carried on, or it never began.
    assert.ok(rows.length - confirmed.size <= 1, `${rows.length} rows, ${confirmed.size} confirmed`);
    for (const { commitment } of rows) {
      const { row } = await office.ask("office.refresh", { commitment });
      assert.equal(row.state, "sealed");
    }
    await office.ask("activity.list", { limit: 1000 });
  },
);

for (const [how, end] of [
  ["killed", kill],
  ["its window closed", close],
] as const) {
  test(
    `${how} while a citizen keeps certificates: each confirmed one is there, the others can be kept`,
    { skip },
    async (t) => {
      const { confirmed, open, program } = await endAmid(t, "keep", end);
      const citizen = await open("citizen");
      const held = new Set((await citizen.ask("holder.list", {})).map(({ commitment }) => commitment));
      for (const commitment of confirmed.values()) assert.ok(held.has(commitment));
      assert.ok(held.size - confirmed.size <= 1, `${held.size} kept, ${confirmed.size} confirmed`);
      const deliveries = program.allTold("delivery-");
      for (const delivery of deliveries.values()) {
        const kept = await citizen.program.call("holder.keep", { delivery });
        assert.ok(kept.ok || kept.code === "holder.already_kept", kept.ok ? "" : kept.code);
      }
      assert.equal((await citizen.ask("holder.list", {})).length, deliveries.size);
      const log = await citizen.ask("activity.list", { limit: 1000 });
      assert.equal(
        log.filter(({ kind, outcome }) => kind === "receive" && outcome === "done").length,
        deliveries.size,
      );
    },
  );
}

test(
  "killed while a citizen answers: each answer that left is in the log, and is accepted once",
  { skip },
  async (t) => {
    const { confirmed, open } = await endAmid(t, "answer", kill);
    const citizen = await open("citizen");
    const log = await citizen.ask("activity.list", { limit: 1000 });
    const shown = log.filter(({ kind }) => kind === "presentation");
    assert.ok(shown.length >= confirmed.size && shown.length - confirmed.size <= 1);
    assert.equal((await citizen.ask("holder.list", {}))[0]?.state, "valid");
    const counter = await open("office");
    for (const response of confirmed.values()) {
      const { verdict } = await counter.ask("counter.check", { response });
      assert.equal(verdict.outcome, "valid");
      const again = await counter.program.call("counter.check", { response });
      assert.deepEqual(again, { ok: false, code: "presentation.replayed" });
    }
  },
);
