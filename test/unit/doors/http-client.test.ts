import assert from "node:assert/strict";
import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import type { lookup } from "node:dns";
import { afterEach, test } from "node:test";
import { isAddressAllowed } from "../../../main/doors/address-policy.ts";
import { HttpClient } from "../../../main/doors/http-client.ts";
import { HttpError } from "../../../main/doors/http-error.ts";

const open: { close: () => void }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

function client(options?: ConstructorParameters<typeof HttpClient>[0]): HttpClient {
  const made = new HttpClient(options);
  open.push(made);
  return made;
}

async function serve(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener);
  open.push({
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const LOCAL = { maxBytes: 1000, addresses: "any" } as const;

function coded(code: string, status?: number): (error: unknown) => true {
  return (error) => {
    assert.ok(error instanceof HttpError);
    assert.equal(error.code, code);
    assert.equal(error.status, status);
    return true;
  };
}

test("gets and posts over one kept connection", async () => {
  const sockets = new Set<unknown>();
  const url = await serve((request, response) => {
    sockets.add(request.socket);
    assert.equal(request.headers.cookie, undefined);
    response.setHeader("set-cookie", "a=b");
    response.setHeader("content-type", "Text/Plain; charset=utf-8");
    request.pipe(response);
    if (request.method === "GET") response.end("hello");
  });
  const http = client();
  const got = await http.httpGet(`${url}/a`, LOCAL);
  assert.equal(Buffer.from(got.body).toString(), "hello");
  assert.equal(got.contentType, "text/plain");
  const posted = await http.httpPost(url, new Uint8Array([1, 2]), {
    ...LOCAL,
    contentType: "application/json",
  });
  assert.deepEqual([...posted.body], [1, 2]);
  assert.equal(sockets.size, 1);
});

test("opens again when a kept connection was closed meanwhile", async () => {
  let served = 0;
  const url = await serve((request, response) => {
    served++;
    if (served === 2) request.socket.resetAndDestroy();
    else response.end("x");
  });
  const http = client();
  await http.httpGet(url, LOCAL);
  await http.httpGet(url, LOCAL);
  assert.equal(served, 3);
});

test("however many kept connections were closed meanwhile, the next try is on a fresh one", async () => {
  const kept = new Set<unknown>();
  const waiting: (() => void)[] = [];
  const url = await serve((request, response) => {
    if (kept.has(request.socket)) {
      request.socket.resetAndDestroy();
      return;
    }
    kept.add(request.socket);
    if (request.url !== "/together") {
      response.end("x");
      return;
    }
    // All four at once, so that each has a connection of its own.
    waiting.push(() => response.end("x"));
    if (waiting.length === 4) for (const answer of waiting.splice(0)) answer();
  });
  const http = client();
  await Promise.all(Array.from({ length: 4 }, () => http.httpGet(`${url}/together`, LOCAL)));
  assert.equal(kept.size, 4);
  const answer = await http.httpGet(`${url}/after`, LOCAL);
  assert.equal(Buffer.from(answer.body).toString(), "x");
});

test("never follows a redirect", async () => {
  let hits = 0;
  const url = await serve((_, response) => {
    hits++;
    response.writeHead(302, { location: "/elsewhere" }).end();
  });
  await assert.rejects(client().httpGet(url, LOCAL), coded("http.redirect", 302));
  assert.equal(hits, 1);
});

test("answers with a status only where the caller expects it", async () => {
  const url = await serve((_, response) => response.writeHead(422).end("{}"));
  await assert.rejects(client().httpGet(url, LOCAL), coded("http.status", 422));
  const answer = await client().httpGet(url, { ...LOCAL, statuses: [202, 422] });
  assert.equal(answer.status, 422);
});

test("stops reading at the cap, whether the length is declared or not", async () => {
  const endless = await serve((_, response) => {
    const feed = () => {
      while (!response.destroyed && response.write(Buffer.alloc(256)));
      response.once("drain", feed);
    };
    feed();
  });
  await assert.rejects(client().httpGet(endless, LOCAL), coded("http.too_large"));
  const declared = await serve((_, response) => response.end(Buffer.alloc(1001)));
  await assert.rejects(client().httpGet(declared, LOCAL), coded("http.too_large"));
  const fits = await serve((_, response) => response.end(Buffer.alloc(1000)));
  assert.equal((await client().httpGet(fits, LOCAL)).body.length, 1000);
});

test("ends a silent answer and one that trickles for ever", async () => {
  const silent = await serve(() => {});
  await assert.rejects(client().httpGet(silent, { ...LOCAL, idleMs: 50 }), coded("http.timeout"));
  const trickle = await serve((_, response) => {
    const timer = setInterval(() => response.write("."), 10);
    response.on("close", () => clearInterval(timer));
  });
  await assert.rejects(client().httpGet(trickle, { ...LOCAL, timeoutMs: 120 }), coded("http.timeout"));
});

test("ends by the caller's signal and by close", async () => {
  const silent = await serve(() => {});
  await assert.rejects(
    client().httpGet(silent, { ...LOCAL, signal: AbortSignal.timeout(30) }),
    coded("http.cancelled"),
  );
  const http = client();
  const pending = http.httpGet(silent, LOCAL);
  setTimeout(() => http.close(), 30);
  await assert.rejects(pending, coded("http.cancelled"));
  await assert.rejects(http.httpGet(silent, LOCAL), coded("http.cancelled"));
});

test("refuses bodies that end early or come encoded", async () => {
  const short = await serve((_, response) => {
    response.writeHead(200, { "content-length": "10" });
    response.write("12345");
    setTimeout(() => response.socket?.destroy(), 10);
  });
  await assert.rejects(client().httpGet(short, LOCAL), coded("http.body"));
  const zipped = await serve((_, response) =>
    response.writeHead(200, { "content-encoding": "gzip" }).end("x"),
  );
  await assert.rejects(client().httpGet(zipped, LOCAL), coded("http.body"));
});

test("what is not HTTP is unreachable, not a crash", async () => {
  const server = createTcpServer((socket) => socket.end("\u0000\u0001 nonsense\r\n\r\n"));
  open.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await assert.rejects(client().httpGet(url, LOCAL), coded("http.unreachable"));
  await assert.rejects(client().httpGet(url.replace("http:", "https:"), LOCAL), coded("http.tls"));
});

test("offline opens nothing", async () => {
  let hits = 0;
  const url = await serve((_, response) => {
    hits++;
    response.end();
  });
  let offline = true;
  const http = client({ offline: () => offline });
  await assert.rejects(http.httpGet(url, LOCAL), coded("http.offline"));
  assert.equal(hits, 0);
  offline = false;
  await http.httpGet(url, LOCAL);
  assert.equal(hits, 1);
});

for (const url of [
  "ftp://a/",
  "file:///etc/passwd",
  "http://u:p@a/",
  "http://a/#b",
  "x",
  `http://a/${"a".repeat(9000)}`,
]) {
  test(`refuses to open ${url.slice(0, 20)}`, async () => {
    await assert.rejects(client().httpGet(url, LOCAL), coded("http.url"));
  });
}

test("private addresses need the caller's word, by number and by name", async () => {
  const url = await serve((_, response) => response.end());
  const strict = { maxBytes: 10 };
  await assert.rejects(client().httpGet(url, strict), coded("http.private_address"));
  const byName = url.replace("127.0.0.1", "localhost");
  await assert.rejects(client().httpGet(byName, strict), coded("http.private_address"));
  // The same client, after it has a kept connection that was allowed.
  const http = client();
  await http.httpGet(url, LOCAL);
  await assert.rejects(http.httpGet(url, strict), coded("http.private_address"));
});

test("a name that answers otherwise the next time is dialled where it was judged, and judged each time", async () => {
  const url = (await serve((_, response) => response.end("here"))).replace("127.0.0.1", "issuer.example");
  const answers = ["127.0.0.1", "10.0.0.1", "169.254.169.254"];
  const asked: string[] = [];
  const rebinding = ((name: string, _: object, done: (error: null, found: object[]) => void) => {
    asked.push(name);
    done(null, [{ address: answers[asked.length - 1], family: 4 }]);
  }) as unknown as typeof lookup;
  const http = new HttpClient({ lookup: rebinding });
  open.push(http);
  const asIssuer = { maxBytes: 10, addresses: "loopback" } as const;
  // One connection, one look-up: what is asked on it goes where the first answer led.
  for (let i = 0; i < 2; i++)
    assert.equal(Buffer.from((await http.httpGet(url, asIssuer)).body).toString(), "here");
  assert.deepEqual(asked, ["issuer.example"]);
  for (let i = 0; i < 2; i++) {
    const other = new HttpClient({ lookup: rebinding });
    open.push(other);
    await assert.rejects(other.httpGet(url, asIssuer), coded("http.private_address"));
  }
  assert.equal(asked.length, 3);
});

test("knows which addresses are public", () => {
  for (const address of ["8.8.8.8", "1.1.1.1", "2606:4700::1111"]) {
    assert.equal(isAddressAllowed(address, "public"), true, address);
  }
  const kept = [
    "127.0.0.1",
    "10.1.2.3",
    "172.31.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
  ];
  const more = ["224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "::ffff:127.0.0.1"];
  for (const address of [...kept, ...more, "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1", "not an address"]) {
    assert.equal(isAddressAllowed(address, "public"), false, address);
  }
});
