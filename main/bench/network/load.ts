import { utf8 } from "../../../src/bytes/bytes.ts";
import { toBase64 } from "../../../src/bytes/base64.ts";
import { parseJsonBytes } from "../../../src/json/parse.ts";
import { isJsonObject } from "../../../src/json/value.ts";
import { sleep } from "../../doors/clock.ts";
import type { HttpClient } from "../../doors/http-client.ts";
import { BenchError } from "../error.ts";

const ANSWER = { maxBytes: 1 << 20, addresses: "any", timeoutMs: 60_000, idleMs: 60_000 } as const;
/** Requests under way at each node. */
const AT_ONCE = 16;
const LOOK_MS = 20;
const PATIENCE_MS = 300_000;

/** A network that takes one thing a request. */
export interface Taker {
  readonly send: (at: number, thing: Uint8Array) => Promise<void>;
  /** How many of them it has made final, by the first node's word. */
  readonly done: () => Promise<number>;
}

/** JSON-RPC calls of CometBFT's own program over TCP, one a request. */
export function rpcTaker(http: HttpClient, urls: readonly string[]): Taker {
  const ask = async (url: string, method: string, params: object): Promise<string> => {
    const body = utf8(JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }));
    const answer = await http.httpPost(url, body, { ...ANSWER, contentType: "application/json" });
    return new TextDecoder().decode(answer.body);
  };
  return {
    send: async (at, thing) => {
      const answer = await ask(urls[at] as string, "broadcast_tx_sync", { tx: toBase64(thing) });
      if (!answer.includes('"code":0')) throw new BenchError("bench.unexpected");
    },
    done: async () => {
      // The kvstore's Info says how many keys it holds, as JSON within JSON.
      const size = /\\"size\\":(\d+)/.exec(await ask(urls[0] as string, "abci_info", {}))?.[1];
      return Number(size ?? 0);
    },
  };
}

/** `POST /entries` of our nodes. */
export function entryTaker(http: HttpClient, urls: readonly string[]): Taker {
  return {
    send: async (at, thing) => {
      const contentType = "application/octet-stream";
      const statuses = [202, 429, 503];
      for (;;) {
        const options = { ...ANSWER, contentType, statuses };
        const { status } = await http.httpPost(`${urls[at]}/entries`, thing, options);
        if (status === 202) return;
        await sleep(LOOK_MS);
      }
    },
    done: async () => {
      const { body } = await http.httpGet(`${urls[0]}/health`, ANSWER);
      const health = parseJsonBytes(body, { maxLength: ANSWER.maxBytes, maxDepth: 4 });
      const { size = 0, height = null } = isJsonObject(health) ? health : {};
      // A record ends each block.
      return Number(size) - Number(height ?? -1) - 1;
    },
  };
}

/** Things a second, from the first request to the last one being final; each node gets its share. */
export async function rate(taker: Taker, nodes: number, things: readonly Uint8Array[]): Promise<number> {
  const before = await taker.done();
  const began = performance.now();
  let next = 0;
  const worker = async (at: number): Promise<void> => {
    for (let thing = things[next++]; thing !== undefined; thing = things[next++]) await taker.send(at, thing);
  };
  const workers = Array.from({ length: nodes * AT_ONCE }, (_, i) => worker(i % nodes));
  await Promise.all(workers);
  while ((await taker.done()) < before + things.length) {
    if (performance.now() - began > PATIENCE_MS) throw new BenchError("bench.unexpected");
    await sleep(LOOK_MS);
  }
  return (1000 * things.length) / (performance.now() - began);
}

/** From each entry's request to its seal, milliseconds, one after the other at a steady pace. */
export async function latencies(
  http: HttpClient,
  url: string,
  taker: Taker,
  entries: readonly { readonly bytes: Uint8Array; readonly hash: string }[],
  paceMs: number,
): Promise<readonly number[]> {
  const one = async ({ bytes, hash }: { bytes: Uint8Array; hash: string }): Promise<number> => {
    const began = performance.now();
    await taker.send(0, bytes);
    for (;;) {
      const { body } = await http.httpGet(`${url}/entries/${hash}`, ANSWER);
      if (new TextDecoder().decode(body).includes('"sealed"')) return performance.now() - began;
      if (performance.now() - began > PATIENCE_MS) throw new BenchError("bench.unexpected");
      await sleep(5);
    }
  };
  const all: Promise<number>[] = [];
  for (const entry of entries) {
    all.push(one(entry));
    await sleep(paceMs);
  }
  return await Promise.all(all);
}
