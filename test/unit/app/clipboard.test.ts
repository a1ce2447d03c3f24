import assert from "node:assert/strict";
import { test } from "node:test";
import { CLIPBOARD_MS, ClipboardKeeper } from "../../../main/app/clipboard.ts";
import { FakeHost } from "../../support/fake-host.ts";
import { TestApp } from "../../support/test-app.ts";

/** A turn of everything that waits. */
const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

function keeper() {
  const host = new FakeHost();
  const left: string[] = [];
  const onLeft = ({ outcome }: { readonly outcome: string }): void => void left.push(outcome);
  return {
    host,
    left,
    keeper: new ClipboardKeeper({ clipboard: host.clipboard, stays: CLIPBOARD_MS, onLeft }),
  };
}

test("what was copied is cleared after ten seconds, and only if it is there still", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { host, left, keeper: own } = keeper();
  assert.deepEqual(await own.copy("a message"), { stays: 10 });
  t.mock.timers.tick(9_999);
  await turn();
  assert.equal(host.copied, "a message");
  t.mock.timers.tick(1);
  await turn();
  assert.equal(host.copied, "");
  await own.copy("a message");
  host.copied = "somebody else's";
  t.mock.timers.tick(10_000);
  await turn();
  assert.equal(host.copied, "somebody else's");
  assert.deepEqual(left, ["cleared", "changed"]);
  t.mock.timers.tick(100_000);
  await turn();
  assert.equal(left.length, 2);
});

test("a second text has its own ten seconds, and one that cannot be cleared is told", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { host, left, keeper: own } = keeper();
  await own.copy("one");
  t.mock.timers.tick(6_000);
  await own.copy("two");
  t.mock.timers.tick(6_000);
  await turn();
  assert.equal(host.copied, "two");
  host.copied = new Error("gone");
  t.mock.timers.tick(4_000);
  await turn();
  assert.deepEqual(left, ["failed"]);
  await assert.rejects(own.copy("three"));
});

test("the lock and the end clear it at once", async (t) => {
  const app = new TestApp(t);
  for (const end of [() => app.app.lockAll(), () => app.app.close()]) {
    assert.deepEqual(await app.ask("host.copy", { text: "a message" }), { stays: 10 });
    assert.equal(app.host.copied, "a message");
    await end();
    await turn();
    assert.equal(app.host.copied, "");
  }
  assert.deepEqual(app.host.told("clipboard.left"), [{ outcome: "cleared" }, { outcome: "cleared" }]);
});

test("a text that was still on its way when all was locked does not stay either", async () => {
  const { host, left, keeper: own } = keeper();
  const { write } = host.clipboard;
  const arrives = Promise.withResolvers<void>();
  host.clipboard.write = async (text) => {
    await arrives.promise;
    await write(text);
  };
  const copying = own.copy("a message");
  await own.clear();
  arrives.resolve();
  await copying;
  assert.equal(host.copied, "");
  assert.deepEqual(left, ["cleared"]);
});
