import { Request, Response } from "cosmjs-types/tendermint/abci/types";
import { codeOf } from "../../../src/error.ts";
import { type LocalServer, startLocalServer } from "../../doors/local-server.ts";
import { CometError } from "./error.ts";
import { frame, FrameReader } from "./framing.ts";

/** What answers the engine. A throw is told to the engine, which then stops itself. */
export interface AbciApplication {
  handle(request: Request): Promise<Response>;
}

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

async function answer(application: AbciApplication, request: Request): Promise<Response> {
  if (request.flush !== undefined) return Response.fromPartial({ flush: {} });
  if (request.echo !== undefined) return Response.fromPartial({ echo: { message: request.echo.message } });
  return await application.handle(request);
}

/**
 * ABCI 2.0 over a Unix socket: requests of a connection are answered one after the other, in order.
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
      const send = (response: Response): Promise<void> =>
        peer.write(frame(Response.encode(response).finish()));
      return {
        take: async (bytes) => {
          try {
            for (const message of frames.push(bytes)) {
              await send(await answer(application, parseRequest(message)));
            }
          } catch (error) {
            const code = codeOf(error) ?? "registry.internal";
            report(code);
            await send(Response.fromPartial({ exception: { error: code } }));
            peer.cut();
          }
        },
      };
    },
    MAX_CONNECTIONS,
  );
}
