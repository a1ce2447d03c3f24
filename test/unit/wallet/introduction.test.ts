import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { openProgram } from "../../../main/wallet/compose.ts";
import type { Program } from "../../../main/wallet/program.ts";
import type { ArgsOf, CallName, ValueOf } from "../../../src/contract/contract.ts";
import { FollowWorld } from "../../support/follow-world.ts";
import { START, YEAR } from "../../support/registry-kit.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { PASSPHRASE, WEAK_KDF } from "../../support/vault.ts";

interface Wallet {
  readonly program: Program;
  ask<Name extends CallName>(name: Name, args: ArgsOf<Name>): Promise<ValueOf<Name>>;
}

async function walletOf(
  t: TestContext,
  world: FollowWorld,
  url: string,
  parts: { readonly office?: string; readonly offline?: () => boolean } = {},
): Promise<Wallet> {
  const { office, offline = () => false } = parts;
  const clock = () => world.kit.time;
  const program = openProgram(tempFolder(t), { clock, kdfPolicy: WEAK_KDF, offline });
  t.after(() => program.close());
  const ask: Wallet["ask"] = async (name, args) => {
    const answer = await program.call(name, args);
    if (answer.ok) return answer.value;
    throw new Error(answer.code);
  };
  const registry = world.kit.hash(world.kit.genesis);
  const whose = office === undefined ? { mode: "light" as const } : { mode: "full" as const, office };
  await ask("wallet.create", { passphrase: PASSPHRASE, registry, sources: [url], ...whose });
  return { program, ask };
}

/** An office `shop` whose keys are those of the wallet. */
async function accredit(world: FollowWorld, { ask }: Wallet): Promise<void> {
  const keys = await ask("office.keys", {});
  const span = { from: START, to: START + YEAR };
  const body = {
    id: "shop",
    name: { en: "Shop" },
    keys: (["officer", "credential", "request"] as const).map((use) => ({ use, key: keys[use], ...span })),
    issues: [],
    asks: [
      {
        purpose: "age",
        label: { en: "Age" },
        claims: [{ type: "id-card", path: ["name"] }],
        ...span,
      },
    ],
  };
  world.seal([world.kit.byAuthority("office.accredit", body)]);
  await ask("registry.sync", {});
}

const ASK = {
  purpose: "age",
  credentials: [{ vct: "https://types.test/id-card", claims: [{ path: ["name"], optional: false }] }],
  validFor: 86_400,
};

test("a citizen without a network can tell who asks, before and while answering", async (t) => {
  const world = new FollowWorld(t);
  const { name: url } = await world.serve();
  let isOffline = false;
  const citizen = await walletOf(t, world, url, { offline: () => isOffline });
  // Knows the office that issues its documents, and so their types.
  await citizen.ask("holder.request_key", { office: "identity", vct: "https://types.test/id-card" });
  isOffline = true;

  const counter = await walletOf(t, world, url, { office: "shop" });
  await accredit(world, counter);
  world.kit.time += 60;
  world.recosign(world.kit.time);
  await counter.ask("registry.sync", {});
  const { request } = await counter.ask("counter.ask", ASK);
  world.kit.time += 60;
  const { asker, purpose } = await citizen.ask("present.preview", { request });
  assert.deepEqual(asker, {
    state: "accredited",
    code: "asker.ok",
    office: "shop",
    name: { en: "Shop" },
    age: { height: 1, time: START + 60, seconds: 60 },
  });
  assert.equal(purpose.id, "age");

  const answer = {
    answers: [{ query: "document0", credential: "A".repeat(22), approved: [["name"]] }],
    despiteWarnings: false,
  };
  const answerTo = (text: string) => citizen.program.call("present.answer", { request: text, ...answer });
  const refused = await answerTo(request);
  // Nothing is held; but who asks is known, or that would have been the answer.
  assert.ok(!refused.ok && refused.code === "holder.unknown_credential", JSON.stringify(refused));

  world.kit.time += 31 * 86_400;
  const { request: later } = await counter.ask("counter.ask", ASK);
  const old = await citizen.ask("present.preview", { request: later });
  assert.equal(old.asker.code, "asker.office_unknown");
  assert.equal(old.asker.age?.height, 0);
  const stale = await answerTo(later);
  assert.ok(!stale.ok && stale.code === "present.asker_not_accredited", JSON.stringify(stale));
});
