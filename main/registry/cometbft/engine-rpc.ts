import { toBase64 } from "../../../src/bytes/base64.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { codeOf } from "../../../src/error.ts";
import { parseJsonBytes } from "../../../src/json/parse.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../../src/json/value.ts";
import { LocalHttp } from "../../doors/local-http.ts";
import { CometError } from "./error.ts";

const ANSWER = { maxBytes: 4 << 20, timeoutMs: 10_000 };
const MAX_DEPTH = 16;

/** A transaction that the mempool has, or had: the engine says so as an error. */
function isTaken({ result, error }: JsonObject): boolean {
  if (result !== undefined) return true;
  const data = error !== undefined && isJsonObject(error) ? error["data"] : undefined;
  return typeof data === "string" && data.includes("tx already exists in cache");
}

/** The engine's own calls (CometBFT RPC v0.38), over a socket that only this user can reach. */
export class EngineRpc {
  readonly #http: LocalHttp;

  constructor(socket: string) {
    this.#http = new LocalHttp(socket);
  }

  /**
   * Hands transactions to the mempool, from where all nodes get them. One that is there already, or was,
   * is not taken twice. Resolves with whether each was taken; rejects with `comet.unreachable`.
   */
  async broadcast(transactions: readonly Uint8Array[]): Promise<readonly boolean[]> {
    const calls = transactions.map((transaction, id) => {
      return { jsonrpc: "2.0", id, method: "broadcast_tx_async", params: { tx: toBase64(transaction) } };
    });
    const answer = await this.#ask(calls);
    // One call is answered outside a list, and so is what refuses several at once.
    const answers = Array.isArray(answer) || calls.length > 1 ? answer : [answer];
    if (!Array.isArray(answers)) throw new CometError("comet.unreachable");
    const taken = new Set(
      (answers as readonly JsonValue[]).flatMap((each) =>
        isJsonObject(each) && isTaken(each) ? [each["id"]] : [],
      ),
    );
    return transactions.map((_, id) => taken.has(id));
  }

  /** Height of its newest block, and whether it is still fetching older ones. */
  async status(): Promise<{ readonly height: number; readonly catchingUp: boolean }> {
    const answer = await this.#ask({ jsonrpc: "2.0", id: 1, method: "status", params: {} });
    const result = isJsonObject(answer) ? answer["result"] : undefined;
    const sync = isJsonObject(result) ? result["sync_info"] : undefined;
    if (!isJsonObject(sync)) throw new CometError("comet.unreachable");
    return { height: Number(sync["latest_block_height"]), catchingUp: sync["catching_up"] === true };
  }

  /** A call's result; undefined where the engine refuses it. Rejects with `comet.unreachable`. */
  async call(method: string, params: JsonObject): Promise<JsonObject | undefined> {
    const answer = await this.#ask({ jsonrpc: "2.0", id: 1, method, params });
    if (!isJsonObject(answer as JsonValue)) throw new CometError("comet.unreachable");
    const { result } = answer as JsonObject;
    return result !== undefined && isJsonObject(result) ? result : undefined;
  }

  close(): void {
    this.#http.close();
  }

  async #ask(body: unknown): Promise<unknown> {
    try {
      const answer = await this.#http.post(utf8(JSON.stringify(body)), ANSWER);
      return parseJsonBytes(answer, { maxLength: ANSWER.maxBytes, maxDepth: MAX_DEPTH });
    } catch (cause) {
      if (codeOf(cause) === undefined) throw cause;
      throw new CometError("comet.unreachable", { cause });
    }
  }
}
