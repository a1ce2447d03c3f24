import assert from "node:assert/strict";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, test } from "node:test";
import { EngineRpc } from "../../../../main/registry/cometbft/engine-rpc.ts";
import { codeOf } from "../../../../src/error.ts";
import { utf8 } from "../../../../src/bytes/bytes.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

type Call = { readonly id: number; readonly params: { readonly tx: string } };

/** The engine's side of the socket: a list is answered by a list, but for one that has one answer. */
async function engine(answerOf: (call: Call) => object): Promise<EngineRpc> {
  const path = join(tempFolder({ after }), "rpc.sock");
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const asked = JSON.parse(Buffer.concat(parts).toString()) as readonly Call[];
      const answers = asked.map((call) => ({ jsonrpc: "2.0", id: call.id, ...answerOf(call) }));
      response.end(JSON.stringify(answers.length === 1 ? answers[0] : answers));
    });
  });
  await new Promise<void>((done) => server.listen(path, done));
  const rpc = new EngineRpc(path);
  after(() => {
    rpc.close();
    server.close();
  });
  return rpc;
}

const [one, two] = [utf8("{one}"), utf8("{two}")];
const TAKEN = { result: { code: 0 } };
const FULL = { error: { code: -32603, message: "Internal error", data: "mempool is full" } };
const KNOWN = { error: { code: -32603, message: "Internal error", data: "tx already exists in cache" } };

test("a transaction handed over by itself is taken, though the engine answers it outside a list", async () => {
  const taking = await engine(() => TAKEN);
  assert.deepEqual(await taking.broadcast([one]), [true]);
  assert.deepEqual(await taking.broadcast([one, two]), [true, true]);
  const knowing = await engine(() => KNOWN);
  assert.deepEqual(await knowing.broadcast([one]), [true]);
});

test("each transaction is told apart: what the engine has no room for is not taken", async () => {
  const rpc = await engine(({ id }) => (id === 0 ? FULL : TAKEN));
  assert.deepEqual(await rpc.broadcast([one, two]), [false, true]);
  assert.deepEqual(await rpc.broadcast([one]), [false]);
});

test("one answer to several, and what is no answer, is the engine's not answering", async () => {
  const path = join(tempFolder({ after }), "rpc.sock");
  const bodies = [JSON.stringify({ id: 0, ...FULL }), "7", "[", ""];
  const server = createServer((request, response) => {
    request.resume().on("end", () => response.end(bodies.shift()));
  });
  await new Promise<void>((done) => server.listen(path, done));
  const rpc = new EngineRpc(path);
  after(() => {
    rpc.close();
    server.close();
  });
  for (let asked = bodies.length; asked > 0; asked--) {
    await assert.rejects(rpc.broadcast([one, two]), (error) => codeOf(error) === "comet.unreachable");
  }
});
