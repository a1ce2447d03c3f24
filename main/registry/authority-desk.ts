import { fromBase64Url, fromBase64UrlOf } from "../../src/bytes/base64.ts";
import { BytesError } from "../../src/bytes/error.ts";
import { fromUtf8 } from "../../src/bytes/bytes.ts";
import { buildEntry, type EntryKind, ZERO_HASH } from "../../src/chain/entries/entry.ts";
import type { Primitives } from "../../src/crypto/ports.ts";
import { isJsonObject, type JsonObject } from "../../src/json/value.ts";
import { parseJson } from "../../src/json/parse.ts";
import type { Source, SubmitAnswer } from "../follow/source.ts";
import { readCandidate } from "../follow/candidate.ts";
import { SourceError } from "../follow/error.ts";
import { RegistryError } from "./error.ts";
import { homePath, readHome } from "./home.ts";
import { readKeyFile } from "./key-file.ts";

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

/** How often to look again when the newest block went on while we looked. */
const ROUNDS = 5;

function lastOf(leaf: Uint8Array): string {
  const value = parseJson(fromUtf8(leaf));
  const record = isJsonObject(value) ? value["record"] : undefined;
  const last = isJsonObject(record) ? record["last"] : undefined;
  try {
    if (typeof last === "string" && fromBase64UrlOf(last, 32).length === 32) return last;
  } catch (error) {
    if (!(error instanceof BytesError)) throw error;
  }
  throw new RegistryError("registry.answer");
}

/**
 * The newest entry on a subject. It is only believed as far as a wrong one is refused by every node
 * (`after.stale`), so it needs no proof here.
 */
async function findLast(
  source: Source,
  key: string,
  primitives: Pick<Primitives, "sha256">,
): Promise<string> {
  for (let round = 1; ; round++) {
    const { record } = readCandidate(await source.block("newest"), primitives);
    try {
      const { leaves } = await source.trust(record.height, [key]);
      const [leaf] = leaves;
      return leaf === undefined ? ZERO_HASH : lastOf(leaf.leaf);
    } catch (error) {
      // The newest block went on in between; a node shows the records of the newest one only.
      const hasMoved = error instanceof SourceError && error.code === "source.missing";
      if (!hasMoved || round === ROUNDS) throw error;
    }
  }
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
      const after = await findLast(source, `${subject}/${id}`, primitives);
      return await source.submit(buildEntry(registryId, { kind, by: config.id, after, body }, [signer]));
    },
  };
}
