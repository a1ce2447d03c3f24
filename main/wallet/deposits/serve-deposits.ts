import { equal, utf8 } from "../../../src/bytes/bytes.ts";
import { isBytes32 } from "../../../src/chain/ids.ts";
import { countsAt } from "../../../src/chain/state/span.ts";
import { canonicalBytes } from "../../../src/json/canonical.ts";
import { JsonError } from "../../../src/json/error.ts";
import { parseJsonBytes } from "../../../src/json/parse.ts";
import { isJsonObject } from "../../../src/json/value.ts";
import { HttpRefusal } from "../../doors/http-refusal.ts";
import {
  type RunningServer,
  type ServerOptions,
  type ServerResponseParts,
  startServer,
} from "../../doors/http-server.ts";
import { FollowError } from "../../follow/error.ts";
import { VaultError } from "../../vault/error.ts";
import { WalletError } from "../error.ts";
import type { CurrentSession } from "../session.ts";
import { signDeposit } from "./deposit.ts";

export interface DepositServerOptions extends ServerOptions {
  /** Documents that one address may hand in within an hour; default 60. */
  readonly perHour?: number;
}

const HOUR = 3600;
const MAX_ADDRESSES = 65_536;

/** Counts what each address handed in; all counts begin anew every hour. */
class HourBook {
  readonly #most: number;
  #counts = new Map<string, number>();
  #since = 0;

  constructor(most: number) {
    this.#most = most;
  }

  take(address: string, now: number): boolean {
    if (now - this.#since >= HOUR || this.#counts.size > MAX_ADDRESSES) {
      this.#counts = new Map();
      this.#since = now;
    }
    const count = (this.#counts.get(address) ?? 0) + 1;
    this.#counts.set(address, count);
    return count <= this.#most;
  }
}

function json(status: number, code: string): ServerResponseParts {
  return { status, contentType: "application/json", body: utf8(JSON.stringify({ code })) };
}

function readDigest(bytes: Uint8Array): string | undefined {
  try {
    const value = parseJsonBytes(bytes, { maxLength: 256, maxDepth: 1 });
    if (!isJsonObject(value) || !equal(canonicalBytes(value), bytes)) return undefined;
    const { digest, ...more } = value;
    const isDigest = typeof digest === "string" && isBytes32(digest) && Object.keys(more).length === 0;
    return isDigest ? digest : undefined;
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
}

async function takeIn(current: CurrentSession, digest: string): Promise<ServerResponseParts> {
  const session = current();
  const { office: id } = session.settings;
  const record = id === undefined ? undefined : session.registry.view.office(id);
  const now = session.clock();
  const may =
    record !== undefined &&
    typeof record !== "string" &&
    record.withdrawn === undefined &&
    record.deposits.some((span) => countsAt(span, now));
  if (id === undefined || !may) return json(503, "deposit.no_office");
  const leaf = signDeposit(session, id, digest);
  const answer = await session.registry.submit(leaf);
  if (answer.state === "refused") return json(422, answer.code);
  return { status: 200, contentType: "application/json", body: leaf };
}

/**
 * Takes digests from anyone for as long as the deposit office's wallet is open: `POST /deposits` with
 * `{"digest":H}` answers the entry that the office signed and handed in. Throws `http.listen`.
 */
export async function serveDeposits(
  current: CurrentSession,
  options: DepositServerOptions = {},
): Promise<RunningServer> {
  const book = new HourBook(options.perHour ?? 60);
  return await startServer(options, async (request) => {
    if (request.path !== "/deposits") throw new HttpRefusal("http.not_found");
    if (request.method !== "POST") throw new HttpRefusal("http.method");
    const digest = readDigest(await request.body(256));
    if (digest === undefined) return json(422, "deposit.syntax");
    if (!book.take(request.address, performance.now() / 1000)) throw new HttpRefusal("http.rate");
    try {
      return await takeIn(current, digest);
    } catch (error) {
      // Locked, without its key, or cut off from the registry: it can be asked again.
      const isAway =
        error instanceof VaultError || error instanceof FollowError || error instanceof WalletError;
      if (isAway) return json(503, "deposit.not_ready");
      throw error;
    }
  });
}
