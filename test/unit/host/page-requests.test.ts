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
    made.take(hostile);
  }
  made.take(JSON.stringify({ id, name: "x", base64: "eA==" }));
  made.take(JSON.stringify({ id, none: true }));
  assert.deepEqual(await asked, { id, name: "x", base64: "eA==" });
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
