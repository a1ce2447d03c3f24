import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { catalogueType } from "../../main/app/sample/catalogue.ts";
import { accreditation, type OfficeKeys, SAMPLE_OFFICES } from "../../main/app/sample/offices.ts";
import { openSampleRegistry } from "../../main/app/sample/registry.ts";
import { systemClock } from "../../main/doors/clock.ts";
import { HttpClient } from "../../main/doors/http-client.ts";
import { HttpSource } from "../../main/follow/sources/http-source.ts";
import { findBrowser } from "../../main/host/chromium/find-browser.ts";
import { openProgram } from "../../main/wallet/compose.ts";
import { HostProgram } from "../support/host-program.ts";
import { tempFolder } from "../support/temp-folder.ts";

const isLinux = process.platform === "linux";
const skip = findBrowser() === undefined ? "no browser is installed" : isLinux ? false : "Linux only: /proc";

/** At most 64 are signed in one step. */
const ROWS = Number(process.env["SEALFOLIO_BULK_ROWS"] ?? 300);
/** After the first row. */
const KILLED_AT = [ROWS / 2, ROWS];
const PASSPHRASE = "a long walk";
const TYPE = "birth-certificate";
/** Seconds for what takes one or two where nothing else runs. */
const PATIENT = 120;

const begin = (registry: { readonly id: string; readonly url: string }): string => `
const office = (await value("app.create_profile", { name: "Office", kind: "office", mode: "full",
  passphrase: "${PASSPHRASE}", registry: "${registry.id}", sources: ["${registry.url}"], office: "civil-registry" })).active;
await tell("keys", await value("office.keys", {}));
for (;;) {
  await value("registry.sync", {});
  const { office: own } = await value("wallet.status", {});
  if (own?.accredited && (await value("office.types", {})).length > 0) break;
  await new Promise((done) => setTimeout(done, 100));
}
const { request } = await value("holder.request_key", { office: "civil-registry", vct: "${catalogueType(TYPE).vct}" });
const line = (i) => ["row-" + i, "K " + i + "/2026", "2026-04-02", "Sample", "Nora", "2026-03-30", "Lakeside", "Ada", request].join(",");
const head = "key,registration_number,registered_on,family_name,given_name,birthdate,place_of_birth,parent_1.name,request";
const csv = [head, ...Array.from({ length: ${ROWS} }, (_, i) => line(i + 1))].join("\\r\\n");
const { id } = await value("bulk.begin", { type: "${TYPE}", csv, name: "births.csv" });
await tell("job", { office, id });
`;

const goOn = (office: string): string => `
await value("app.open_profile", { id: "${office}" });
await value("wallet.unlock", { passphrase: "${PASSPHRASE}" });
`;

/** Says when so many rows of the table are through, as the window hears it. */
const run = (id: string, at: number): string => `
let isTold = false;
const through = (done) => {
  if (isTold || done < ${at}) return;
  isTold = true;
  void tell("through", done);
};
on(({ name, payload }) => {
  if (name === "progress" && payload.work === "bulk") through(payload.done);
});
const [{ count }] = await value("bulk.list", {});
through(count.sealed + count.signed);
await value("bulk.run", { id: ${id} });
through(${ROWS});
`;

async function killAt(program: HostProgram): Promise<void> {
  await program.told("through", PATIENT);
  program.process.kill("SIGKILL");
  await program.ended();
  await program.browserGone();
}

test(
  "a table whose window is killed at its first row and later ones is gone on with: each row once",
  { skip },
  async (t) => {
    const stop = new AbortController();
    const registry = await openSampleRegistry(join(tempFolder(t), "registry"), stop.signal);
    t.after(() => registry.close());
    const args = ["--allow-root"];
    const first = HostProgram.start(t, begin(registry) + run("id", 1), { args });
    const keys = (await first.told("keys", PATIENT)) as OfficeKeys;
    const plan = SAMPLE_OFFICES.find((one) => one.id === "civil-registry");
    assert.ok(plan !== undefined);
    const body = accreditation({ ...plan, issues: [TYPE], asks: [] }, keys, { now: systemClock() });
    await registry.decide([{ kind: "office.accredit", body }]);
    await registry.decide([{ kind: "type.define", body: catalogueType(TYPE) }]);
    const job = (await first.told("job", PATIENT)) as { readonly office: string; readonly id: string };
    await killAt(first);
    const { data } = first;
    for (const at of KILLED_AT) {
      await killAt(HostProgram.start(t, goOn(job.office) + run(`"${job.id}"`, at), { args, data }));
    }

    const program = openProgram(join(data, "profiles", job.office));
    t.after(() => program.close());
    const unlocked = await program.call("wallet.unlock", { passphrase: PASSPHRASE });
    assert.ok(unlocked.ok);
    const done = await program.call("bulk.run", { id: job.id });
    assert.ok(done.ok, done.ok ? "" : done.code);
    assert.deepEqual(done.value.count, { ready: 0, waiting: 0, signed: 0, sealed: ROWS, failed: 0 });
    const register = await program.call("office.find", { from: 0, count: 1 });
    assert.ok(register.ok);
    assert.equal(register.value.total, ROWS, "nothing was signed twice");

    const http = new HttpClient();
    t.after(() => http.close());
    const source = new HttpSource(http, registry.url);
    const status = await program.call("registry.status", {});
    assert.ok(status.ok);
    let issued = 0;
    for (let at = 0; at * 256 < status.value.size; at++) {
      const leaves = await source.bundle(at, Math.min(256, status.value.size - at * 256));
      issued += leaves.filter((leaf) => Buffer.from(leaf).includes('"kind":"credential.issue"')).length;
    }
    assert.equal(issued, ROWS, "each is anchored once");
  },
);
