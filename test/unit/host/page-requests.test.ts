import assert from "node:assert/strict";
import { test } from "node:test";
import { PageRequests } from "../../../main/host/chromium/page-requests.ts";
import type { BridgeOrder } from "../../../main/host/event-queue.ts";

function requests() {
  const orders: BridgeOrder[] = [];
  return { made: new PageRequests((order) => orders.push(order)), orders };
}

test("the page's reply to an order is taken once, if it is one", async () => {
  const { made, orders } = requests();
  const asked = made.ask("openFile", { accept: ".json", maxBytes: 10 });
  const [{ id, order }] = orders as [BridgeOrder];
  assert.equal(order, "openFile");
  for (const hostile of [
    undefined,
    7,
    "",
    "{",
    "{}",
    JSON.stringify({ id: "other", none: true }),
    JSON.stringify({ id, none: false }),
    JSON.stringify({ id, name: "x", base64: 7 }),
    JSON.stringify({ id, name: "x".repeat(2_000), base64: "" }),
    JSON.stringify({ id, name: "x", base64: "", extra: 1 }),
    `{"id":"${String(id)}","none":true,"none":true}`,
    JSON.stringify({ id, name: "x", base64: "A".repeat(13 << 20) }),
  ]) {
    assert.equal(made.take(hostile), false);
  }
  made.take(JSON.stringify({ id, name: "x", base64: "eA==" }));
  made.take(JSON.stringify({ id, none: true }));
  assert.deepEqual(await asked, { id, name: "x", bytes: Uint8Array.of(0x78) });
});

test("a long file comes in pieces, in order, and never more of them than was asked for", async () => {
  const { made, orders } = requests();
  const piece = (base64: string, more: boolean): boolean =>
    made.take(JSON.stringify({ id: orders.at(-1)?.["id"], name: "x", base64, more }));
  const asked = made.ask("openFile", { maxBytes: 4 });
  assert.equal(piece("AQI=", true), true);
  assert.equal(piece("", true), true);
  assert.equal(piece("AwQ=", false), false, "that was the last");
  assert.deepEqual((await asked) as object, {
    id: orders[0]?.["id"],
    name: "x",
    bytes: Uint8Array.of(1, 2, 3, 4),
  });

  const more = made.ask("openFile", { maxBytes: 4 });
  assert.equal(piece("AQIDBA==", true), true);
  assert.equal(piece("BQ==", true), false);
  assert.ok("tooLarge" in (await more));

  const broken = made.ask("openFile", { maxBytes: 4 });
  assert.equal(piece("AQ", true), false);
  assert.ok("unreadable" in (await broken));

  const left = made.ask("openFile", { maxBytes: 4 });
  assert.equal(piece("AQI=", true), true);
  made.cancel();
  assert.equal(piece("AwQ=", false), false, "nobody waits any more");
  assert.ok("none" in (await left));
});

test("a newer order and the end of the page end the one before", async () => {
  const { made } = requests();
  const first = made.ask("openFile", {});
  const second = made.ask("saveFile", {});
  assert.ok("none" in (await first));
  made.cancel();
  assert.ok("none" in (await second));
  made.cancel();
});
