import { fromBase64Url, fromBase64UrlOf } from "../../../src/bytes/base64.ts";
import { BytesError } from "../../../src/bytes/error.ts";
import { buildEntry, ZERO_HASH } from "../../../src/chain/entries/entry.ts";
import type { EntryKind } from "../../../src/chain/entries/kinds/table.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { isJsonObject, type JsonObject } from "../../../src/json/value.ts";
import { parseJsonBytes } from "../../../src/json/parse.ts";
import type { Source, SubmitAnswer } from "../../follow/sources/source.ts";
import { readCandidate } from "../../follow/sources/candidate.ts";
import { SourceError } from "../../follow/error.ts";
import { RegistryError } from "../error.ts";
import { homePath, readHome } from "../home/home.ts";
import { readKeyFile } from "../home/key-file.ts";

/** Kinds that one authority decides alone, each with the subject its `after` chain runs on. */
const SUBJECTS: { readonly [kind in EntryKind]?: "office" | "type" } = {
  "office.accredit": "office",
  "office.amend": "office",
  "office.withdraw": "office",
  "type.define": "type",
  "type.amend": "type",
  "type.retire": "type",
};

/** An authority with its entry key at hand. */
export interface AuthorityDesk {
  readonly id: string;
  /** base64url. */
  readonly registry: string;
  /** Whether one authority alone decides entries of that kind. */
  readonly decides: (kind: string) => kind is EntryKind;
  /** Signs an entry on its subject as the node's newest block has it, and submits it. */
  readonly submit: (kind: EntryKind, body: JsonObject, source: Source) => Promise<SubmitAnswer>;
}

/** Of a record of the registry; deeper than any is. */
const MAX_DEPTH = 16;
/** How often to look again when the newest block went on while we looked. */
const ROUNDS = 5;

/** As long as a source could send it: what has grown large must still be amended, or ended. */
function recordIn(leaf: Uint8Array): JsonObject {
  const value = parseJsonBytes(leaf, { maxLength: leaf.length, maxDepth: MAX_DEPTH });
  const record = isJsonObject(value) ? value["record"] : undefined;
  if (!isJsonObject(record)) throw new RegistryError("registry.answer");
  return record;
}

function lastOf({ last }: JsonObject): string {
  try {
    if (typeof last === "string" && fromBase64UrlOf(last, 32).length === 32) return last;
  } catch (error) {
    if (!(error instanceof BytesError)) throw error;
  }
  throw new RegistryError("registry.answer");
}

/**
 * A record (`kind/id`) as the node's newest block has it, and that block's height. Only believed as far
 * as an entry built on a wrong one is refused by every node (`after.stale`), so it needs no proof here.
 */
export async function findRecord(
  source: Source,
  key: string,
  primitives: Pick<Primitives, "sha256">,
): Promise<{ readonly record: JsonObject | undefined; readonly height: number }> {
  for (let round = 1; ; round++) {
    const { height } = readCandidate(await source.block("newest"), primitives).record;
    try {
      const { leaves } = await source.trust(height, [key]);
      const [leaf] = leaves;
      return { record: leaf === undefined ? undefined : recordIn(leaf.leaf), height };
    } catch (error) {
      // The newest block went on in between; a node shows the records of the newest one only.
      const hasMoved = error instanceof SourceError && error.code === "source.missing";
      if (!hasMoved || round === ROUNDS) throw error;
    }
  }
}

/** What the next entry on a subject has to name as the one before it. */
export function afterOf(record: JsonObject | undefined): string {
  return record === undefined ? ZERO_HASH : lastOf(record);
}

/** Reads an authority's home. Throws RegistryError or FileError. */
export function openAuthorityDesk(folder: string, primitives: Pick<Primitives, "sha256">): AuthorityDesk {
  const home = readHome(folder, primitives);
  const { config } = home;
  if (config.role !== "cosigner" && config.role !== "cometbft") throw new RegistryError("registry.config");
  const signer = readKeyFile(homePath(folder, "entryKey"));
  const registryId = fromBase64Url(config.registry);
  return {
    id: config.id,
    registry: config.registry,
    decides: (kind): kind is EntryKind => Object.hasOwn(SUBJECTS, kind),
    submit: async (kind, body, source) => {
      const subject = SUBJECTS[kind];
      const { id } = body;
      if (subject === undefined || typeof id !== "string") throw new RegistryError("registry.not_alone");
      const { record } = await findRecord(source, `${subject}/${id}`, primitives);
      const after = afterOf(record);
      return await source.submit(buildEntry(registryId, { kind, by: config.id, after, body }, [signer]));
    },
  };
}
