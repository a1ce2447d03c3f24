import assert from "node:assert/strict";
import dgram from "node:dgram";
import { lookup } from "node:dns/promises";
import { createServer, get } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import { forbidNetwork } from "../../../main/doors/network-guard.ts";

const server = createServer((_request, response) => response.end("here"));
let port: number;
before(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
after(() => server.close());

function request(): Promise<string> {
  return new Promise((resolve, reject) => {
    try {
      get({ host: "127.0.0.1", port, agent: false }, (answer) => {
        answer.setEncoding("utf8").on("data", resolve);
      }).on("error", reject);
    } catch (error) {
      reject(error as Error);
    }
  });
}

const ways: readonly (readonly [string, () => unknown])[] = [
  ["TCP", () => connect(port, "127.0.0.1")],
  ["HTTP", request],
  ["fetch", () => fetch(`http://127.0.0.1:${port}/`)],
  ["UDP", () => dgram.createSocket("udp4").send("x", port, "127.0.0.1")],
  ["names", () => lookup("localhost")],
];

for (const [name, open] of ways) {
  test(`${name} is refused and counted while the guard is up`, async () => {
    const guard = forbidNetwork();
    try {
      await assert.rejects(async () => {
        await open();
      });
      assert.ok(guard.attempts() >= 1);
    } finally {
      guard.release();
    }
  });
}

test("after release the network works again", async () => {
  forbidNetwork().release();
  assert.equal(await request(), "here");
});
