import { setTimeout as sleep } from "node:timers/promises";
import { addEntrySignature, buildEntry } from "../../../src/chain/entries/entry.ts";
import type { EntryKind } from "../../../src/chain/entries/kinds/table.ts";
import type { Ed25519Signer, Primitives } from "../../../src/crypto/ports.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { refuse, ok, type Result } from "../../../src/result.ts";
import type { Source } from "../../follow/sources/source.ts";
import { afterOf, findRecord } from "./authority-desk.ts";
import { RegistryError } from "../error.ts";

const LOOK_MS = 50;
const SEAL_MS = 120_000;

/** The record that an entry of this kind is about; undefined where one authority decides, or an office. */
export function subjectOfQuorum(kind: EntryKind, body: JsonObject): string | undefined {
  if (kind === "registry.amend") return "registry/registry";
  const { id } = body;
  return kind.startsWith("authority.") && typeof id === "string" ? `authority/${id}` : undefined;
}

export interface QuorumDeskOptions {
  readonly registryId: Uint8Array;
  readonly source: Source;
  /** Entry keys of as many authorities as the registry's quorum asks for. */
  readonly signers: readonly Ed25519Signer[];
  readonly primitives: Pick<Primitives, "sha256">;
}

/** Authorities at one table: what they decide together is signed by each and submitted. */
export class QuorumDesk {
  readonly #options: QuorumDeskOptions;

  constructor(options: QuorumDeskOptions) {
    this.#options = options;
  }

  /** As `findRecord`. */
  async record(key: string): Promise<{ readonly record: JsonObject | undefined; readonly height: number }> {
    return await findRecord(this.#options.source, key, this.#options.primitives);
  }

  /**
   * Resolves with the entry's hash when it is sealed, with the code of the rule that refuses it else.
   * Throws `registry.not_alone` for a kind that no quorum decides, `registry.upstream` when it is not
   * sealed in time, or SourceError.
   */
  async decide(kind: EntryKind, body: JsonObject): Promise<Result<string, string>> {
    const { registryId, source, signers } = this.#options;
    const subject = subjectOfQuorum(kind, body);
    const [first, ...others] = signers;
    if (subject === undefined || first === undefined) throw new RegistryError("registry.not_alone");
    const { record } = await this.record(subject);
    const unsigned = { kind, by: "quorum", after: afterOf(record), body } as const;
    const leaf = others.reduce(
      (entry: Uint8Array, signer) => addEntrySignature(registryId, entry, signer),
      buildEntry(registryId, unsigned, [first]),
    );
    const answer = await source.submit(leaf);
    return answer.state === "accepted" ? await this.#sealed(answer.hash) : refuse(answer.code);
  }

  async #sealed(hash: string): Promise<Result<string, string>> {
    const end = performance.now() + SEAL_MS;
    while (performance.now() < end) {
      const { state, code } = await this.#options.source.entryStatus(hash);
      if (state === "sealed") return ok(hash);
      if (state === "refused") return refuse(code ?? "registry.answer");
      await sleep(LOOK_MS);
    }
    throw new RegistryError("registry.upstream");
  }
}
