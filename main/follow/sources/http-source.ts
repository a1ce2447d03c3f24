import { fromUtf8 } from "../../../src/bytes/bytes.ts";
import { BytesError } from "../../../src/bytes/error.ts";
import { parseBundle } from "../../../src/merkle/bundle.ts";
import { MerkleError } from "../../../src/merkle/error.ts";
import { bundlePath, TILE_WIDTH, type TileRef, tilePath } from "../../../src/merkle/tile.ts";
import type { AddressPolicy } from "../../doors/address-policy.ts";
import type { HttpAnswer, HttpClient } from "../../doors/http-client.ts";
import { HttpError, type HttpErrorCode } from "../../doors/http-error.ts";
import {
  ANSWER_LIMITS,
  parseAccepted,
  parseEntryStatus,
  parseEpochsAnswer,
  parseRefused,
  parseStatusAnswer,
  parseTrustAnswer,
} from "./answers.ts";
import { type FindingCode, FollowError, SourceError } from "../error.ts";
import type { EntryStatus, EpochsAnswer, Source, StatusAnswer, SubmitAnswer, TrustAnswer } from "./source.ts";

/** What fetches: the network, or a file that answers like a node. */
export type Fetcher = Pick<HttpClient, "httpGet" | "httpPost">;

export interface HttpSourceOptions {
  /** Sources come from the person's own list, so the local network is allowed unless this says `public`. */
  readonly addresses?: AddressPolicy;
  readonly timeoutMs?: number;
  readonly idleMs?: number;
}

const FINDINGS: { readonly [code in HttpErrorCode]?: FindingCode } = {
  "http.timeout": "source.timeout",
  "http.too_large": "source.too_large",
  "http.redirect": "source.redirect",
  "http.body": "source.malformed",
};

function translate(error: unknown): unknown {
  if (!(error instanceof HttpError)) return error;
  if (error.code === "http.offline") return new FollowError("follow.offline");
  if (error.code === "http.cancelled") return new FollowError("follow.cancelled");
  if (error.code === "http.status") {
    const { status } = error;
    if (status === 404 || status === 410) return new SourceError("source.missing");
    return new SourceError(status === 429 || status === 503 ? "source.busy" : "source.unreachable", {
      cause: error,
    });
  }
  return new SourceError(FINDINGS[error.code] ?? "source.unreachable", { cause: error });
}

function text(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes);
  } catch (error) {
    if (error instanceof BytesError) throw new SourceError("source.malformed");
    throw error;
  }
}

/** The first `width` leaves of a bundle of `whole` leaves. */
function leavesOf(bytes: Uint8Array, whole: number, width: number): readonly Uint8Array[] {
  try {
    return parseBundle(bytes, whole).slice(0, width);
  } catch (error) {
    if (error instanceof MerkleError) throw new SourceError("source.malformed");
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof SourceError && error.code === "source.missing";
}

/** A node or mirror over HTTP, docs/registry-format.md "Served by a node". */
export class HttpSource implements Source {
  readonly name: string;
  readonly #http: Fetcher;
  readonly #options: HttpSourceOptions;

  /** `url` is the log's prefix. */
  constructor(http: Fetcher, url: string, options: HttpSourceOptions = {}) {
    this.#http = http;
    this.name = url.replace(/\/+$/, "");
    this.#options = { ...options, addresses: options.addresses ?? "any" };
  }

  async #get(path: string, maxBytes: number, signal: AbortSignal | undefined): Promise<Uint8Array> {
    try {
      const limits = { ...this.#options, maxBytes, ...(signal === undefined ? {} : { signal }) };
      return (await this.#http.httpGet(`${this.name}/${path}`, limits)).body;
    } catch (error) {
      throw translate(error);
    }
  }

  async checkpoint(signal?: AbortSignal): Promise<string> {
    return text(await this.#get("checkpoint", ANSWER_LIMITS.note, signal));
  }

  genesis(signal?: AbortSignal): Promise<Uint8Array> {
    return this.#get("genesis", ANSWER_LIMITS.leaf, signal);
  }

  /** A server may drop a partial tile once the full one exists (C2SP tlog-tiles, "Partial Tiles"). */
  async tile(tile: TileRef, signal?: AbortSignal): Promise<Uint8Array> {
    const read = async (width: number) => {
      const bytes = await this.#get(tilePath({ ...tile, width }), 32 * width, signal);
      if (bytes.length !== 32 * width) throw new SourceError("source.malformed");
      return bytes.subarray(0, 32 * tile.width);
    };
    return await this.#partialOrFull(tile.width, read);
  }

  async bundle(index: number, width: number, signal?: AbortSignal): Promise<readonly Uint8Array[]> {
    const read = async (whole: number) => {
      const bytes = await this.#get(bundlePath(index, whole), whole * (2 + ANSWER_LIMITS.leaf), signal);
      return leavesOf(bytes, whole, width);
    };
    return await this.#partialOrFull(width, read);
  }

  async #partialOrFull<T>(width: number, read: (width: number) => Promise<T>): Promise<T> {
    try {
      return await read(width);
    } catch (error) {
      if (width === TILE_WIDTH || !isMissing(error)) throw error;
      return await read(TILE_WIDTH);
    }
  }

  async block(height: number | "newest", signal?: AbortSignal): Promise<string> {
    return text(await this.#get(`block/${height}`, ANSWER_LIMITS.proof, signal));
  }

  async epochs(from: number, signal?: AbortSignal): Promise<EpochsAnswer> {
    return parseEpochsAnswer(await this.#get(`epochs/${from}`, ANSWER_LIMITS.epochs, signal));
  }

  async receipt(entryHash: string, signal?: AbortSignal): Promise<string> {
    return text(await this.#get(`receipt/${entryHash}`, ANSWER_LIMITS.receipt, signal));
  }

  async trust(height: number, keys: readonly string[], signal?: AbortSignal): Promise<TrustAnswer> {
    const query = keys.map((key) => `key=${encodeURIComponent(key)}`).join("&");
    return parseTrustAnswer(await this.#get(`trust/${height}?${query}`, ANSWER_LIMITS.trust, signal));
  }

  async status(height: number, office: string, chunk: number, signal?: AbortSignal): Promise<StatusAnswer> {
    const path = `status/${height}/${encodeURIComponent(office)}/${chunk}`;
    return parseStatusAnswer(await this.#get(path, ANSWER_LIMITS.status, signal));
  }

  async submit(entry: Uint8Array, signal?: AbortSignal): Promise<SubmitAnswer> {
    let answer: HttpAnswer;
    try {
      answer = await this.#http.httpPost(`${this.name}/entries`, entry, {
        ...this.#options,
        maxBytes: ANSWER_LIMITS.submit,
        contentType: "application/json",
        // A node knows an entry that it has, and acknowledges it again.
        isRepeatable: true,
        statuses: [202, 422],
        ...(signal === undefined ? {} : { signal }),
      });
    } catch (error) {
      throw translate(error);
    }
    return answer.status === 202 ? parseAccepted(answer.body) : parseRefused(answer.body);
  }

  async entryStatus(hash: string, signal?: AbortSignal): Promise<EntryStatus> {
    return parseEntryStatus(await this.#get(`entries/${hash}`, ANSWER_LIMITS.submit, signal));
  }
}
