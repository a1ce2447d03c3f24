import { fromUtf8 } from "../../../src/bytes/bytes.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { CodedError } from "../../../src/error.ts";
import { proveConsistency } from "../../../src/merkle/proof.ts";
import { parseCheckpoint } from "../../../src/note/checkpoint.ts";
import { verifyCosignatureLine } from "../../../src/note/cosignature.ts";
import type { VerifierKey } from "../../../src/note/keys.ts";
import { parseNote } from "../../../src/note/note.ts";
import type { HttpAnswer, HttpClient } from "../../doors/http-client.ts";
import { HttpError } from "../../doors/http-error.ts";
import type { LogStore } from "../../log/log-store.ts";
import type { CosignAnswer, CosignRefusal } from "./cosigner-port.ts";
import { formatAddCheckpoint, parseSizeLine } from "./mirror-wire.ts";

export interface WitnessClientOptions {
  /** Type 0x04. */
  readonly key: VerifierKey;
  /** Submission prefix of C2SP tlog-witness, without a slash at its end. */
  readonly url: string;
  readonly http: HttpClient;
  readonly store: LogStore;
  readonly primitives: Primitives;
  readonly timeoutMs?: number;
}

const STATUSES = [200, 400, 403, 404, 409, 413, 422, 429, 500, 503];
const MAX_ANSWER = 16 * 1024;

function refusal(code: CosignRefusal): CosignAnswer {
  return { ok: false, code };
}

/** C2SP tlog-witness "add-checkpoint", as the client of one witness from outside the registry. */
export class WitnessClient {
  readonly key: VerifierKey;
  readonly #options: WitnessClientOptions;
  /** Size of the tree that the witness has, as far as it has told. */
  #known = 0;

  constructor(options: WitnessClientOptions) {
    this.key = options.key;
    this.#options = options;
  }

  /** Asks for a cosignature on a checkpoint of the stored log that the log has signed. Never throws. */
  async cosign(checkpoint: string, signal: AbortSignal): Promise<CosignAnswer> {
    try {
      const answer = await this.#ask(checkpoint, signal);
      if (answer.status !== 409) return this.#read(checkpoint, answer);
      const known = parseSizeLine(answer.body);
      // It saw more than there is: the log was put back, or somebody else writes in its name.
      if (known > parseCheckpoint(parseNote(checkpoint).text).size) return refusal("cosigner.rollback");
      this.#known = known;
      return this.#read(checkpoint, await this.#ask(checkpoint, signal));
    } catch (error) {
      if (error instanceof HttpError) return refusal("cosigner.unreachable");
      if (error instanceof CodedError) return refusal("cosigner.malformed");
      throw error;
    }
  }

  async #ask(checkpoint: string, signal: AbortSignal): Promise<HttpAnswer> {
    const { store, primitives, http, url, timeoutMs } = this.#options;
    const { size } = parseCheckpoint(parseNote(checkpoint).text);
    const old = this.#known <= size ? this.#known : 0;
    const proof = proveConsistency(old, size, store.hashAt(size), primitives.sha256);
    return await http.httpPost(`${url}/add-checkpoint`, formatAddCheckpoint({ old, proof, checkpoint }), {
      contentType: "text/plain",
      maxBytes: MAX_ANSWER,
      timeoutMs: timeoutMs ?? 20_000,
      addresses: "any",
      statuses: STATUSES,
      signal,
    });
  }

  #read(checkpoint: string, answer: HttpAnswer): CosignAnswer {
    if (answer.status === 422) return refusal("cosigner.fork");
    if (answer.status !== 200) return refusal(answer.status === 429 ? "cosigner.busy" : "cosigner.malformed");
    const { name } = this.key;
    const line = fromUtf8(answer.body)
      .split("\n", 64)
      .find((each) => each.startsWith(`\u2014 ${name} `));
    if (line === undefined) return refusal("cosigner.malformed");
    const { text } = parseNote(checkpoint);
    verifyCosignatureLine(text, `${line}\n`, this.key, this.#options.primitives);
    this.#known = parseCheckpoint(text).size;
    return { ok: true, line: `${line}\n` };
  }
}
