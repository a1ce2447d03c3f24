import assert from "node:assert/strict";
import { connect } from "node:net";
import { after, test } from "node:test";
import { HttpRefusal } from "../../../main/doors/http-refusal.ts";
import {
  type RunningServer,
  type ServerHandler,
  type ServerOptions,
  type ServerResponseParts,
  startServer,
} from "../../../main/doors/http-server.ts";
import { fromUtf8, utf8 } from "../../../src/bytes/bytes.ts";

function text(body: string): ServerResponseParts {
  return { status: 200, contentType: "text/plain", body: utf8(body) };
}

const running: RunningServer[] = [];
after(async () => {
  for (const server of running) await server.close();
});

async function serve(handler: ServerHandler, options: ServerOptions = {}): Promise<RunningServer> {
  const server = await startServer({ graceMs: 300, ...options }, handler);
  running.push(server);
  return server;
}

/** Sends bytes as they are and reads until the other side ends. */
function raw(port: number, ...parts: readonly string[]): Promise<string> {
  return new Promise((done) => {
    const socket = connect(port, "127.0.0.1");
    let seen = "";
    socket.on("data", (part) => (seen += part.toString("latin1")));
    socket.on("close", () => done(seen));
    socket.on("error", () => {});
    for (const part of parts) socket.write(part);
  });
}

async function codeOfAnswer(response: Response): Promise<unknown> {
  return ((await response.json()) as { code?: unknown }).code;
}

test("a request reaches the handler as it was sent, and its answer comes back with its headers", async () => {
  const server = await serve(async (request) => {
    const body = request.method === "POST" ? fromUtf8(await request.body(100)) : "";
    return {
      ...text(JSON.stringify([request.method, request.path, request.query, body])),
      cache: "max-age=5",
    };
  });
  const got = await fetch(`${server.url}/a/b?key=office%2Fcivil&key=x+y`);
  assert.deepEqual(await got.json(), [
    "GET",
    "/a/b",
    [
      ["key", "office/civil"],
      ["key", "x y"],
    ],
    "",
  ]);
  assert.equal(got.headers.get("cache-control"), "max-age=5");
  const posted = await fetch(`${server.url}/entries`, { method: "POST", body: "hello" });
  assert.deepEqual(await posted.json(), ["POST", "/entries", [], "hello"]);
  const head = await fetch(`${server.url}/x`, { method: "HEAD" });
  assert.equal(head.status, 200);
  assert.equal(await head.text(), "");
});

test("what a handler throws becomes a code, never its text", async () => {
  const server = await serve((request) => {
    if (request.path === "/busy") throw new HttpRefusal("http.busy");
    throw new Error("a path on this machine");
  });
  const busy = await fetch(`${server.url}/busy`);
  assert.equal(busy.status, 503);
  assert.equal(await codeOfAnswer(busy), "http.busy");
  const broken = await fetch(`${server.url}/broken`);
  assert.equal(broken.status, 500);
  assert.equal(await broken.text(), '{"code":"http.internal"}');
});

test("a body over the limit is refused, declared or not, and the server lives", async () => {
  const server = await serve(async (request) => text(String((await request.body(1000)).length)));
  const declared = await fetch(server.url, { method: "POST", body: "x".repeat(1001) });
  assert.equal(declared.status, 413);
  assert.equal(await codeOfAnswer(declared), "http.too_large");
  const stream = new ReadableStream({
    pull(controller) {
      controller.enqueue(utf8("y".repeat(400)));
    },
  });
  const endless = fetch(server.url, { method: "POST", body: stream, duplex: "half" } as RequestInit);
  const outcome = await endless.then(
    (response) => response.status,
    () => "cut",
  );
  assert.ok(outcome === 413 || outcome === "cut");
  const fits = await fetch(server.url, { method: "POST", body: "x".repeat(1000) });
  assert.equal(await fits.text(), "1000");
});

test("bytes that are no HTTP, odd targets, methods and queries get a code", async () => {
  const server = await serve(() => text("ok"));
  assert.match(await raw(server.port, "\u0000\u0001nonsense\r\n\r\n"), /^HTTP\/1\.1 400 .*"http\.syntax"/s);
  const close = "host: x\r\nconnection: close\r\n\r\n";
  for (const target of ["http://other/", "*", "//%", "/a b"]) {
    const answer = await raw(server.port, `GET ${target} HTTP/1.1\r\n${close}`);
    assert.match(answer, target === "//%" ? /200 OK/ : /400 Bad Request/);
  }
  assert.match(await raw(server.port, `GET /?a=%zz HTTP/1.1\r\n${close}`), /400 .*"http\.query"/s);
  assert.match(await raw(server.port, `GET /?a HTTP/1.1\r\n${close}`), /400 .*"http\.query"/s);
  assert.match(await raw(server.port, `GET /${"a".repeat(3000)} HTTP/1.1\r\n${close}`), /"http\.target"/);
  assert.match(await raw(server.port, `DELETE / HTTP/1.1\r\n${close}`), /405 .*"http\.method"/s);
  assert.match(
    await raw(server.port, `GET / HTTP/1.1\r\nx: ${"a".repeat(20_000)}\r\n${close}`),
    /HTTP\/1\.1 4/,
  );
  assert.match(
    await raw(server.port, `POST / HTTP/1.1\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n${close}`),
    /400/,
  );
  assert.equal(await (await fetch(server.url)).text(), "ok");
});

