import { z } from "zod";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { JsonError } from "../../../src/json/error.ts";
import { parseJsonBytes } from "../../../src/json/parse.ts";
import { isJsonObject, type JsonValue } from "../../../src/json/value.ts";
import type { HttpAnswer, HttpRequestOptions } from "../../doors/http-client.ts";
import { HttpError } from "../../doors/http-error.ts";
import { ANSWER_LIMITS } from "../sources/answers.ts";
import { type Fetcher, HttpSource } from "../sources/http-source.ts";
import { BundleError } from "./error.ts";
import { TarFile } from "./tar-file.ts";

export const BUNDLE_MODES = ["light", "full", "audit"] as const;
export type BundleMode = (typeof BUNDLE_MODES)[number];

/** What a bundle says of itself; nothing of it is believed. */
export interface BundleHead {
  readonly registry: string;
  /** `audit`: every signature is to be verified when it is taken in. */
  readonly mode: BundleMode;
  readonly height: number;
  readonly size: number;
}

/** Name of the head's file in the tar, and of its form. */
export const HEAD_FILE = "bundle.json";
export const BUNDLE_FORMAT = "sealfolio-bundle/1";

const head = z.strictObject({
  format: z.literal(BUNDLE_FORMAT),
  registry: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  mode: z.enum(BUNDLE_MODES),
  height: z.int().min(0),
  size: z.int().min(2),
});

function parse(bytes: Uint8Array, maxLength: number): JsonValue | undefined {
  try {
    return parseJsonBytes(bytes, { maxLength, maxDepth: 8 });
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
}

function readHead(tar: TarFile): BundleHead {
  const bytes = (tar.size(HEAD_FILE) ?? 0) > 4096 ? undefined : tar.read(HEAD_FILE);
  const parsed = bytes === undefined ? undefined : head.safeParse(parse(bytes, 4096));
  if (parsed?.success !== true) throw new BundleError("bundle.syntax");
  const { registry, mode, height, size } = parsed.data;
  return { registry, mode, height, size };
}

/** Joins what the tar has of a question for several trust records, one a file, as a node would answer it. */
function answerTrust(tar: TarFile, path: string, query: string): Uint8Array | undefined {
  const leaves: JsonValue[] = [];
  let frame: { readonly height: JsonValue; readonly count: JsonValue } | undefined;
  for (const part of ["", ...query.split("&")]) {
    const key = part === "" ? "registry/registry" : decodeURIComponent(part.slice(part.indexOf("=") + 1));
    const bytes = tar.read(`${path}/${key}`);
    const answer = bytes === undefined ? undefined : parse(bytes, ANSWER_LIMITS.trust);
    if (answer === undefined || !isJsonObject(answer)) continue;
    const { height, count, leaves: found } = answer;
    if (height === undefined || count === undefined || !Array.isArray(found)) continue;
    frame ??= { height, count };
    if (part !== "") leaves.push(...(found as readonly JsonValue[]));
  }
  return frame === undefined ? undefined : utf8(JSON.stringify({ ...frame, leaves }));
}

/** Answers as a node does, out of a file. */
class BundleFetcher implements Fetcher {
  readonly #tar: TarFile;
  readonly #prefix: string;

  constructor(tar: TarFile, prefix: string) {
    this.#tar = tar;
    this.#prefix = prefix;
  }

  async httpGet(url: string, { maxBytes, signal }: HttpRequestOptions): Promise<HttpAnswer> {
    if (signal?.aborted === true) throw new HttpError("http.cancelled");
    const [path = "", query] = url.slice(this.#prefix.length + 1).split("?", 2);
    // Lets whoever waits for progress or a way to cancel have their turn.
    await new Promise<void>((done) => {
      setImmediate(done);
    });
    const body = query === undefined ? this.#tar.read(path) : answerTrust(this.#tar, path, query);
    if (body === undefined) throw new HttpError("http.status", { status: 404 });
    if (body.length > maxBytes) throw new HttpError("http.too_large");
    return { status: 200, body, contentType: "" };
  }

  httpPost(): Promise<HttpAnswer> {
    return Promise.reject(new HttpError("http.status", { status: 404 }));
  }
}

export interface OpenBundle {
  readonly head: BundleHead;
  /** What is in it, for the same code that reads the network. */
  readonly source: HttpSource;
  close(): void;
}

/** `name` is shown where a source is named. Throws FileError or `bundle.syntax`. */
export function openBundle(path: string, name = "bundle"): OpenBundle {
  const tar = new TarFile(path);
  try {
    return {
      head: readHead(tar),
      source: new HttpSource(new BundleFetcher(tar, name), name),
      close: () => tar.close(),
    };
  } catch (error) {
    tar.close();
    throw error;
  }
}
