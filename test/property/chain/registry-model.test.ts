import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import * as fc from "fast-check";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import type { FullFollower } from "../../../main/follow/full/full-follower.ts";
import { codeOf } from "../../../src/error.ts";
import { proveConsistency, verifyConsistency } from "../../../src/merkle/proof.ts";
import { digestOf } from "../../support/follow-world.ts";
import { ModelNode, ModelWallet } from "../../support/model-world.ts";
import { referenceLeaf, referenceRoot } from "../../support/reference-tree.ts";
import { commitmentOf, type RegistryKit } from "../../support/registry-kit.ts";
import {
  type Block,
  type Branch,
  isOne,
  Model,
  type Status,
  type WalletModel,
} from "../../support/registry-model.ts";
import { standardRegistry } from "../../support/standard-registry.ts";
import { tempFolder } from "../../support/temp-folder.ts";

/** Each is run in CI; `npm run test:model -- runs` draws new ones. */
const SEEDS = [20_261_128, 1_962, 6_962, 8_785];
const RUNS = 6;
const LONG = Number(process.env["SEALFOLIO_MODEL_RUNS"] ?? 0);

interface Real {
  readonly kit: RegistryKit;
  readonly offices: ReturnType<typeof standardRegistry>;
  readonly folder: string;
  readonly honest: ModelNode;
  liar: ModelNode | undefined;
  readonly wallet: ModelWallet;
  saved: number | undefined;
}

type Command = fc.AsyncCommand<Model, Real>;

function recordOf({ chain }: ModelNode): Uint8Array {
  const record = chain.store.leaf(chain.size - 1);
  assert.ok(record !== undefined);
  return record;
}

/** A node holds exactly what the model says, and every credential has the status that it says. */
function compare(node: ModelNode, branch: Branch, { titles }: Pick<Model, "titles">): void {
  const { chain } = node;
  const newest = branch.blocks.at(-1);
  assert.equal(chain.size, newest?.size);
  assert.equal(Buffer.from(chain.root ?? []).toString("hex"), newest?.root);
  assert.deepEqual(
    [...chain.store.blocks(0, branch.blocks.length + 1)].map(({ size }) => size),
    branch.blocks.map(({ size }) => size),
  );
  const codes = { valid: 0, ended: 1, suspended: 2 };
  for (const { commitment, status } of titles)
    assert.equal(chain.ledger.state.credential(commitment)?.status, codes[status]);
}

/** Seals a block of what the model foresees; `cut` says whether power fails before it is on disk. */
class Seal implements Command {
  readonly #deeds: number;
  readonly #change: "none" | "issue" | "suspend" | "reinstate" | "revoke";
  readonly #pick: number;
  readonly #cut: boolean;

  constructor(deeds: number, change: Seal["change"], pick: number, cut: boolean) {
    this.#deeds = deeds;
    this.#change = change;
    this.#pick = pick;
    this.#cut = cut;
  }

  get change(): "none" | "issue" | "suspend" | "reinstate" | "revoke" {
    return this.#change;
  }

  check = (): boolean => true;

