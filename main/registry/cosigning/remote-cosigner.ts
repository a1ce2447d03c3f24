import { fromUtf8 } from "../../../src/bytes/bytes.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { CodedError } from "../../../src/error.ts";
import { JsonError } from "../../../src/json/error.ts";
import { parseJsonBytes } from "../../../src/json/parse.ts";
import { isJsonObject } from "../../../src/json/value.ts";
import { leafHash, nodeHash } from "../../../src/merkle/hash.ts";
import { type HashAt, proveConsistency } from "../../../src/merkle/proof.ts";
import { proveSubtree } from "../../../src/merkle/subtree.ts";
import { TILE_WIDTH } from "../../../src/merkle/tile.ts";
import { parseCheckpoint } from "../../../src/note/checkpoint.ts";
import { cosignerName } from "../../../src/note/keys.ts";
import { parseNote } from "../../../src/note/note.ts";
import type { HttpAnswer, HttpClient } from "../../doors/http-client.ts";
import { HttpError } from "../../doors/http-error.ts";
import type { LogStore } from "../../log/log-store.ts";
import type { CosignAnswer, CosignerPort, CosignRefusal, Proposal } from "./cosigner-port.ts";
import {
  formatAddCheckpoint,
  formatAddEntries,
  formatPackage,
  packageRanges,
  parseMirrorInfo,
  parseSizeLine,
} from "./mirror-wire.ts";

export interface RemoteCosignerOptions {
  /** Authority id. */
  readonly id: string;
  /** Submission prefix of C2SP tlog-mirror. */
  readonly url: string;
  readonly origin: string;
  readonly http: HttpClient;
  /** The log whose blocks are cosigned. */
  readonly store: LogStore;
  readonly primitives: Primitives;
  readonly timeoutMs?: number;
}

const STATUSES = [200, 202, 400, 403, 404, 409, 413, 422, 429, 503];
const MAX_ANSWER = 64 * 1024;
/** tlog-mirror: at most 32 packages a request; the bytes are what our cosigner takes. */
const MAX_PACKAGES = 32;
const MAX_BODY = 7 << 20;
/** Uploads of one block at most, so that a cosigner that never gets on is given up. */
const MAX_ROUNDS = 16;

function refusal(code: CosignRefusal, size?: number): CosignAnswer {
  return size === undefined ? { ok: false, code } : { ok: false, code, size };
}

/** Subtrees of the stored log with further leaves behind it. */
function extend(store: LogStore, tail: readonly Uint8Array[], primitives: Primitives): HashAt {
  const stored = store.hashAt();
  const at: HashAt = (level, index) => {
    if ((index + 1) * 2 ** level <= store.size) return stored(level, index);
    if (level === 0) return tail[index - store.size] as Uint8Array;
    return nodeHash(at(level - 1, 2 * index), at(level - 1, 2 * index + 1), primitives.sha256);
  };
  return at;
}

/** What is asked for, with what the proofs in it come from. */
interface Upload {
  readonly proposal: Proposal;
  readonly size: number;
  readonly at: HashAt;
}

