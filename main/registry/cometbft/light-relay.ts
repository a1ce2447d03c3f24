import { utf8 } from "../../../src/bytes/bytes.ts";
import { codeOf } from "../../../src/error.ts";
import { parseJsonBytes } from "../../../src/json/parse.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../../src/json/value.ts";
import type { HttpClient } from "../../doors/http-client.ts";
import { HttpError } from "../../doors/http-error.ts";
import { type RunningServer, startServer } from "../../doors/http-server.ts";
import { json } from "../http/answers.ts";
import type { EngineRpc } from "./engine-rpc.ts";
import { CometError } from "./error.ts";

// An engine that begins out of the others' history checks it by its own light client, which asks
// CometBFT's calls of at least two nodes. Ours have no port: what the light client needs is served by
// the nodes as plain answers, and handed to the joining engine over sockets of its own machine.

const MAX_ANSWER = 1 << 20;
const MAX_CALL = 64 * 1024;
const DEPTH = 16;
/** Calls of the light client, and the member of our answer that has each one's result. */
const CALLS: { readonly [method: string]: "commit" | "validators" | "params" } = {
  commit: "commit",
  validators: "validators",
  consensus_params: "params",
};

/** Of a node's engine at a height: what `GET /light/<height>` answers. Rejects with `comet.unreachable`. */
export async function lightAnswer(
  rpc: EngineRpc,
  height: number | "newest",
): Promise<JsonObject | undefined> {
  const at = height === "newest" ? await newestHeight(rpc) : height;
  if (at < 1) return undefined;
  const params = { height: String(at) };
  const [commit, validators, consensus] = await Promise.all([
    rpc.call("commit", params),
    rpc.call("validators", { ...params, page: "1", per_page: "100" }),
    rpc.call("consensus_params", params),
  ]);
  if (commit === undefined || validators === undefined || consensus === undefined) return undefined;
  return { commit, validators, params: consensus };
}

/** The newest but one, which the others have as well. */
async function newestHeight(rpc: EngineRpc): Promise<number> {
  return (await rpc.status()).height - 1;
}

/** Where others dial this engine, and what it began with: for `GET /engine`. */
export async function engineAnswer(rpc: EngineRpc): Promise<JsonObject | undefined> {
  const [status, genesis] = await Promise.all([rpc.call("status", {}), rpc.call("genesis", {})]);
  const node = status?.["node_info"];
  if (!isJsonObject(node) || genesis?.["genesis"] === undefined) return undefined;
  const { id, listen_addr: listen } = node;
  if (typeof id !== "string" || typeof listen !== "string") return undefined;
  return { genesis: genesis["genesis"], peer: `${id}@${listen.replace(/^tcp:\/\//, "")}` };
}

/** `GET` of another node's answer; undefined where it has none. Rejects with HttpError or JsonError. */
export async function askNode(
  http: HttpClient,
  url: string,
  signal?: AbortSignal,
): Promise<JsonObject | undefined> {
  try {
    const limits = {
      maxBytes: MAX_ANSWER,
      addresses: "any",
      ...(signal === undefined ? {} : { signal }),
    } as const;
    const { body } = await http.httpGet(url, limits);
    const answer = parseJsonBytes(body, { maxLength: MAX_ANSWER, maxDepth: DEPTH });
    return isJsonObject(answer) ? answer : undefined;
  } catch (error) {
    if (error instanceof HttpError && error.status === 404) return undefined;
    throw error;
  }
}

function parseCall(body: Uint8Array): {
  readonly id: JsonValue;
  readonly method: string;
  readonly height: string;
} {
  const call = parseJsonBytes(body, { maxLength: MAX_CALL, maxDepth: DEPTH });
  const { id = null, method, params } = isJsonObject(call) ? call : {};
  const height = isJsonObject(params ?? null) ? (params as JsonObject)["height"] : undefined;
  if (typeof method !== "string") throw new CometError("comet.request");
  return {
    id,
    method,
    height: typeof height === "string" && /^[1-9]\d{0,14}$/.test(height) ? height : "newest",
  };
}

/** Answers one light client's calls out of what another node says. */
async function relay(http: HttpClient, base: string, body: Uint8Array): Promise<JsonObject> {
  const { id, method, height } = parseCall(body);
  const member = CALLS[method];
  const refuse = (data: string): JsonObject => {
    return { jsonrpc: "2.0", id, error: { code: -32_603, message: "Internal error", data } };
  };
  if (member === undefined) return refuse("no such call");
  try {
    const result = (await askNode(http, `${base}/light/${height}`))?.[member];
    // In the engine's own words, by which the light client knows that it may ask again later.
    return result === undefined
      ? refuse(`height ${height} must be less than or equal to the current blockchain height`)
      : { jsonrpc: "2.0", id, result };
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return refuse("timed out");
  }
}

/** A socket for the engine of this machine, behind which another authority's node answers. */
export async function startLightRelay(
  socket: string,
  http: HttpClient,
  base: string,
): Promise<RunningServer> {
  return await startServer({ socket }, async (request) => {
    const body = request.method === "POST" ? await request.body(MAX_CALL) : utf8("");
    return json(await relay(http, base, body), 200, "no-store");
  });
}
