import type { JsonObject } from "../../../src/json/value.ts";
import type { Result } from "../../../src/result.ts";
import { parseTilePath } from "../../../src/merkle/tile.ts";
import { HttpRefusal } from "../../doors/http-refusal.ts";
import {
  refusalParts,
  type RunningServer,
  type ServerHandler,
  type ServerOptions,
  type ServerRequest,
  type ServerResponseParts,
  startServer,
} from "../../doors/http-server.ts";
import {
  answerBlock,
  answerCheckpoint,
  answerCosigned,
  answerEpochs,
  answerGenesis,
  answerProof,
  answerReceipt,
  answerStatus,
  answerTile,
  answerTrust,
  hashInPath,
  json,
  notFound,
} from "./answers.ts";
import type { ServedChain } from "../home/chain-copy.ts";
import type { EntryState } from "../engine.ts";
import { RegistryError } from "../error.ts";
import { answerMetrics, HttpTally, type NodeHealth } from "./metrics.ts";
import { RateLimit, type RateLimitOptions } from "./rate-limit.ts";

/** A registry as its readers and submitters see it: a solo node, a mirror, an authority of a network. */
export interface ServedNode {
  readonly genesis: Uint8Array;
  /** Undefined until a mirror has followed its first block. */
  readonly chain: () => ServedChain | undefined;
  /** As RegistryEngine.submit. */
  readonly submit: (entry: Uint8Array) => Promise<Result<{ readonly hash: string }, string>>;
  /** As RegistryEngine.status, of a hash in base64url. */
  readonly status: (hash: string) => Promise<EntryState | undefined>;
  readonly health: () => NodeHealth;
  /** The newest checkpoint with what outside witnesses have signed beneath it. */
  readonly witnessed?: (checkpoint: string) => string;
  /** In a network: the checkpoint of the block at a height with the signatures gathered so far. */
  readonly cosigned?: (height: number) => Promise<string | undefined>;
  /** In a network: what another authority's engine needs to begin out of this one's history. */
  readonly light?: (height: number | "newest") => Promise<JsonObject | undefined>;
  readonly engine?: () => Promise<JsonObject | undefined>;
}

export interface NodeServerOptions extends ServerOptions {
  /** Of `POST /entries`, for each address. */
  readonly rate?: RateLimitOptions;
}

/** Largest body of `POST /entries`, bytes: more than any entry has. */
const MAX_ENTRY_BODY = 65_536;
const RATE: RateLimitOptions = { perSecond: 500, burst: 2_000 };

const BLOCK = /^\/block\/(newest|0|[1-9][0-9]{0,14})$/;
const EPOCHS = /^\/epochs\/(0|[1-9][0-9]{0,14})$/;
const RECEIPT = /^\/receipt\/([A-Za-z0-9_-]{43})$/;
const PROOF = /^\/proof\/(?:(0|[1-9][0-9]{0,14})|([A-Za-z0-9_-]{43}))$/;
const TRUST = /^\/trust\/(0|[1-9][0-9]{0,14})$/;
const STATUS = /^\/status\/(0|[1-9][0-9]{0,14})\/([a-z0-9][a-z0-9.-]{0,63})\/(0|[1-9][0-9]{0,14})$/;
const COSIGNED = /^\/cosigned\/(0|[1-9][0-9]{0,14})$/;
const LIGHT = /^\/light\/(newest|[1-9][0-9]{0,14})$/;
const ASKS_ENGINE = /^\/(?:engine$|light\/)/;
const ENTRY = /^\/entries\/([A-Za-z0-9_-]{43})$/;

/** The parts of a path that a route names, or undefined if the path is not of that route. */
function match(route: RegExp, path: string): readonly string[] | undefined {
  return route.exec(path)?.slice(1);
}

