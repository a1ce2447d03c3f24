import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { array, assert as check, asyncProperty, constantFrom, integer, nat, property } from "fast-check";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import type { OwnCopy } from "../../../main/follow/copy/own-copy.ts";
import { stateEntry, stateRecord, stateStatus } from "../../../main/follow/prove/make-statement.ts";
import { fromBase64Url } from "../../../src/bytes/base64.ts";
import { formatStatement, parseStatement, type Statement } from "../../../src/chain/proofs/statement.ts";
import { verifyStatement } from "../../../src/chain/proofs/verify-statement.ts";
import type { OfficeRecord, Status } from "../../../src/chain/state/records.ts";
import { CodedError } from "../../../src/error.ts";
import { proveConsistency, verifyConsistency } from "../../../src/merkle/proof.ts";
import { Frontier } from "../../../src/merkle/frontier.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { FollowWorld, fullWallet } from "../../support/follow-world.ts";
import { commitmentOf } from "../../support/registry-kit.ts";

/** What the world looked like after each block, written down as it happened. */
interface Memory {
  readonly time: number;
  readonly size: number;
  readonly statuses: ReadonlyMap<string, Status>;
  readonly office: OfficeRecord | undefined;
}

interface Past {
  readonly world: FollowWorld;
  readonly copy: OwnCopy;
  readonly memories: readonly Memory[];
  readonly entries: readonly Uint8Array[];
}

const step = constantFrom("issue", "suspend", "revoke", "deposit", "admit", "retire", "rename", "amend");

async function live(t: TestContext, steps: readonly string[]): Promise<Past> {
  const world = new FollowWorld(t);
  const { kit, offices } = world;
  const memories: Memory[] = [];
  const entries: Uint8Array[] = [];
  const issued: string[] = [];
  const remember = (): void => {
    const { state, head } = world.chain.ledger;
    assert.ok(head);
    const statuses = new Map(issued.map((id) => [id, state.credential(id)?.status ?? 0] as const));
    memories.push({ time: head.time, size: head.size, statuses, office: state.office("identity") });
  };
  remember();
  let count = 0;
  for (const kind of steps) {
    kit.time += 100;
    count++;
    const { state } = world.chain.ledger;
    const valid = issued.filter((id) => state.credential(id)?.status === 0);
    const leaf = ((): Uint8Array | undefined => {
      if (kind === "issue") return kit.issue(offices.identity, "id-card");
      const [first] = valid;
      if (kind === "suspend") return first === undefined ? undefined : kit.suspend(offices.identity, first);
      if (kind === "revoke") return first === undefined ? undefined : kit.revoke(offices.identity, first);
      if (kind === "admit") return world.authorities().length < 6 ? kit.admit(`new-${count}`) : undefined;
      if (kind === "retire")
        // The first one decides about offices in this kit.
        return world.authorities().length > 4 ? kit.retire(world.authorities()[1] ?? "") : undefined;
      if (kind === "rename") return kit.amendOffice("identity", { name: { en: `Identity ${count}` } });
      if (kind === "amend")
        return kit.byQuorum("registry.amend", {
          from: (world.chain.ledger.head?.height ?? 0) + 2,
          quorum: 4,
        });
      return undefined;
    })();
    const one =
      leaf ??
      kit.deposit(
        offices.archive,
        Buffer.from(nodePrimitives.sha256(Uint8Array.of(count))).toString("base64url"),
      );
    if (kind === "issue") issued.push(commitmentOf(one));
    entries.push(one);
    world.seal([one]);
    remember();
  }
  const wallet = await fullWallet(t, world, [await world.serve()]);
  await wallet.follower.sync();
  return { world, copy: wallet.follower.copy, memories, entries };
}

/** As whoever holds nothing but the registry's id reads the file. */
function read(past: Past, statement: Statement) {
  const text = formatStatement(statement);
  return verifyStatement(parseStatement(text), { registryId: past.world.kit.registryId }, nodePrimitives);
}

test(
  "statements of random histories say what was, from the registry's id alone, across changes of authorities",
  { timeout: 300_000 },
  async (t) => {
    await check(
      asyncProperty(array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        const past = await live(t, steps);
        const { copy, memories, entries, world } = past;
        for (const [height, memory] of memories.entries()) {
          const later = memories[height + 1];
          for (const asOf of [{ height }, { time: memory.time + 50 }]) {
            const office = read(past, stateRecord(copy, "office/identity", asOf, nodePrimitives));
            assert.deepEqual(office.trust?.record, memory.office);
            assert.deepEqual([office.record.height, office.record.time], [height, memory.time]);
            assert.ok(office.until >= (later?.time ?? memory.time));
          }
          for (const [commitment, status] of memory.statuses) {
            const facts = read(past, stateStatus(copy, commitment, { height }, nodePrimitives));
            assert.deepEqual(facts.status, { ...facts.status, office: "identity", status, commitment });
          }
        }
        for (const [at, leaf] of entries.entries()) {
          const hash = leafHash(leaf, nodePrimitives.sha256);
          const facts = read(past, stateEntry(copy, hash));
          assert.equal(facts.entry?.hash, Buffer.from(hash).toString("base64url"));
          assert.equal(facts.record.time, memories[at + 1]?.time);
        }
        // What the reader followed itself agrees.
        const statement = stateRecord(copy, "type/id-card", {}, nodePrimitives);
        const { registryId } = world.kit;
        assert.ok(verifyStatement(statement, { registryId, known: copy.epochs }, nodePrimitives).trust);
      }),
      { numRuns: 6 },
    );
  },
);

