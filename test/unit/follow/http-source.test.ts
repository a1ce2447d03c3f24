import assert from "node:assert/strict";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { test, type TestContext } from "node:test";
import { HttpClient } from "../../../main/doors/http-client.ts";
import { FollowError, SourceError } from "../../../main/follow/error.ts";
import { HttpSource } from "../../../main/follow/sources/http-source.ts";
import { encodeBundle } from "../../../src/merkle/bundle.ts";
import { client, FollowWorld, fullWallet } from "../../support/follow-world.ts";

const SHORT = { timeoutMs: 1_500, idleMs: 500 } as const;

async function serve(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function coded(code: string): (error: unknown) => boolean {
  return (error) => (error instanceof SourceError || error instanceof FollowError) && error.code === code;
}

const MISBEHAVIOURS: readonly [string, string, RequestListener][] = [
  ["silent", "source.timeout", () => {}],
  [
    "endless",
    "source.too_large",
    (_, response) => {
      const feed = () => {
        while (!response.destroyed && response.write(Buffer.alloc(1 << 16)));
        response.once("drain", feed);
      };
      feed();
    },
  ],
  [
    "trickling for ever",
    "source.timeout",
    (_, response) => {
      const timer = setInterval(() => response.write("."), 20);
      response.on("close", () => clearInterval(timer));
    },
  ],
  ["redirecting", "source.redirect", (_, response) => response.writeHead(307, { location: "/" }).end()],
  ["busy", "source.busy", (_, response) => response.writeHead(503).end()],
  ["failing", "source.unreachable", (_, response) => response.writeHead(500).end()],
  ["without it", "source.missing", (_, response) => response.writeHead(404).end()],
  ["hanging up", "source.unreachable", (request) => request.socket.destroy()],
  ["talking nonsense", "source.malformed", (_, response) => response.end(Buffer.from([0xff, 0xfe, 0x00]))],
];

for (const [how, code, listener] of MISBEHAVIOURS) {
  test(`a source that is ${how}`, async (t) => {
    const source = new HttpSource(client(t), await serve(t, listener), SHORT);
    await assert.rejects(source.checkpoint(), coded(code));
    // And beside a good one, it delays nothing but is told.
    const world = new FollowWorld(t);
    const { follower } = await fullWallet(t, world, [source, await world.serve()]);
    const { findings, height } = await follower.sync();
    assert.equal(height, 0);
    // What it has not got is nothing against it: it may only be behind.
    const told = new Set(findings.map((finding) => finding.code));
    // Nonsense in the place of the first entry is taken for another registry's.
    told.delete("source.foreign");
    assert.deepEqual([...told], code === "source.missing" ? [] : [code]);
  });
}

test("offline opens nothing and is no fault of a source", async (t) => {
  const http = new HttpClient({ offline: () => true });
  t.after(() => http.close());
  const world = new FollowWorld(t);
  const { follower, journal } = await fullWallet(t, world, [new HttpSource(http, "http://127.0.0.1:1")]);
  await assert.rejects(follower.sync(), coded("follow.offline"));
  assert.deepEqual(journal.findings(), []);
});

test("takes a full tile where the partial one is gone", async (t) => {
  const paths: string[] = [];
  const leaves = Array.from({ length: 256 }, (_, i) => Uint8Array.of(i));
  const url = await serve(t, (request, response) => {
    paths.push(request.url as string);
    if (request.url?.includes(".p/")) response.writeHead(404).end();
    else response.end(request.url?.includes("entries") ? encodeBundle(leaves) : Buffer.alloc(8192, 7));
  });
  const source = new HttpSource(client(t), `${url}/`);
  assert.deepEqual(await source.tile({ level: 0, index: 3, width: 5 }), new Uint8Array(160).fill(7));
  assert.deepEqual(await source.bundle(1, 2), leaves.slice(0, 2));
  assert.deepEqual(paths, ["/tile/0/003.p/5", "/tile/0/003", "/tile/entries/001.p/2", "/tile/entries/001"]);
});

/** What a source says to each question, whatever is asked. */
async function saying(t: TestContext, body: string | Uint8Array, status = 200): Promise<HttpSource> {
  return new HttpSource(client(t), await serve(t, (_, response) => response.writeHead(status).end(body)));
}

test("refuses tiles and bundles of another length", async (t) => {
  const source = await saying(t, Buffer.alloc(31));
  await assert.rejects(source.tile({ level: 0, index: 0, width: 1 }), coded("source.malformed"));
  await assert.rejects(source.bundle(0, 1), coded("source.malformed"));
  const long = await saying(t, Buffer.alloc(33));
  await assert.rejects(long.tile({ level: 0, index: 0, width: 1 }), coded("source.too_large"));
});

const HASH = "A".repeat(43);
const MALFORMED: readonly [string, string, (source: HttpSource) => Promise<unknown>][] = [
  ["no JSON", "{", (source) => source.trust(0, [])],
  ["a list", "[]", (source) => source.trust(0, [])],
  ["an unknown member", '{"height":0,"count":0,"leaves":[],"x":1}', (source) => source.trust(0, [])],
  ["a fraction", '{"height":0.5,"count":0,"leaves":[]}', (source) => source.trust(0, [])],
  ["a negative count", '{"height":0,"count":-1,"leaves":[]}', (source) => source.trust(0, [])],
  ["a duplicate key", '{"height":0,"height":0,"count":0,"leaves":[]}', (source) => source.trust(0, [])],
  [
    "base64 that is not canonical",
    '{"height":0,"count":1,"leaves":[{"leaf":"AB","index":0,"proof":[]}]}',
    (source) => source.trust(0, []),
  ],
  [
    "a short hash",
    '{"height":0,"count":1,"leaves":[{"leaf":"AA","index":0,"proof":["AA"]}]}',
    (source) => source.trust(0, []),
  ],
  [
    "a hash with pad bits",
    `{"height":0,"count":1,"leaves":[{"leaf":"AA","index":0,"proof":["${"A".repeat(42)}B"]}]}`,
    (source) => source.trust(0, []),
  ],
  [
    "a deep nest",
    `{"height":0,"count":0,"leaves":${"[".repeat(50)}${"]".repeat(50)}}`,
    (source) => source.trust(0, []),
  ],
  ["no chunk", '{"height":0,"count":0}', (source) => source.status(0, "a", 0)],
  [
    "no authority set",
    `{"newest":1,"epochs":[{"epoch":1,"block":"","before":"AA","set":{"authorities":[],"log":[],"quorum":1}}]}`,
    (source) => source.epochs(1),
  ],
  ["an unknown state", '{"state":"lost"}', (source) => source.entryStatus(HASH)],
  [
    "a code that is a sentence",
    '{"state":"refused","code":"Go away!"}',
    (source) => source.entryStatus(HASH),
  ],
];

for (const [what, body, ask] of MALFORMED) {
  test(`refuses ${what} in an answer`, async (t) => {
    await assert.rejects(ask(await saying(t, body)), coded("source.malformed"));
  });
}

test("tells an accepted entry from a refused one", async (t) => {
  const taken = await saying(t, `{"hash":"${HASH}"}`, 202);
  assert.deepEqual(await taken.submit(new Uint8Array(1)), { state: "accepted", hash: HASH });
  for (const code of ["tag.held", "entry.utf8"]) {
    const refused = await saying(t, JSON.stringify({ code }), 422);
    assert.deepEqual(await refused.submit(new Uint8Array(1)), { state: "refused", code });
  }
  const sealed = await saying(t, '{"state":"sealed","height":3,"index":7}');
  assert.deepEqual(await sealed.entryStatus(HASH), { state: "sealed", height: 3, index: 7 });
});