  async run(model: Model, { kit, offices, honest }: Real): Promise<void> {
    kit.state = honest.chain.ledger.state;
    const entries = Array.from({ length: this.#deeds }, () =>
      kit.deposit(offices.archive, digestOf(`deed ${model.deeds++}`)),
    );
    const title = model.titles[this.#pick % Math.max(1, model.titles.length)];
    const [leaf, after] = this.#entry(model, kit, offices, title);
    if (leaf !== undefined) entries.push(leaf);
    if (entries.length === 0) return;
    const allowed = leaf === undefined || after !== undefined;
    assert.equal(honest.seal(entries, this.#cut), allowed, this.#change);
    if (!allowed || this.#cut) return;
    model.honest.extend(entries, recordOf(honest));
    if (after === undefined || leaf === undefined) return;
    if (this.#change === "issue") model.titles.push({ commitment: commitmentOf(leaf), status: "valid" });
    else if (title !== undefined) title.status = after;
  }

  /** The entry, and the status after it where the rules must take it. */
  #entry(
    model: Model,
    kit: RegistryKit,
    { land }: Real["offices"],
    title: Model["titles"][number] | undefined,
  ): [Uint8Array | undefined, Status | undefined] {
    if (this.#change === "issue") {
      const commitment = digestOf(`title ${model.deeds++}`);
      const parts = { commitment, tag: digestOf(`parcel ${model.deeds}`), owners: ["ana"] };
      return [kit.issue(land, "title", { ...parts, index: model.titles.length }), "valid"];
    }
    if (this.#change === "none" || title === undefined) return [undefined, undefined];
    const next: { [change: string]: Status | undefined } = {
      suspend: title.status === "valid" ? "suspended" : undefined,
      reinstate: title.status === "suspended" ? "valid" : undefined,
      revoke: title.status === "ended" ? undefined : "ended",
    };
    return [kit[this.#change](land, title.commitment), next[this.#change]];
  }

  toString = (): string => `seal(${this.#deeds}, ${this.#change}, ${this.#pick}, ${this.#cut})`;
}

/** What was sealed once is never taken again. */
class Replay implements Command {
  readonly #pick: number;

  constructor(pick: number) {
    this.#pick = pick;
  }

  check = (): boolean => true;

  async run({ honest: { leaves } }: Model, { honest }: Real): Promise<void> {
    const leaf = leaves[this.#pick % leaves.length] as Uint8Array;
    assert.equal(honest.seal([leaf]), false);
  }

  toString = (): string => `replay(${this.#pick})`;
}

/** The authorities seal another history beside the first. */
class Fork implements Command {
  readonly #pick: number;
  readonly #deeds: number;

  constructor(pick: number, deeds: number) {
    this.#pick = pick;
    this.#deeds = deeds;
  }

  check = (): boolean => true;

  async run(model: Model, real: Real): Promise<void> {
    if (model.liar === undefined || real.liar === undefined) {
      const shared = 1 + (this.#pick % model.honest.blocks.length);
      real.liar = real.honest.fork(join(real.folder, "liar"), shared);
      model.liar = model.honest.cutAt(shared);
    }
    const entries = Array.from({ length: this.#deeds }, () =>
      real.kit.deposit(real.offices.archive, digestOf(`lie ${model.deeds++}`)),
    );
    assert.ok(real.liar.seal(entries));
    model.liar.extend(entries, recordOf(real.liar));
  }

  toString = (): string => `fork(${this.#pick}, ${this.#deeds})`;
}

class CrashNode implements Command {
  check = (): boolean => true;

  async run(_model: Model, { honest }: Real): Promise<void> {
    honest.crash();
  }

  toString = (): string => "crash node";
}

/** Follows one of the histories or both; whether it raises the alarm is foreseen. */
class Sync implements Command {
  readonly #honest: boolean;
  readonly #liar: boolean;

  constructor(honest: boolean, liar: boolean) {
    this.#honest = honest;
    this.#liar = liar;
  }

  check = ({ liar }: Readonly<Model>): boolean => this.#honest || (this.#liar && liar !== undefined);

  async run(model: Model, real: Real): Promise<void> {
    const shown = [
      ...(this.#honest ? [{ branch: model.honest, source: real.honest.source("honest") }] : []),
      ...(this.#liar && model.liar !== undefined && real.liar !== undefined
        ? [{ branch: model.liar, source: real.liar.source("liar") }]
        : []),
    ];
    const follower = await real.wallet.open(shown.map(({ source }) => source));
    const code = await follower.sync().then(
      () => undefined,
      (error: unknown) => codeOf(error) ?? assert.fail(String(error)),
    );
    const before = model.wallet;
    const heads = shown
      .map(({ branch }) => [...branch.blocks])
      .filter((blocks) => !before.evidence.includes(blocks.at(-1)?.root ?? ""));
    model.wallet = this.#expect(before, heads, follower);
    assert.equal(code, before.alarmed || heads.length > 0 ? undefined : "follow.no_source");
    check(follower, model.wallet);
  }

  #expect(before: WalletModel, heads: readonly (readonly Block[])[], follower: FullFollower): WalletModel {
    if (before.alarmed || heads.length === 0) return before;
    const [newest, other = newest] = [...heads].sort((a, b) => (b.at(-1)?.size ?? 0) - (a.at(-1)?.size ?? 0));
    assert.ok(newest !== undefined && other !== undefined);
    if (isOne(before.accepted, newest) && isOne(newest, other)) {
      return { ...before, accepted: newest.length > before.accepted.length ? newest : before.accepted };
    }
    // Which of two seals is kept as the other's contradiction may hang on who answers first.
    const roots = follower.journal.evidence().map(({ theirs }) => rootIn(theirs));
    const fresh = roots.filter((root) => !before.evidence.includes(root));
    assert.equal(fresh.length, 1, "one contradiction more");
    assert.ok(heads.some((blocks) => blocks.at(-1)?.root === fresh[0]));
    return { ...before, evidence: roots, alarmed: true };
  }

  toString = (): string => `sync(${this.#honest ? "honest " : ""}${this.#liar ? "liar" : ""})`;
}

function rootIn(note: string): string {
  return Buffer.from(note.split("\n")[2] ?? "", "base64").toString("hex");
}

function check({ copy, journal }: FullFollower, { accepted, evidence, alarmed }: WalletModel): void {
  const { head } = copy.ledger;
  const newest = accepted.at(-1);
  assert.equal(head?.size, newest?.size);
  assert.equal(head === undefined ? undefined : Buffer.from(head.root).toString("hex"), newest?.root);
  assert.deepEqual(copy.damaged, []);
  assert.equal(journal.alarm() !== undefined, alarmed);
  assert.deepEqual(
    journal.evidence().map(({ theirs }) => rootIn(theirs)),
    evidence,
  );
}

/** A person takes note of the alarm and goes on with the history that is held. */
class Resolve implements Command {
  check = ({ wallet }: Readonly<Model>): boolean => wallet.alarmed;

  async run(model: Model, { wallet }: Real): Promise<void> {
    const { journal } = await wallet.open();
    for (const { id } of journal.evidence()) journal.resolve(id, 1);
    model.wallet = { ...model.wallet, alarmed: false };
  }

  toString = (): string => "resolve";
}

/** The wallet's program is killed; or its older file is put back. */
class Restart implements Command {
  readonly #what: "save" | "kill" | "put back";

  constructor(what: "save" | "kill" | "put back") {
    this.#what = what;
  }

  check = (): boolean => true;

  async run(model: Model, real: Real): Promise<void> {
    check(await real.wallet.open(), model.wallet);
    if (this.#what === "save") {
      real.saved = real.wallet.save();
      model.saved = model.wallet;
    } else if (this.#what === "kill") {
      real.wallet.putBack(real.wallet.save());
    } else if (real.saved !== undefined) {
      real.wallet.putBack(real.saved);
      model.wallet = model.saved;
    }
    check(await real.wallet.open(), model.wallet);
  }

  toString = (): string => this.#what;
}

const pick = fc.nat(30);
const change = fc.constantFrom("none", "issue", "issue", "suspend", "reinstate", "revoke");
const seal = fc.tuple(fc.nat(3), change, pick, fc.nat(5)).map((parts) => {
  const [deeds, what, which, cut] = parts;
  return new Seal(deeds, what, which, cut === 0);
});
const commands = [
  seal,
  seal,
  seal,
  pick.map((which) => new Replay(which)),
  fc.tuple(pick, fc.integer({ min: 1, max: 3 })).map(([which, deeds]) => new Fork(which, deeds)),
  fc.constant(new CrashNode()),
  fc.constantFrom(new Sync(true, false), new Sync(true, true), new Sync(false, true)),
  fc.constantFrom(new Sync(true, false), new Sync(true, true), new Sync(false, true)),
  fc.constant(new Resolve()),
  fc.constantFrom(new Restart("save"), new Restart("kill"), new Restart("put back")),
];

/** Every prefix proves consistent with every longer one, and with nothing else. */
function checkPrefixes({ chain }: ModelNode, branch: Branch): void {
  const roots = branch.leaves.map((_, i) => referenceRoot(branch.leaves.slice(0, i + 1).map(referenceLeaf)));
  const { sha256 } = nodePrimitives;
  for (let to = 1; to <= roots.length; to++) {
    for (let from = 1; from <= to; from++) {
      const [fromRoot, toRoot] = [roots[from - 1] as Uint8Array, roots[to - 1] as Uint8Array];
      const proof = proveConsistency(from, to, chain.store.hashAt(to), sha256);
      verifyConsistency({ from, to, fromRoot, toRoot, proof }, sha256);
      if (from === to || from % 5 !== 0) continue;
      const forged = { from, to, fromRoot: roots[from - 2] as Uint8Array, toRoot, proof };
      assert.throws(
        () => verifyConsistency(forged, sha256),
        ({ code }: { code: string }) => code.startsWith("merkle."),
      );
    }
  }
}

let made = 0;

async function runHistory(folder: string, history: Iterable<Command>): Promise<void> {
  const offices = standardRegistry();
  const { kit, leaves } = offices;
  const own = join(folder, `history-${made++}`);
  const honest = new ModelNode(kit, join(own, "honest"));
  const wallet = new ModelWallet(kit, join(own, "wallet"));
  const real: Real = { kit, offices, folder: own, honest, liar: undefined, wallet, saved: undefined };
  const model = new Model();
  assert.ok(honest.seal(leaves));
  model.honest.extend(leaves, recordOf(honest));
  try {
    await fc.asyncModelRun(async () => ({ model, real }), checked(history));
    compare(honest, model.honest, model);
    checkPrefixes(honest, model.honest);
    if (real.liar !== undefined && model.liar !== undefined) {
      compare(real.liar, model.liar, { titles: [] });
      checkPrefixes(real.liar, model.liar);
    }
    check(await wallet.open(), model.wallet);
  } finally {
    wallet.close();
    real.liar?.close();
    honest.close();
  }
}

/** The same commands, each followed by a comparison of the node with the model. */
function* checked(history: Iterable<Command>): Generator<Command> {
  for (const command of history) {
    yield {
      check: (model) => command.check(model),
      run: async (model, real) => {
        await command.run(model, real);
        compare(real.honest, model.honest, model);
      },
      toString: () => command.toString(),
    };
  }
}

function property(folder: string): fc.IAsyncProperty<[Iterable<Command>]> {
  return fc.asyncProperty(fc.commands(commands, { maxCommands: 25, size: "max" }), async (history) => {
    await runHistory(folder, history);
  });
}

for (const seed of LONG > 0 ? [undefined] : SEEDS) {
  test(`entries, forks, crashes and restarts go as a plain model of them goes (seed ${seed ?? "new"})`, async (t) => {
    const numRuns = LONG > 0 ? LONG : RUNS;
    await fc.assert(property(tempFolder(t)), { numRuns, ...(seed === undefined ? {} : { seed }) });
  });
}
