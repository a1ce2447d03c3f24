import { Request, Response } from "cosmjs-types/tendermint/abci/types";
import { concat } from "../../../src/bytes/bytes.ts";
import { codeOf } from "../../../src/error.ts";
import { type LocalServer, startLocalServer } from "../../doors/local-server.ts";
import { CometError } from "./error.ts";
import { frame, FrameReader } from "./framing.ts";

/** What answers the engine. A throw is told to the engine, which then stops itself. */
export interface AbciApplication {
  /** What can be done before its turn comes, for several at once. Never throws. */
  ahead?(request: Request): Promise<void>;
  handle(request: Request): Promise<Response>;
}

/** Answers that leave in one piece, bytes. */
const ANSWERS = 64 << 10;

/** The engine sends as many of these as of everything else. */
const FLUSHED = frame(Response.encode(Response.fromPartial({ flush: {} })).finish());

/** Consensus, mempool, queries and snapshots have one each; as many again while the engine restarts. */
const MAX_CONNECTIONS = 8;

function parseRequest(message: Uint8Array): Request {
  let request: Request;
  try {
    request = Request.decode(message);
  } catch (cause) {
    throw new CometError("comet.request", { cause });
  }
  if (Object.values(request).every((value) => value === undefined)) throw new CometError("comet.request");
  return request;
}

/** Requests that came whole, and what ended the reading, if anything did. */
export function requestsOf(
  frames: FrameReader,
  bytes: Uint8Array,
): { requests: Request[]; fault?: CometError } {
  const requests: Request[] = [];
  try {
    for (const message of frames.push(bytes)) requests.push(parseRequest(message));
    return { requests };
  } catch (error) {
    if (error instanceof CometError) return { requests, fault: error };
    throw error;
  }
}

async function answer(application: AbciApplication, request: Request): Promise<Response> {
  if (request.echo !== undefined) return Response.fromPartial({ echo: { message: request.echo.message } });
  return await application.handle(request);
}

/**
 * ABCI 2.0 over a Unix socket: requests of a connection are answered one after the other, in order; what
 * came together is answered together.
 * What is no frame or no request ends its connection; others go on. `report` is told codes of that, and
 * of what the application throws.
 */
export async function startAbciServer(
  path: string,
  application: AbciApplication,
  report: (code: string) => void,
): Promise<LocalServer> {
  return await startLocalServer(
    path,
    (peer) => {
      const frames = new FrameReader();
      let ready: Uint8Array[] = [];
      let length = 0;
      const flush = async (): Promise<void> => {
        if (length === 0) return;
        const bytes = concat(...ready);
        ready = [];
        length = 0;
        await peer.write(bytes);
      };
      const put = async (bytes: Uint8Array): Promise<void> => {
        ready.push(bytes);
        length += bytes.length;
        if (length >= ANSWERS) await flush();
      };
      const add = async (response: Response): Promise<void> => {
        await put(frame(Response.encode(response).finish()));
      };
      return {
        take: async (bytes) => {
          const { requests, fault } = requestsOf(frames, bytes);
          try {
            const ahead = requests.map((request) =>
              request.flush === undefined ? application.ahead?.(request) : undefined,
            );
            for (const [at, request] of requests.entries()) {
              if (request.flush !== undefined) await put(FLUSHED);
              else {
                await ahead[at];
                await add(await answer(application, request));
              }
            }
            if (fault !== undefined) throw fault;
            await flush();
          } catch (error) {
            const code = codeOf(error) ?? "registry.internal";
            report(code);
            await add(Response.fromPartial({ exception: { error: code } }));
            await flush();
            peer.cut();
          }
        },
      };
    },
    MAX_CONNECTIONS,
  );
}
