import assert from "node:assert/strict";
import { after, test } from "node:test";
import { type ArgsOf, DESKTOP_CALLS, type DesktopCallName } from "../../src/contract/contract.ts";
import { codesOf } from "../support/contract-codes.ts";
import { CALL_NAMES, hostileLike, SAMPLES } from "../support/contract-samples.ts";
import { folderState } from "../support/folder-state.ts";
import { TestApp } from "../support/test-app.ts";

// The calls above the wallets, held to what every call of the contract is held to.

const HASH = "A".repeat(43);

const DESKTOP_SAMPLES: { readonly [Name in DesktopCallName]: ArgsOf<Name> } = {
  "app.status": {},
  "app.create_profile": {
    name: "Ada",
    kind: "citizen",
    passphrase: "a long walk",
    registry: HASH,
    sources: ["http://127.0.0.1:9/"],
    mode: "light",
    office: "bank",
    words: true,
  },
  "app.restore_profile": {
    key: { passphrase: "a long walk" },
    passphrase: "a longer walk",
    from: "/nowhere/at/all.age",
  },
  "app.open_profile": { id: "nobody" },
  "app.switch_profile": { id: "nobody" },
  "app.close_profile": { id: "nobody" },
  "app.start_sample": {},
  "app.end_sample": {},
  "app.preferences": {},
  "app.set_preferences": { language: "de", theme: "dark", autoLockMinutes: 5, hideFromCapture: true },
  "app.export_registry": { mode: "full" },
  "app.export_activity": {},
  "app.import_registry": {},
  "app.add_matcher": {},
  "app.cancel": { work: "nothing" },
  "app.touch": {},
  "host.open_file": { as: "text" },
  "host.save_file": { name: "x.json", text: "{}" },
  "host.copy": { text: "a message" },
  "host.open_link": { url: "https://example.org/" },
  "host.set_camera": { allowed: false },
  "host.quit": {},
  "carrier.show": { text: "hello", fragment: 200, from: 0, count: 3 },
  "carrier.take": { frame: "UR:BYTES/AEAE", fresh: true },
  "carrier.forget": {},
};

const OPTIONAL: { readonly [Name in DesktopCallName]?: readonly string[] } = {
  "app.create_profile": ["office", "words"],
  "app.restore_profile": ["from"],
  "app.set_preferences": ["language", "theme", "autoLockMinutes", "hideFromCapture"],
};

const NAMES = Object.keys(DESKTOP_CALLS) as DesktopCallName[];
const desk = new TestApp({ after });

for (const name of NAMES) {
  test(`${name} refuses what are not its arguments, and nothing changes`, async () => {
    const before = folderState(desk.folder);
    const status = await desk.ask("app.status", {});
    for (const [what, args] of hostileLike(DESKTOP_SAMPLES[name], OPTIONAL[name])) {
      const answer = await desk.app.dispatch(name, args);
      assert.deepEqual(answer, { ok: false, code: "call.arguments" }, `${name}: ${what}`);
    }
    assert.deepEqual(folderState(desk.folder), before);
    assert.deepEqual(await desk.ask("app.status", {}), status);
    assert.deepEqual(desk.bugs, []);
  });
}

test("with no wallet open, the calls of one say so", async () => {
  for (const name of CALL_NAMES) {
    const answer = await desk.app.dispatch(name, SAMPLES[name]);
    if (answer.ok) assert.equal(name, "wallet.status");
    else assert.ok(["call.locked", "wallet.none"].includes(answer.code), `${name}: ${answer.code}`);
  }
  for (const name of ["nothing.such", "__proto__", "toString", "", null, 7, {}]) {
    assert.deepEqual(await desk.app.dispatch(name, {}), { ok: false, code: "call.unknown" });
  }
});

test("what names nothing that there is answers a code of that call", async () => {
  for (const name of NAMES) {
    // These do what they say.
    if (name === "app.start_sample" || name === "host.quit" || name === "app.create_profile") continue;
    const answer = await desk.app.dispatch(name, DESKTOP_SAMPLES[name]);
    assert.deepEqual(JSON.parse(JSON.stringify(answer)), answer, name);
    if (answer.ok) continue;
    assert.ok(codesOf(name).has(answer.code) && answer.code !== "call.failed", `${name}: ${answer.code}`);
  }
  assert.deepEqual(desk.bugs, []);
});
