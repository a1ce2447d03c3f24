import { toBase64Url } from "../../../src/bytes/base64.ts";
import { nodePrimitives } from "../../crypto/primitives.ts";
import { parseEntry } from "../../../src/chain/entries/entry.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { HttpClient } from "../../doors/http-client.ts";
import { type Fetcher, HttpSource } from "../../follow/sources/http-source.ts";
import { LightCopy } from "../../follow/light/light-copy.ts";
import { LightFollower, type LightWants } from "../../follow/light/light-follower.ts";
import { SourcePool } from "../../follow/sources/source-pool.ts";
import type { LogStore } from "../../log/log-store.ts";
import { BenchError } from "../error.ts";
import { clock } from "./following.ts";
import { openLargeRegistry } from "./large-registry.ts";

/** Credentials of the person, each of another office where there are so many. */
const OWN = 7;
/** Credentials passed by for another office's sake; a small registry has few offices. */
const LOOKED_AT = 8;

/** The registry has three epochs, counted from 0. */
const NEWEST_EPOCH = 2;

/** What a wallet with these credentials must bring along: offices, types, status lists, receipts. */
function wantsOf(store: LogStore): LightWants {
  const keys = new Set<string>();
  const statuses: { office: string; index: number }[] = [];
  const receipts: string[] = [];
  const offices = new Set<string>();
  const step = Math.floor(store.size / (3 * OWN));
  let wait = Math.floor(store.size / 3);
  let passedBy = 0;
  for (const leaf of store.leaves(0, store.size)) {
    if (wait-- > 0) continue;
    const { kind, by, body } = parseEntry(leaf);
    const { type, index } = body as { type?: unknown; index?: unknown };
    if (kind !== "credential.issue" || typeof type !== "string" || typeof index !== "number") continue;
    if (offices.has(by) && passedBy++ < LOOKED_AT) continue;
    offices.add(by);
    keys.add(`office/${by}`).add(`type/${type}`);
    statuses.push({ office: by, index });
    receipts.push(toBase64Url(leafHash(leaf, nodePrimitives.sha256)));
    if (receipts.length === OWN) break;
    wait = step;
  }
  return { keys: [...keys], statuses, receipts };
}

/** Counts what goes over the line, as far as it is ours: bodies, and what names them. */
class Counting implements Fetcher {
  readonly #http = new HttpClient();
  requests = 0;
  bytes = 0;

  readonly httpGet: Fetcher["httpGet"] = async (url, options) => {
    this.requests++;
    const answer = await this.#http.httpGet(url, options);
    this.bytes += url.length + answer.body.length;
    return answer;
  };

  readonly httpPost: Fetcher["httpPost"] = () => {
    throw new BenchError("bench.unexpected");
  };

  close(): void {
    this.#http.close();
  }
}

/** A first light follow by somebody who holds nothing but the registry's id and seven credentials. */
export async function light(registry = "", url = ""): Promise<object> {
  const { registryId, store, close } = openLargeRegistry(registry);
  const wants = wantsOf(store);
  const size = store.size;
  close();
  const copy = new LightCopy({ read: () => undefined, write: () => {} }, registryId, nodePrimitives, clock());
  const http = new Counting();
  const pool = new SourcePool([new HttpSource(http, url)], copy.journal, clock);
  const follower = new LightFollower(copy, pool, { registryId, primitives: nodePrimitives, clock });
  const began = performance.now();
  const outcome = await follower.sync({ wants });
  const milliseconds = performance.now() - began;
  http.close();
  const isWhole = outcome.size === size && outcome.receipts.size === (wants.receipts ?? []).length;
  if (!isWhole || outcome.findings.length > 0 || copy.state?.epochs.newest.epoch !== NEWEST_EPOCH)
    throw new BenchError("bench.unexpected");
  return { milliseconds, requests: http.requests, bytes: http.bytes };
}