test("a head that never ends is cut off", async () => {
  const server = await serve(() => text("ok"), { headersTimeoutMs: 200 });
  assert.match(await raw(server.port, "GET / HTTP/1.1\r\nhost: x\r\n"), /408 .*"http\.timeout"/s);
});

test("closing lets what is under way finish and refuses what comes after", async () => {
  let release: () => void = () => {};
  const held = new Promise<void>((done) => (release = done));
  let arrived: () => void = () => {};
  const inside = new Promise<void>((done) => (arrived = done));
  const server = await serve(
    async () => {
      arrived();
      await held;
      return text("finished");
    },
    { graceMs: 5000 },
  );
  const answer = fetch(server.url);
  await inside;
  const closed = server.close();
  await assert.rejects(fetch(server.url));
  release();
  assert.equal(await (await answer).text(), "finished");
  await closed;
});

test("an address that is taken is refused with a code", async () => {
  const server = await serve(() => text("ok"));
  await assert.rejects(
    startServer({ port: server.port }, () => text("no")),
    { code: "http.listen" },
  );
});

test("beyond its limit a connection is dropped, and those there are served", async () => {
  const server = await serve(() => text("ok"), { maxConnections: 2 });
  const idle = [connect(server.port, "127.0.0.1"), connect(server.port, "127.0.0.1")];
  await Promise.all(idle.map((socket) => new Promise((done) => socket.once("connect", done))));
  assert.equal(await raw(server.port, "GET / HTTP/1.1\r\nhost: x\r\n\r\n"), "");
  for (const socket of idle) socket.destroy();
  await new Promise((done) => setTimeout(done, 50));
  assert.equal(await (await fetch(server.url)).text(), "ok");
});

test("one address gets its share of connections and no more", async () => {
  const server = await serve(() => text("ok"), { maxPerAddress: 2 });
  const idle = [connect(server.port, "127.0.0.1"), connect(server.port, "127.0.0.1")];
  await Promise.all(idle.map((socket) => new Promise((done) => socket.once("connect", done))));
  assert.equal(await raw(server.port, "GET / HTTP/1.1\r\nhost: x\r\n\r\n"), "");
  const closed = Promise.all(idle.map((socket) => new Promise((done) => socket.once("close", done))));
  for (const socket of idle) socket.destroy();
  await closed;
  // The other side hears of it a little later.
  let answer = "";
  while (answer === "")
    answer = await raw(server.port, "GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
  assert.match(answer, /^HTTP\/1\.1 200 /);
});

test("who asks and never takes the answer is cut off, and others are served meanwhile", async () => {
  const large = text("x".repeat(32 << 20));
  const server = await serve(() => large, { idleMs: 200 });
  const socket = connect(server.port, "127.0.0.1");
  const cut = new Promise((done) => socket.once("close", done));
  socket.on("error", () => {});
  socket.write("GET / HTTP/1.1\r\nhost: x\r\n\r\n");
  socket.pause();
  const other = await fetch(server.url);
  assert.equal((await other.arrayBuffer()).byteLength, 32 << 20);
  // Paused until the server must have given up: what it then had sent is less than all.
  await new Promise((done) => setTimeout(done, 1_500));
  let seen = 0;
  socket.on("data", (part: Buffer) => (seen += part.length));
  socket.resume();
  await cut;
  assert.ok(seen < 32 << 20);
});

test("what is worth it is compressed for whom that is welcome, and is the same in the end", async () => {
  const body = "a line that comes again and again\n".repeat(500);
  const server = await serve(() => ({ ...text(body), compress: true }));
  const ask = (accept: string): Promise<string> =>
    raw(server.port, `GET / HTTP/1.1\r\nhost: x\r\naccept-encoding: ${accept}\r\nconnection: close\r\n\r\n`);
  assert.equal(await (await fetch(server.url)).text(), body);
  for (const accept of ["gzip", "br, gzip;q=0.5", "identity,gzip"]) {
    const answer = await ask(accept);
    assert.match(answer, /content-encoding: gzip/);
    assert.match(answer, /vary: accept-encoding/);
    assert.ok(answer.length < body.length / 4);
  }
  for (const accept of ["identity", "gzip;q=0", "gzip;q=0.0", "xgzip"]) {
    const answer = await ask(accept);
    assert.doesNotMatch(answer, /content-encoding/);
    assert.ok(answer.endsWith(body));
  }
});