test(
  "every prefix of a random history proves consistent with every longer one, and with no other",
  { timeout: 120_000 },
  async (t) => {
    await check(
      asyncProperty(array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const { copy } = await live(t, steps);
        const { sha256 } = nodePrimitives;
        const roots: Uint8Array[] = [];
        const frontier = new Frontier(sha256);
        for (const leaf of copy.log.leaves(0, copy.log.size)) {
          frontier.append(leafHash(leaf, sha256));
          roots.push(frontier.root());
        }
        for (let size = 1; size <= roots.length; size++) {
          for (let old = 1; old <= size; old++) {
            const proof = proveConsistency(old, size, copy.log.hashAt(size), sha256);
            const oldRoot = roots[old - 1] as Uint8Array;
            const toRoot = roots[size - 1] as Uint8Array;
            const claim = { from: old, to: size, fromRoot: oldRoot, toRoot, proof };
            verifyConsistency(claim, sha256);
            const other = oldRoot.map((byte) => byte ^ 1);
            assert.throws(() => verifyConsistency({ ...claim, fromRoot: other }, sha256), CodedError);
          }
        }
      }),
      { numRuns: 2 },
    );
  },
);

test("a statement does not survive the change of any of its bytes", { timeout: 300_000 }, async (t) => {
  const past = await live(t, ["issue", "admit", "suspend", "amend", "deposit", "deposit", "retire"]);
  const [commitment] = [...(past.memories.at(-1)?.statuses.keys() ?? [])];
  assert.ok(commitment);
  const { copy, entries } = past;
  const texts = [
    stateStatus(copy, commitment, { height: 2 }, nodePrimitives),
    stateRecord(copy, "office/land", { height: 3 }, nodePrimitives),
    stateEntry(copy, leafHash(entries[0] as Uint8Array, nodePrimitives.sha256)),
  ].map(formatStatement);
  const { registryId } = past.world.kit;
  const original = texts.map((text) => verifyStatement(parseStatement(text), { registryId }, nodePrimitives));
  check(
    property(nat({ max: texts.length - 1 }), nat(), integer({ min: 1, max: 127 }), (which, at, flip) => {
      const text = texts[which] as string;
      const bytes = Buffer.from(text);
      const place = at % bytes.length;
      bytes[place] = (bytes[place] as number) ^ flip;
      let facts;
      try {
        facts = verifyStatement(parseStatement(bytes.toString("latin1")), { registryId }, nodePrimitives);
      } catch (error) {
        assert.ok(error instanceof CodedError, String(error));
        return;
      }
      // A signature beyond the quorum, or of the log, may be broken: what is said stays the same.
      assert.deepEqual(withoutSigners(facts), withoutSigners(original[which] as typeof facts));
    }),
    { numRuns: 400 },
  );
});

function withoutSigners<T extends { readonly seal: unknown; readonly until: unknown }>(facts: T) {
  const { seal: _seal, until: _until, ...rest } = facts;
  return rest;
}

test("a statement says nothing of a credential as of a block before it was issued", async (t) => {
  const past = await live(t, ["issue", "issue"]);
  const [first, second] = [...(past.memories.at(-1)?.statuses.keys() ?? [])] as [string, string];
  const early = stateStatus(past.copy, first, { height: 1 }, nodePrimitives);
  const late = stateStatus(past.copy, second, { height: 2 }, nodePrimitives);
  assert.ok(early.status !== undefined && late.status !== undefined && late.issued !== undefined);
  // The bits of a place that nobody was given yet are those of a valid one.
  const forged = { ...early, status: { ...early.status, at: late.status.at }, issued: late.issued };
  assert.throws(() => read(past, forged), { code: "statement.status" });
  assert.equal(read(past, late).status?.commitment, second);
});

test("a statement is of its own registry and of the history that its reader followed", async (t) => {
  const past = await live(t, ["admit", "deposit"]);
  const other = await live(t, ["deposit", "deposit", "admit"]);
  const statement = stateRecord(past.copy, "office/land", {}, nodePrimitives);
  const { registryId } = past.world.kit;
  const stranger = fromBase64Url("A".repeat(43));
  assert.throws(() => verifyStatement(statement, { registryId: stranger }, nodePrimitives), {
    code: "statement.registry",
  });
  const known = other.copy.epochs;
  assert.throws(() => verifyStatement(statement, { registryId, known }, nodePrimitives), {
    code: "statement.other_history",
  });
  const nothing = { code: "statement.absent" };
  assert.throws(() => stateRecord(past.copy, "office/none", {}, nodePrimitives), nothing);
  assert.throws(() => stateRecord(past.copy, "office/land", { height: 99 }, nodePrimitives), nothing);
  assert.throws(() => stateRecord(past.copy, "office/land", { time: 5 }, nodePrimitives), nothing);
  assert.throws(() => stateStatus(past.copy, "A".repeat(43), {}, nodePrimitives), nothing);
  assert.throws(() => stateEntry(past.copy, new Uint8Array(32)), nothing);
});