function readFromChain(node: ServedNode, request: ServerRequest): ServerResponseParts {
  const { path, query } = request;
  const chain = node.chain();
  if (chain === undefined) throw notFound();
  if (path === "/checkpoint") return answerCheckpoint(chain, node.witnessed);
  const tile = parseTilePath(path.slice(1));
  if (tile !== undefined) return answerTile(chain, tile);
  const [height] = match(BLOCK, path) ?? [];
  if (height !== undefined) return answerBlock(chain, height === "newest" ? height : Number(height));
  const [epoch] = match(EPOCHS, path) ?? [];
  if (epoch !== undefined) return answerEpochs(chain, Number(epoch));
  const [hash] = match(RECEIPT, path) ?? [];
  if (hash !== undefined) return answerReceipt(chain, hashInPath(hash));
  const [index, leaf] = match(PROOF, path) ?? [];
  if (index !== undefined) return answerProof(chain, Number(index));
  if (leaf !== undefined) return answerProof(chain, hashInPath(leaf));
  const [trustHeight] = match(TRUST, path) ?? [];
  if (trustHeight !== undefined) return answerTrust(chain, Number(trustHeight), query);
  const [statusHeight, office, chunk] = match(STATUS, path) ?? [];
  if (statusHeight !== undefined && office !== undefined) {
    return answerStatus(chain, Number(statusHeight), office, Number(chunk));
  }
  throw notFound();
}

async function read(node: ServedNode, request: ServerRequest): Promise<ServerResponseParts> {
  const { path } = request;
  if (path === "/health") return json(node.health(), 200, "no-store");
  if (path === "/genesis") return answerGenesis(node.genesis);
  const [height] = match(COSIGNED, path) ?? [];
  if (height !== undefined) return answerCosigned(await node.cosigned?.(Number(height)));
  if (path === "/engine") return answerEngine(await node.engine?.());
  const [light] = match(LIGHT, path) ?? [];
  if (light !== undefined)
    return answerEngine(await node.light?.(light === "newest" ? light : Number(light)));
  const [hash] = match(ENTRY, path) ?? [];
  if (hash === undefined) return readFromChain(node, request);
  const state = await node.status(hash);
  if (state === undefined) throw notFound();
  return json(state, 200, "no-store");
}

/** Of a network's engine; nothing where there is none, or no such height. */
function answerEngine(answer: JsonObject | undefined): ServerResponseParts {
  if (answer === undefined) throw notFound();
  return json(answer, 200, "no-store");
}

async function submit(node: ServedNode, request: ServerRequest): Promise<ServerResponseParts> {
  const entry = await request.body(MAX_ENTRY_BODY);
  try {
    const answer = await node.submit(entry);
    return answer.ok ? json({ hash: answer.value.hash }, 202) : json({ code: answer.code }, 422);
  } catch (error) {
    // Nothing is wrong with the entry: it can be sent again.
    if (error instanceof RegistryError) return json({ code: error.code }, 503);
    throw error;
  }
}

/** A handler whose answers, and refusals, are counted. */
export function counted(tally: HttpTally, handler: ServerHandler): ServerHandler {
  return async (request) => {
    const started = performance.now();
    const count = (status: number): void =>
      tally.add(request.method, request.path, status, (performance.now() - started) / 1000);
    try {
      const parts = await handler(request);
      count(parts.status);
      return parts;
    } catch (error) {
      count(refusalParts(error).status);
      throw error;
    }
  };
}

/** Serves a registry over HTTP until closed. Throws `http.listen`. */
export async function startNodeServer(
  node: ServedNode,
  options: NodeServerOptions = {},
): Promise<RunningServer> {
  const rate = new RateLimit(options.rate ?? RATE);
  const tally = new HttpTally();
  const checkRate = (address: string): void => {
    if (!rate.take(address, performance.now()))
      throw new HttpRefusal("http.rate", { headers: { "retry-after": "1" } });
  };
  const handle: ServerHandler = async (request) => {
    if (request.method !== "POST") {
      // These ask the engine, which has better to do; all else is read from our own store.
      if (ASKS_ENGINE.test(request.path)) checkRate(request.address);
      return request.path === "/metrics" ? answerMetrics(node.health(), tally) : await read(node, request);
    }
    if (request.path !== "/entries") throw notFound();
    checkRate(request.address);
    return await submit(node, request);
  };
  return await startServer(options, counted(tally, handle));
}
