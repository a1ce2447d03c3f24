import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { RunningServer } from "../../../main/doors/http-server.ts";
import { createWallet } from "../../support/cli-wallet.ts";
import { WarmCli } from "../../support/warm-cli.ts";
import { PASSPHRASE } from "../../support/vault.ts";
import { WalletWorld } from "../../support/wallet-world.ts";

const YEAR = 365 * 86_400;

/** The programs as a person runs them: a registry carried as files, audited, proven, and documents dated by it. */
describe("files of a registry", { timeout: 300_000 }, () => {
  const endings: (() => void | Promise<void>)[] = [];
  const warm = new WarmCli({ after: (work) => endings.push(work) });
  let secret: string;
  let world: WalletWorld;
  let server: RunningServer;
  let folder: string;
  let citizen: string;
  let auditor: string;

  const create = async (name: string, mode: "light" | "full" = "light"): Promise<string> => {
    const wallet = join(folder, "cli", name);
    await createWallet(wallet, {
      passphrase: PASSPHRASE,
      registry: world.registry,
      sources: [world.url],
      mode,
    });
    return wallet;
  };

  before(async () => {
    world = await WalletWorld.open({ after: (work) => endings.push(work) }, [
      "civil-registry",
      "land-registry",
      "bank",
    ]);
    folder = world.root;
    secret = join(folder, "passphrase");
    writeFileSync(secret, PASSPHRASE);
    const span = { from: world.clock() - 3600, to: world.clock() + YEAR };
    await world.decide("office.amend", { id: "land-registry", deposits: span });
    const land = world.office("land-registry");
    await land.ask("registry.sync", {});
    server = await land.program.serveDeposits({ perHour: 5 });
    citizen = await create("ada");
    auditor = await create("auditor", "full");
    const holder = await world.citizen("holder");
    await world.giveBirth(holder, world.birth("C 1/2001"));
  });
  after(async () => {
    await server.close();
    for (const end of endings.toReversed()) await end();
  });

  const run = async (wallet: string | undefined, ...words: readonly string[]) => {
    const options = wallet === undefined ? [] : ["--wallet", wallet, "--passphrase-file", secret];
    const { exit, stdout } = await warm.run([...words, ...options, "--json"]);
    return { code: exit, answer: JSON.parse(stdout) as { readonly [name: string]: unknown } };
  };

  it("audits a full copy, exports it, and another machine takes it in", async () => {
    assert.equal((await run(auditor, "chain", "sync")).code, 0);
    const audit = await run(auditor, "chain", "audit");
    assert.equal(audit.code, 0);
    assert.equal(audit.answer["sealed"], true);
    assert.ok(Number(audit.answer["signatures"]) > 5);
    const again = await run(auditor, "chain", "audit");
    assert.deepEqual([again.answer["knownTo"], again.answer["signatures"]], [audit.answer["leaves"], 0]);
    const fresh = await run(auditor, "chain", "audit", "--fresh");
    assert.equal(fresh.answer["signatures"], audit.answer["signatures"]);
    const file = join(folder, "stick.tar");
    const { answer: head } = await run(auditor, "chain", "export", file, "--mode", "audit");
    assert.equal(head["mode"], "audit");
    const island = await create("island", "full");
    await world.stopNode();
    const taken = await run(island, "chain", "import", file);
    assert.deepEqual([taken.code, taken.answer["height"]], [0, head["height"]]);
    await world.startNode();
  });

  it("dates documents through a deposit office, by anyone, with a proof for each", async () => {
    const [one, two] = [join(folder, "one.txt"), join(folder, "two.txt")];
    writeFileSync(one, "the first");
    writeFileSync(two, "the second");
    const made = await run(citizen, "deposit", one, two, "--office", "land-registry", "--via", server.url);
    assert.equal(made.code, 0, JSON.stringify(made.answer));
    const check = (proof: string, document: string) =>
      run(undefined, "verify", proof, "--registry", world.registry, "--file", document);
    const checked = await check(`${one}.proof`, one);
    assert.equal(checked.code, 0);
    assert.equal((checked.answer["deposit"] as { isFile?: unknown }).isFile, true);
    assert.ok(Math.abs(Number(checked.answer["time"]) - world.clock()) < 120);
    const swapped = await check(`${one}.proof`, two);
    assert.deepEqual([swapped.code, swapped.answer["code"]], [1, "statement.deposit"]);
    assert.equal(await world.countInChain("the first"), 0);
    const again = await run(citizen, "deposit", one);
    assert.deepEqual([again.code, again.answer["code"]], [4, "deposit.no_office"]);
  });

  it("proves what the registry says, to be checked from its id alone", async () => {
    const proof = join(folder, "office.proof");
    const made = await run(auditor, "chain", "prove", "office/civil-registry", "--height", "1");
    assert.equal(made.code, 0);
    writeFileSync(proof, String(made.answer["statement"]));
    const checked = await run(undefined, "verify", proof, "--registry", world.registry);
    assert.equal(checked.code, 0);
    assert.deepEqual(checked.answer["height"], 1);
    assert.equal((checked.answer["record"] as { key?: unknown }).key, "office/civil-registry");
    const foreign = await run(undefined, "verify", proof, "--registry", "A".repeat(43));
    assert.deepEqual([foreign.code, foreign.answer["code"]], [1, "statement.registry"]);
    assert.equal((await run(citizen, "verify", proof)).code, 0, "a light wallet checks it too");
    assert.equal(
      (await run(citizen, "chain", "prove", "office/civil-registry")).answer["code"],
      "registry.full_only",
    );
    const inspected = await run(undefined, "inspect", proof);
    assert.equal(inspected.answer["kind"], "statement of a registry");
  });
});
