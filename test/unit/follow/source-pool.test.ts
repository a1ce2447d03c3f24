import assert from "node:assert/strict";
import { test } from "node:test";
import { FollowError, SourceError } from "../../../main/follow/error.ts";
import { Journal } from "../../../main/follow/journal.ts";
import type { Source } from "../../../main/follow/sources/source.ts";
import { SourcePool } from "../../../main/follow/sources/source-pool.ts";
import { NoteError } from "../../../src/note/error.ts";

/** Sources that are only names here; what they answer is up to each question. */
function poolOf(...names: readonly string[]): { pool: SourcePool; journal: Journal; time: { now: number } } {
  const journal = new Journal();
  const time = { now: 1000 };
  const sources = names.map((name) => ({ name }) as Source);
  return { pool: new SourcePool(sources, journal, () => time.now, 30), journal, time };
}

/** Who is asked when all fail as told. */
async function asked(
  pool: SourcePool,
  faults: { readonly [name: string]: Error },
): Promise<readonly string[]> {
  const order: string[] = [];
  const use = (source: Source): Promise<string> => {
    order.push(source.name);
    const fault = faults[source.name];
    return fault === undefined ? Promise.resolve(source.name) : Promise.reject(fault);
  };
  await pool.ask("place", "source.proof_invalid", use).catch((error: unknown) => {
    if (!(error instanceof FollowError)) throw error;
    order.push(error.code);
  });
  return order;
}

test("asks until one fits, and marks the others by what they did", async () => {
  const { pool, journal } = poolOf("a", "b", "c");
  const faults = { a: new SourceError("source.timeout"), b: new NoteError("seal.no_quorum") };
  assert.deepEqual(await asked(pool, faults), ["a", "b", "c"]);
  assert.deepEqual(
    journal.findings().map(({ source, code, place }) => [source, code, place]),
    [
      ["a", "source.timeout", "place"],
      ["b", "source.proof_invalid", "place"],
    ],
  );
  assert.deepEqual(
    pool.health().map(({ state }) => state),
    ["unreachable", "marked", "good"],
  );
});

test("a source rests longer each time it fails, and is still asked when nobody else serves", async () => {
  const { pool, time } = poolOf("a", "b");
  const down = { a: new SourceError("source.unreachable") };
  assert.deepEqual(await asked(pool, down), ["a", "b"]);
  assert.deepEqual(await asked(pool, down), ["b"]);
  assert.deepEqual(await asked(pool, { b: new SourceError("source.unreachable") }), ["b", "a"]);
  time.now += 6;
  // b failed once too; both rested, and a was asked in vain less recently than it served.
  assert.equal((await asked(pool, {})).length, 1);
  const all = { a: new SourceError("source.busy"), b: new SourceError("source.busy") };
  assert.deepEqual((await asked(pool, all)).slice(2), ["follow.no_source"]);
});

test("what is missing marks nobody", async () => {
  const { pool, journal } = poolOf("a", "b");
  assert.deepEqual(await asked(pool, { a: new SourceError("source.missing") }), ["a", "b"]);
  assert.deepEqual(journal.findings(), []);
  assert.deepEqual(await asked(poolOf().pool, {}), ["follow.no_source"]);
});

test("our own faults and the person's wish are no fault of a source", async () => {
  const { pool, journal } = poolOf("a", "b");
  await assert.rejects(
    pool.ask("place", "source.proof_invalid", () => Promise.reject(new TypeError("bug"))),
    TypeError,
  );
  assert.deepEqual(await asked(pool, { a: new FollowError("follow.offline") }), ["a", "follow.offline"]);
  assert.deepEqual(journal.findings(), []);
});

test("asks all at once and does not wait for the last", async () => {
  const { pool, journal } = poolOf("fast", "late", "bad");
  const use = (source: Source, signal: AbortSignal): Promise<string> => {
    if (source.name === "fast") return Promise.resolve("answer");
    if (source.name === "bad") return Promise.reject(new SourceError("source.malformed"));
    return new Promise((_, fail) => {
      signal.addEventListener("abort", () => fail(new FollowError("follow.cancelled")));
    });
  };
  const found = await pool.askAll("place", "source.proof_invalid", use, undefined);
  assert.deepEqual(
    found.map(({ source, value }) => [source.name, value]),
    [["fast", "answer"]],
  );
  assert.deepEqual(
    journal.findings().map(({ source, code }) => [source, code]),
    [
      ["bad", "source.malformed"],
      ["late", "source.timeout"],
    ],
  );
  const isCancelled = (error: unknown) => error instanceof FollowError && error.code === "follow.cancelled";
  await assert.rejects(pool.askAll("place", "source.proof_invalid", use, AbortSignal.abort()), isCancelled);
  const soon = AbortSignal.timeout(5);
  await assert.rejects(pool.askAll("place", "source.proof_invalid", use, soon), isCancelled);
});
