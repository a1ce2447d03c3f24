import { fromBase64UrlOf } from "../../../src/bytes/base64.ts";
import { fromUtf8 } from "../../../src/bytes/bytes.ts";
import { parseBundle } from "../../../src/merkle/bundle.ts";
import type { TileRef } from "../../../src/merkle/tile.ts";
import type { ServerResponseParts } from "../../doors/http-server.ts";
import { parseEpochsAnswer, parseStatusAnswer, parseTrustAnswer } from "../../follow/sources/answers.ts";
import { SourceError } from "../../follow/error.ts";
import type {
  EntryStatus,
  EpochsAnswer,
  Source,
  StatusAnswer,
  SubmitAnswer,
  TrustAnswer,
} from "../../follow/sources/source.ts";
import {
  answerBlock,
  answerCheckpoint,
  answerEpochs,
  answerReceipt,
  answerStatus,
  answerTile,
  answerTrust,
} from "../../registry/http/answers.ts";
import type { ServedChain } from "../../registry/home/chain-copy.ts";

/** What such a node serves. */
export interface LocalRegistry {
  readonly genesis: Uint8Array;
  readonly chain: ServedChain;
}

function text({ body }: ServerResponseParts): string {
  return fromUtf8(body);
}

/** A node in this very process: its answers, without the HTTP between. It takes no entries. */
export class LocalSource implements Source {
  readonly name: string;
  readonly #registry: LocalRegistry;

  constructor(registry: LocalRegistry, name = "in process") {
    this.#registry = registry;
    this.name = name;
  }

  async checkpoint(): Promise<string> {
    return text(answerCheckpoint(this.#registry.chain));
  }

  async genesis(): Promise<Uint8Array> {
    return this.#registry.genesis;
  }

  async tile(tile: TileRef): Promise<Uint8Array> {
    return answerTile(this.#registry.chain, { kind: "tile", tile }).body;
  }

  async bundle(index: number, width: number): Promise<readonly Uint8Array[]> {
    return parseBundle(answerTile(this.#registry.chain, { kind: "bundle", index, width }).body, width);
  }

  async block(height: number | "newest"): Promise<string> {
    return text(answerBlock(this.#registry.chain, height));
  }

  async epochs(from: number): Promise<EpochsAnswer> {
    return parseEpochsAnswer(answerEpochs(this.#registry.chain, from).body);
  }

  async receipt(entryHash: string): Promise<string> {
    return text(answerReceipt(this.#registry.chain, fromBase64UrlOf(entryHash, 32)));
  }

  async trust(height: number, keys: readonly string[]): Promise<TrustAnswer> {
    const query = keys.map((key) => ["key", key] as const);
    return parseTrustAnswer(answerTrust(this.#registry.chain, height, query).body);
  }

  async status(height: number, office: string, chunk: number): Promise<StatusAnswer> {
    return parseStatusAnswer(answerStatus(this.#registry.chain, height, office, chunk).body);
  }

  async submit(): Promise<SubmitAnswer> {
    throw new SourceError("source.missing");
  }

  async entryStatus(): Promise<EntryStatus> {
    throw new SourceError("source.missing");
  }
}
