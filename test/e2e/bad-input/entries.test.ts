import assert from "node:assert/strict";
import { request } from "node:http";
import { after, test } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { openAuthorityDesk } from "../../../main/registry/founding/authority-desk.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { canonicalBytes } from "../../../src/json/canonical.ts";
import { DEEP, HUGE, memory } from "../../support/bad-input.ts";
import { catalogueType, WalletWorld } from "../../support/wallet-world.ts";

const world = await WalletWorld.open({ after }, ["bank"]);

interface Answer {
  readonly status: number;
  readonly code: string | undefined;
}

/** Posts bytes as an entry; a body in parts is sent until the node has had enough. */
async function post(
  body: Uint8Array | Iterable<Uint8Array>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return await new Promise((resolve, reject) => {
    let answered = false;
    const posting = request(`${world.url}/entries`, { method: "POST", headers, agent: false }, (response) => {
      answered = true;
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => {
        text += part;
      });
      response.on("end", () => {
        posting.destroy();
        const { code } = text.startsWith("{") ? (JSON.parse(text) as { code?: string }) : {};
        resolve({ status: response.statusCode ?? 0, code });
      });
      response.on("error", reject);
    });
    // The node may close while we still send.
    posting.on("error", (error) => {
      if (!answered) reject(error);
    });
    if (body instanceof Uint8Array) posting.end(body);
    else void send(posting, body);
  });
}

async function send(posting: ReturnType<typeof request>, parts: Iterable<Uint8Array>): Promise<void> {
  for (const part of parts) {
    if (posting.destroyed) return;
    await new Promise<void>((done) => {
      posting.write(part, () => done());
    });
  }
  posting.end();
}

function* inParts(total: number): Generator<Uint8Array> {
  const part = Buffer.alloc(1 << 16, "A");
  for (let left = total; left > 0; left -= part.length) yield part.subarray(0, left);
}

const text = (value: string): Uint8Array => Buffer.from(value);
const sizeNow = async (): Promise<number> => (await world.office("bank").ask("registry.sync", {})).size;

/** Of a type that no office has to keep tags for. */
function plainType(id: string): JsonObject {
  const { unique: _unique, ...rest } = catalogueType(id);
  return rest as JsonObject;
}

/** A sound entry of the first authority, not submitted. */
async function soundEntry(): Promise<Uint8Array> {
  const desk = openAuthorityDesk(world.founded.authorities[0]?.home ?? "", nodePrimitives);
  let caught: Uint8Array | undefined;
  const { source } = world;
  await desk.submit("type.define", plainType("id-card"), {
    ...source,
    block: (height) => source.block(height),
    trust: (height, keys) => source.trust(height, keys),
    submit: (entry: Uint8Array) => {
      caught = entry;
      return Promise.resolve({ state: "refused", code: "test.kept" });
    },
  } as typeof source);
  assert.ok(caught);
  return caught;
}

test("a bad entry is refused by a code, the chain stays as it is, and the node goes on", async () => {
  const sound = await soundEntry();
  const json = Buffer.from(sound).toString();
  const parsed = JSON.parse(json) as Record<string, unknown>;
  const before = await sizeNow();
  const broken: readonly Uint8Array[] = [
    new Uint8Array(0),
    sound.subarray(0, sound.length / 2),
    sound.subarray(0, -1),
    text(`${json} `),
    text(JSON.stringify(parsed, undefined, 1)),
    text(JSON.stringify(Object.fromEntries(Object.entries(parsed).reverse()))),
    text(json.replace("{", '{"after":"x",')),
    text(json.replace('"kind":', '"kind":"type.define","kind":')),
    text(json.replace(/"body":\{/, `"body":{"a":${"[".repeat(20_000)}${"]".repeat(20_000)},`)),
    text("[".repeat(60_000)),
    Buffer.from([0xff, 0xfe, 0x00]),
    Buffer.alloc(65_536, "{"),
    ...["block", "registry.genesis", "nothing.such", "", "__proto__", 7, null].map((kind) =>
      canonicalBytes({ ...parsed, kind } as never),
    ),
    canonicalBytes({ ...parsed, extra: 1 } as never),
    canonicalBytes({ ...parsed, sigs: [] } as never),
    canonicalBytes({ ...parsed, by: "nobody" } as never),
  ];
  for (const entry of broken) {
    const { status, code } = await post(entry);
    assert.equal(status, 422, Buffer.from(entry).toString("latin1").slice(0, 60));
    assert.match(code ?? "", /^[a-z]+\.[a-z0-9_]+$/);
  }
  assert.equal(await sizeNow(), before);
  assert.deepEqual(await post(sound), { status: 202, code: undefined });
  // The same bytes again are the same entry, or come too late; they are never a second one.
  const again = await post(sound);
  assert.ok(again.status === 202 || again.code !== undefined);
  await world.decide("type.define", plainType("marriage-certificate"));
  assert.equal(await world.countInChain(json), 1);
});

test("a body longer than any entry is refused while it comes, however it is announced", async () => {
  const before = await sizeNow();
  const held = memory();
  for (const headers of [
    { "content-length": String(HUGE) },
    { "transfer-encoding": "chunked" },
    { "content-length": "65537" },
  ] as const) {
    const total = "content-length" in headers ? Number(headers["content-length"]) : HUGE;
    const { status } = await post(inParts(total), headers as Record<string, string>);
    assert.equal(status, 413, JSON.stringify(headers));
  }
  assert.ok(memory() - held < 100e6);
  assert.equal(await sizeNow(), before);
});

test("depth beyond the body's limit never reaches a parser", async () => {
  const { status } = await post(text(`${"[".repeat(DEEP)}${"]".repeat(DEEP)}`));
  assert.equal(status, 413);
});
