import assert from "node:assert/strict";
import { test } from "node:test";
import { FollowError } from "../../../main/follow/error.ts";
import { type Finding, Journal } from "../../../main/follow/journal.ts";

function finding(place: string, at = 1, source = "a"): Finding {
  return { code: "source.tile_mismatch", source, place, at };
}

const FORK = { at: 5, ours: "o\n1\n\nx", theirs: "o\n2\n\ny", source: "a", signers: ["one", "two"] };

test("keeps each finding once with its newest time, and the newest five hundred", () => {
  const journal = new Journal();
  journal.report(finding("tile 0/1"));
  journal.report(finding("tile 0/2"));
  journal.report(finding("tile 0/1", 9));
  assert.deepEqual(
    journal.findings().map(({ place, at }) => [place, at]),
    [
      ["tile 0/2", 1],
      ["tile 0/1", 9],
    ],
  );
  for (let i = 0; i < 600; i++) journal.report(finding(`tile 1/${i}`));
  assert.equal(journal.findings().length, 500);
  assert.equal(journal.findings().at(-1)?.place, "tile 1/599");
});

test("tells what was reported since a mark", () => {
  const journal = new Journal();
  journal.report(finding("tile 0/1"));
  const mark = journal.mark();
  assert.deepEqual(journal.since(mark), []);
  journal.report(finding("tile 0/1", 2));
  journal.report(finding("tile 0/2", 2));
  assert.deepEqual(
    journal.since(mark).map(({ place }) => place),
    ["tile 0/1", "tile 0/2"],
  );
});

test("an alarm lasts until a person resolves it, and the same evidence raises none again", () => {
  const journal = new Journal();
  assert.equal(journal.alarm(), undefined);
  journal.raise(FORK);
  journal.raise({ ...FORK, theirs: "o\n2\n\nother signatures" });
  assert.equal(journal.alarm(), "alarm.fork");
  assert.equal(journal.evidence().length, 1);
  journal.raise({ ...FORK, theirs: "o\n3\n\ny" });
  const [first, second] = journal.evidence();
  journal.resolve(first!.id, 7);
  assert.equal(journal.alarm(), "alarm.fork");
  journal.resolve(second!.id, 8);
  assert.equal(journal.alarm(), undefined);
  journal.raise(FORK);
  assert.equal(journal.alarm(), undefined);
  assert.throws(
    () => journal.resolve(99, 1),
    (error) => error instanceof FollowError && error.code === "follow.unknown_alarm",
  );
});

test("is read back from its bytes; damaged ones begin a new journal", () => {
  const journal = new Journal();
  let changes = 0;
  journal.onChange = () => changes++;
  journal.report(finding("tile 0/1"));
  journal.raise(FORK);
  journal.resolve(1, 7);
  assert.equal(changes, 3);
  const again = Journal.load(journal.bytes());
  assert.deepEqual(again.findings(), journal.findings());
  assert.deepEqual(again.evidence(), journal.evidence());
  for (const bytes of [journal.bytes().subarray(3), new TextEncoder().encode("{}"), new Uint8Array(0)]) {
    assert.deepEqual(Journal.load(bytes).findings(), []);
  }
});
