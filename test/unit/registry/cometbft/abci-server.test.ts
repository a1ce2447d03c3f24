import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { after, test } from "node:test";
import { Request, Response } from "cosmjs-types/tendermint/abci/types";
import { startAbciServer } from "../../../../main/registry/cometbft/abci-server.ts";
import { CometError } from "../../../../main/registry/cometbft/error.ts";
import { frame, FrameReader } from "../../../../main/registry/cometbft/framing.ts";
import { concat } from "../../../../src/bytes/bytes.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

/** A server whose application answers Info, and what it was told to report. */
async function serve(): Promise<{ path: string; codes: string[]; dial: () => Promise<Socket> }> {
  const path = join(tempFolder({ after }), "app.sock");
  const codes: string[] = [];
  const application = {
    handle: async (request: Request): Promise<Response> => {
      if (request.info === undefined) throw new CometError("comet.order");
      await new Promise((done) => setTimeout(done, request.info?.version === "slow" ? 30 : 0));
      return Response.fromPartial({ info: { data: request.info.version } });
    },
  };
  const server = await startAbciServer(path, application, (code) => codes.push(code));
  after(() => server.close());
  const dial = (): Promise<Socket> =>
    new Promise((done) => {
      const socket = connect(path, () => done(socket));
      socket.on("error", () => {});
      after(() => socket.destroy());
    });
  return { path, codes, dial };
}

function bytesOf(request: object): Uint8Array {
  return frame(Request.encode(Request.fromPartial(request)).finish());
}

/** Answers until there are `count`, or until the connection ends. */
function answers(socket: Socket, count: number): Promise<Response[]> {
  const frames = new FrameReader();
  const got: Response[] = [];
  return new Promise((done) => {
    socket.on("data", (bytes) => {
      for (const message of frames.push(new Uint8Array(bytes))) got.push(Response.decode(message));
      if (got.length >= count) done(got);
    });
    socket.on("close", () => done(got));
  });
}

test("requests of one connection are answered in order, also when many come at once", async () => {
  const { path, dial } = await serve();
  assert.equal(statSync(path).mode & 0o777, 0o600);
  const socket = await dial();
  const versions = ["slow", "a", "b"];
  const requests = versions.map((version) => bytesOf({ info: { version } }));
  const wanted = answers(socket, 5);
  socket.write(concat(...requests, bytesOf({ echo: { message: "x" } }), bytesOf({ flush: {} })));
  const got = await wanted;
  assert.deepEqual(
    got.slice(0, 3).map((each) => each.info?.data),
    versions,
  );
  assert.equal(got[3]?.echo?.message, "x");
  assert.notEqual(got[4]?.flush, undefined);
});

test("what came together is begun together, and answered in one piece", async () => {
  const path = join(tempFolder({ after }), "together.sock");
  const begun: string[] = [];
  let [atOnce, most] = [0, 0];
  const application = {
    ahead: async ({ info }: Request): Promise<void> => {
      begun.push(info?.version ?? "");
      most = Math.max(most, ++atOnce);
      await new Promise((done) => setTimeout(done, 5));
      atOnce--;
    },
    handle: (request: Request) => {
      begun.push(`handled ${request.info?.version ?? ""}`);
      return Promise.resolve(Response.fromPartial({ info: { data: request.info?.version ?? "" } }));
    },
  };
  const server = await startAbciServer(path, application, () => {});
  after(() => server.close());
  const socket = await new Promise<Socket>((done) => {
    const made = connect(path, () => done(made));
  });
  after(() => socket.destroy());
  let pieces = 0;
  socket.on("data", () => pieces++);
  const wanted = answers(socket, 3);
  socket.write(concat(...["a", "b", "c"].map((version) => bytesOf({ info: { version } }))));
  assert.deepEqual(
    (await wanted).map((each) => each.info?.data),
    ["a", "b", "c"],
  );
  assert.deepEqual(begun, ["a", "b", "c", "handled a", "handled b", "handled c"]);
  assert.deepEqual([most, pieces], [3, 1]);
});

test("what came whole before what is no frame is answered first", async () => {
  const { codes, dial } = await serve();
  const socket = await dial();
  const got = answers(socket, 9);
  socket.write(concat(bytesOf({ info: { version: "first" } }), new Uint8Array([255, 255, 255, 255, 1])));
  const [first, second] = await got;
  assert.deepEqual([first?.info?.data, second?.exception?.error], ["first", "comet.frame"]);
  assert.equal(codes.at(-1), "comet.frame");
});

test("what is no frame or no request ends its own connection with a code; others are served", async () => {
  const { codes, dial } = await serve();
  const hostile: [Uint8Array, string][] = [
    [new Uint8Array([255, 255, 255, 255, 255, 1]), "comet.frame"],
    [new Uint8Array([255, 255, 255, 127]), "comet.too_large"],
    [frame(new Uint8Array([255, 255, 255])), "comet.request"],
    [frame(new Uint8Array(0)), "comet.request"],
    [bytesOf({ query: { path: "x" } }), "comet.order"],
  ];
  for (const [bytes, code] of hostile) {
    const socket = await dial();
    const got = answers(socket, 9);
    socket.write(bytes);
    const all = await got;
    assert.equal(all.at(-1)?.exception?.error, code);
    assert.equal(codes.at(-1), code);
  }
  const socket = await dial();
  const wanted = answers(socket, 1);
  socket.write(bytesOf({ info: { version: "still" } }));
  assert.equal((await wanted)[0]?.info?.data, "still");
});
