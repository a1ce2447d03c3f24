import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { STATUS, type Status } from "../../../src/chain/state/records.ts";
import { batchOf, changeCopies, issueBatch } from "../../support/kit-copies.ts";
import { commitmentOf, type RegistryKit } from "../../support/registry-kit.ts";
import { standardRegistry } from "../../support/standard-registry.ts";
import { hashOf } from "../../support/test-keys.ts";

/**
 * The rules of a credential's life and of its tag, told once more without entries, signatures or
 * chains: what a registry may do with titles of a few parcels.
 */
class Model {
  readonly titles: { readonly commitment: string; readonly parcel: number; status: Status }[] = [];

  live(parcel: number): string | undefined {
    const isLive = (status: Status): boolean => status === STATUS.valid || status === STATUS.suspended;
    return this.titles.find((title) => title.parcel === parcel && isLive(title.status))?.commitment;
  }

  allows(command: Command, title: Model["titles"][number] | undefined): boolean {
    if (command.do === "issue") return this.live(command.parcel) === undefined;
    if (title === undefined) return false;
    const { valid, suspended } = STATUS;
    if (command.do === "suspend") return title.status === valid;
    if (command.do === "reinstate") return title.status === suspended;
    const alive = title.status === valid || title.status === suspended;
    if (command.do === "revoke") return alive;
    const holder = this.live(command.parcel);
    return alive && (holder === undefined || holder === title.commitment) && command.agreed;
  }
}

interface Command {
  readonly do: "issue" | "suspend" | "reinstate" | "revoke" | "replace";
  readonly parcel: number;
  /** Which of the titles so far. */
  readonly pick: number;
  readonly agreed: boolean;
}

const command: fc.Arbitrary<Command> = fc.record({
  do: fc.constantFrom("issue", "suspend", "reinstate", "revoke", "replace"),
  parcel: fc.nat(2),
  pick: fc.nat(20),
  agreed: fc.boolean(),
});

type Standard = ReturnType<typeof standardRegistry>;

function build(
  { kit, land }: Standard,
  { do: what, parcel, agreed }: Command,
  commitment: string,
): Uint8Array {
  const next = { tag: hashOf(`parcel ${parcel}`), owners: ["owner"] };
  switch (what) {
    case "issue":
      return kit.issue(land, "title", next);
    case "replace":
      return kit.replace(land, commitment, { ...next, consentBy: agreed ? ["owner"] : [] });
    default:
      return kit[what](land, commitment);
  }
}

function assertSame(kit: RegistryKit, model: Model): void {
  for (const { commitment, status } of model.titles) {
    assert.equal(kit.state.credential(commitment)?.status, status);
  }
  const parcels = [0, 1, 2];
  for (const parcel of parcels) {
    assert.equal(kit.state.tagHolder("title", hashOf(`parcel ${parcel}`)), model.live(parcel));
  }
  const held = parcels.filter((parcel) => model.live(parcel) !== undefined).length;
  assert.equal(kit.state.tagsHeld("title", 1), held);
}

const AFTER = {
  suspend: STATUS.suspended,
  reinstate: STATUS.valid,
  revoke: STATUS.invalid,
  replace: STATUS.replaced,
} as const;

describe("a history of titles", () => {
  it("goes as a plain model of it goes, and nothing can be played twice", () => {
    fc.assert(
      fc.property(fc.array(command, { minLength: 10, maxLength: 30 }), (commands) => {
        const standard = standardRegistry();
        const { kit } = standard;
        const model = new Model();
        const sent: Uint8Array[] = [];
        for (const step of commands) {
          for (const old of sent) assert.equal(kit.judge(old).ok, false, "a replay was accepted");
          const title = model.titles[step.pick % Math.max(1, model.titles.length)];
          const leaf = build(standard, step, title?.commitment ?? hashOf("nothing"));
          const allowed = model.allows(step, title);
          assert.equal(kit.judge(leaf).ok, allowed, step.do);
          if (!allowed) continue;
          sent.push(kit.take(leaf));
          if (title !== undefined && step.do !== "issue") title.status = AFTER[step.do];
          if (step.do === "issue" || step.do === "replace") {
            model.titles.push({ commitment: commitmentOf(leaf), parcel: step.parcel, status: STATUS.valid });
          }
          assertSame(kit, model);
        }
      }),
      { numRuns: 40 },
    );
  });
});

/** A step on copies of one batch: which of its places, and what is done to them. */
interface CopyStep {
  readonly act: keyof typeof COPY_AFTER;
  readonly places: readonly number[];
}

const COPY_AFTER = {
  suspend: STATUS.suspended,
  reinstate: STATUS.valid,
  revoke: STATUS.invalid,
  replace: STATUS.replaced,
} as const;
const COPIES = 5;

const copyStep: fc.Arbitrary<CopyStep> = fc.record({
  act: fc.constantFrom("suspend", "suspend", "reinstate", "reinstate", "revoke", "replace"),
  places: fc
    .oneof(fc.uniqueArray(fc.nat(COPIES), { minLength: 1, maxLength: 3 }), fc.constant([0, 1]))
    .map((places) => places.toSorted((a, b) => a - b)),
});

/** A copy in the model: what was done to it, step by step. */
function allowsCopies(
  lives: readonly (readonly number[])[],
  { act, places }: CopyStep,
  now: Status,
): boolean {
  const named = places.map((place) => lives[place]);
  const [first] = named;
  if (first === undefined || named.some((life) => life?.join() !== first.join())) return false;
  if (act === "suspend") return now === STATUS.valid;
  return act === "reinstate" ? now === STATUS.suspended : now === STATUS.valid || now === STATUS.suspended;
}

describe("a history of single-use copies", () => {
  it("goes as a plain model of it goes, and nothing can be played twice", () => {
    let taken = 0;
    fc.assert(
      fc.property(fc.array(copyStep, { minLength: 10, maxLength: 30 }), (steps) => {
        const { kit, identity } = standardRegistry();
        const sent = [kit.take(issueBatch(kit, identity, "id-card", { first: 0, count: COPIES }))];
        const root = batchOf(sent[0] as Uint8Array);
        const lives: (readonly number[])[] = Array.from({ length: COPIES }, () => []);
        const statuses: Status[] = lives.map(() => STATUS.valid);
        for (const [number, step] of steps.entries()) {
          for (const old of sent) assert.equal(kit.judge(old).ok, false, "a replay was accepted");
          const leaf = changeCopies(kit, identity, root, step.places, { act: step.act });
          const allowed = allowsCopies(lives, step, statuses[step.places[0] ?? 0] ?? STATUS.invalid);
          assert.equal(kit.judge(leaf).ok, allowed, step.act);
          if (!allowed) continue;
          taken++;
          sent.push(kit.take(leaf));
          for (const place of step.places) {
            lives[place] = [...(lives[place] ?? []), number];
            statuses[place] = COPY_AFTER[step.act];
          }
          statuses.forEach((status, place) => {
            assert.equal(kit.state.copy("identity", place)?.status ?? STATUS.valid, status);
          });
        }
      }),
      { numRuns: 25 },
    );
    assert.ok(taken > 50);
  });
});
