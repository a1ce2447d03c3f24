import { MAX_TAG_CALL_BYTES, TagCallError } from "../../../src/chain/tags/tag-call.ts";
import { TagError } from "../../../src/chain/tags/tag-error.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { HttpRefusal } from "../../doors/http-refusal.ts";
import {
  type RunningServer,
  type ServerOptions,
  type ServerResponseParts,
  startServer,
} from "../../doors/http-server.ts";
import { VaultError } from "../../vault/error.ts";
import type { CurrentSession } from "../session.ts";
import { answerTagCall, CallBook, KeeperError, type KeeperErrorCode, type TagAllowance } from "./keeper.ts";

export interface TagServerOptions extends ServerOptions {
  readonly allowance?: TagAllowance;
}

const STATUSES: { readonly [code in KeeperErrorCode]: number } = {
  "tags.not_allowed": 403,
  "tags.not_keeper": 404,
  "tags.epoch": 409,
  "tags.time": 403,
  "tags.replayed": 409,
  "tags.rate": 429,
  "tags.not_ready": 503,
};

function json(status: number, body: object): ServerResponseParts {
  return { status, contentType: "application/json", body: utf8(JSON.stringify(body)) };
}

/**
 * Serves `POST /tags` for as long as the keeper's wallet is open; a locked one answers 503. Throws
 * `http.listen`.
 */
export async function serveTags(
  current: CurrentSession,
  options: TagServerOptions = {},
): Promise<RunningServer> {
  const book = new CallBook(options.allowance);
  return await startServer(options, async (request) => {
    if (request.path !== "/tags") throw new HttpRefusal("http.not_found");
    if (request.method !== "POST") throw new HttpRefusal("http.method");
    const bytes = await request.body(MAX_TAG_CALL_BYTES);
    try {
      return { status: 200, contentType: "application/json", body: answerTagCall(current(), bytes, book) };
    } catch (error) {
      if (error instanceof KeeperError) return json(STATUSES[error.code], { code: error.code });
      if (error instanceof TagCallError || error instanceof TagError) return json(422, { code: error.code });
      // The wallet is locked: its keys are not there until somebody opens it.
      if (error instanceof VaultError) return json(503, { code: "tags.not_ready" });
      throw error;
    }
  });
}