function codeIn(answer: HttpAnswer): string | undefined {
  try {
    const value = parseJsonBytes(answer.body, { maxLength: 1024, maxDepth: 2 });
    const code = isJsonObject(value) ? value["code"] : undefined;
    return typeof code === "string" && /^[a-z_.]{1,64}$/.test(code) ? code : undefined;
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
}

/** A cosigner that is a process of its own, reached as a C2SP tlog-mirror. */
export class RemoteCosigner implements CosignerPort {
  readonly id: string;
  readonly #options: RemoteCosignerOptions;
  readonly #closing = new AbortController();
  /** Leaves of its copy, as far as it has told. */
  #known: number | undefined;

  constructor(options: RemoteCosignerOptions) {
    this.id = options.id;
    this.#options = options;
  }

  async cosign(proposal: Proposal): Promise<CosignAnswer> {
    try {
      const { store, primitives } = this.#options;
      const { size } = parseCheckpoint(parseNote(proposal.checkpoint).text);
      const { first, leaves } = proposal;
      if (size > store.size && first + leaves.length !== size) return refusal("cosigner.size");
      const tail = first < store.size ? [] : leaves;
      const hashes = tail.map((leaf) => leafHash(leaf, primitives.sha256));
      return await this.#upload({ proposal, size, at: extend(store, hashes, primitives) });
    } catch (error) {
      if (error instanceof HttpError) {
        // What it holds may have changed since; it is asked anew next time.
        this.#known = undefined;
        return refusal(error.code === "http.too_large" ? "cosigner.malformed" : "cosigner.unreachable");
      }
      if (error instanceof CodedError) return refusal("cosigner.malformed");
      throw error;
    }
  }

  close(): Promise<void> {
    this.#closing.abort();
    return Promise.resolve();
  }

  async #upload(upload: Upload): Promise<CosignAnswer> {
    const refused = await this.#announce(upload);
    if (refused !== undefined) return refused;
    let start = upload.proposal.first;
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const answer = await this.#post(
        "add-entries",
        this.#entriesBody(upload, start),
        "application/octet-stream",
      );
      if (answer.status === 200) {
        this.#known = upload.size;
        return this.#findLine(answer);
      }
      if (answer.status !== 202 && answer.status !== 409) return this.#refusalOf(answer);
      const info = parseMirrorInfo(answer.body);
      if (info.size !== upload.size || info.next < start) return refusal("cosigner.busy");
      start = info.next;
    }
    return refusal("cosigner.malformed");
  }

  /** Sends the checkpoint; undefined once it is held, or else the answer. */
  async #announce({ proposal, size, at }: Upload): Promise<CosignAnswer | undefined> {
    const { primitives } = this.#options;
    let old = this.#known ?? proposal.first;
    for (let attempt = 0; attempt < 2; attempt++) {
      if (old < proposal.first) return refusal("cosigner.behind", old);
      if (old > size) return refusal("cosigner.rollback", old);
      const proof = proveConsistency(old, size, at, primitives.sha256);
      const body = formatAddCheckpoint({ old, proof, checkpoint: proposal.checkpoint });
      const answer = await this.#post("add-checkpoint", body, "text/plain");
      if (answer.status === 200) return undefined;
      this.#known = undefined;
      if (answer.status !== 409) return this.#refusalOf(answer);
      old = parseSizeLine(answer.body);
    }
    return old < proposal.first ? refusal("cosigner.behind", old) : refusal("cosigner.busy");
  }

  #entriesBody({ proposal, size, at }: Upload, start: number): Uint8Array {
    const { origin, primitives } = this.#options;
    const packages = [];
    let bytes = 0;
    for (const { from, to } of packageRanges(start, size)) {
      const entries = proposal.leaves.slice(from - proposal.first, to - proposal.first);
      const first = from - (from % TILE_WIDTH);
      const proof = proveSubtree(first, to, size, at, primitives.sha256);
      bytes += formatPackage({ entries, proof }).length;
      if (packages.length === MAX_PACKAGES || (bytes > MAX_BODY && packages.length > 0)) break;
      packages.push({ entries, proof });
    }
    return formatAddEntries({ origin, start, end: size, ticket: new Uint8Array(0) }, packages);
  }

  /** Lines of other cosigners are ignored; what the line is worth is the asker's to verify. */
  #findLine(answer: HttpAnswer): CosignAnswer {
    const name = cosignerName(this.#options.origin, this.id);
    const line = fromUtf8(answer.body)
      .split("\n", 64)
      .find((each) => each.startsWith(`\u2014 ${name} `));
    return line === undefined ? refusal("cosigner.malformed") : { ok: true, line: `${line}\n` };
  }

  #refusalOf(answer: HttpAnswer): CosignAnswer {
    this.#known = undefined;
    if (answer.status === 429) return refusal("cosigner.busy");
    const code = codeIn(answer);
    return code === undefined ? refusal("cosigner.malformed") : { ok: false, code };
  }

  async #post(path: string, body: Uint8Array, contentType: string): Promise<HttpAnswer> {
    const { http, url, timeoutMs } = this.#options;
    return await http.httpPost(`${url.replace(/\/$/, "")}/${path}`, body, {
      contentType,
      maxBytes: MAX_ANSWER,
      timeoutMs: timeoutMs ?? 20_000,
      addresses: "any",
      statuses: STATUSES,
      signal: this.#closing.signal,
    });
  }
}
