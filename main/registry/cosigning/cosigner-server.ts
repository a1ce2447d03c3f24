import { gunzipSync } from "node:zlib";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { parseTilePath } from "../../../src/merkle/tile.ts";
import { originHash } from "../../../src/note/keys.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { HttpRefusal } from "../../doors/http-refusal.ts";
import {
  type RunningServer,
  type ServerHandler,
  type ServerRequest,
  type ServerResponseParts,
  startServer,
} from "../../doors/http-server.ts";
import { answerTile, json, notFound } from "../http/answers.ts";
import type { Cosigner } from "./cosigner.ts";
import { MirrorDesk } from "./mirror-desk.ts";
import { RateLimit } from "../http/rate-limit.ts";
import { answerMetrics, HttpTally } from "../http/metrics.ts";
import { counted, type NodeServerOptions } from "../http/server.ts";

const MAX_CHECKPOINT_BODY = 128 * 1024;
/** Of add-entries as sent, and unpacked: 32 packages of entries of ordinary size. */
const MAX_ENTRIES_BODY = 8 << 20;
const RATE = { perSecond: 500, burst: 2_000 };

async function readEntries(request: ServerRequest): Promise<Uint8Array> {
  const body = await request.body(MAX_ENTRIES_BODY);
  if (request.contentEncoding === "" || request.contentEncoding === "identity") return body;
  if (request.contentEncoding !== "gzip") throw new HttpRefusal("http.type");
  try {
    return gunzipSync(body, { maxOutputLength: MAX_ENTRIES_BODY });
  } catch (cause) {
    const tooLong = (cause as { code?: unknown }).code === "ERR_BUFFER_TOO_LARGE";
    throw new HttpRefusal(tooLong ? "http.too_large" : "http.body", { cause });
  }
}

/** The cosigner's own copy, as C2SP tlog-mirror has it served below the hash of the origin. */
function monitor(cosigner: Cosigner, path: string): ServerResponseParts {
  if (path === "checkpoint") {
    const { cosigned } = cosigner;
    if (cosigned === undefined) throw notFound();
    return { status: 200, contentType: "text/plain; charset=utf-8", body: utf8(cosigned), cache: "no-cache" };
  }
  const tile = parseTilePath(path);
  if (tile === undefined) throw notFound();
  return answerTile(cosigner.chain, tile);
}

/** Serves one authority's cosigner (C2SP tlog-mirror) until closed. Throws `http.listen`. */
export async function startCosignerServer(
  cosigner: Cosigner,
  primitives: Primitives,
  options: NodeServerOptions = {},
): Promise<RunningServer> {
  const desk = new MirrorDesk(cosigner, primitives);
  const rate = new RateLimit(options.rate ?? RATE);
  const prefix = `/${originHash(cosigner.origin, primitives.sha256)}/`;
  const tally = new HttpTally();
  const health = () => ({ role: "cosigner", authority: cosigner.id, size: cosigner.size });
  const handle: ServerHandler = async (request) => {
    const { method, path } = request;
    if (method !== "POST") {
      if (path === "/health") return json(health(), 200, "no-store");
      if (path === "/metrics") return answerMetrics(health(), tally);
      if (!path.startsWith(prefix)) throw notFound();
      return monitor(cosigner, path.slice(prefix.length));
    }
    if (!rate.take(request.address, performance.now()))
      throw new HttpRefusal("http.rate", { headers: { "retry-after": "1" } });
    if (path === "/add-checkpoint") return desk.addCheckpoint(await request.body(MAX_CHECKPOINT_BODY));
    if (path !== "/add-entries") throw notFound();
    return { ...desk.addEntries(await readEntries(request)), headers: { "accept-encoding": "gzip" } };
  };
  return await startServer(options, counted(tally, handle));
}
