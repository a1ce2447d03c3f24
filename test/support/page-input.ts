import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { toBase64Url } from "../../src/bytes/base64.ts";
import { type BlockDraft, Ledger } from "../../src/chain/blocks/ledger.ts";
import { STATUS } from "../../src/chain/state/records.ts";
import type { JsonValue } from "../../src/json/value.ts";
import { formatCheckpoint } from "../../src/note/checkpoint.ts";
import type { VerifyInput } from "../../src/verdict/verify.ts";
import { sealBody } from "./follow-world.ts";
import type { WorkInput } from "./page-work.ts";
import { START } from "./registry-kit.ts";
import { standardRegistry } from "./standard-registry.ts";
import {
  AGE,
  BANK,
  NOW,
  OFFICE,
  present,
  QUERY,
  QUERY_ID,
  REGISTRY,
  REQUEST,
  SEALED,
  signerOf,
  TYPE,
} from "./verdict-world.ts";

/** What the page gets to work on, made in Node: a sealed block and presentations, each sound and forged. */

const JCS = join(import.meta.dirname, "../vectors/jcs/testdata");
const NAMES = ["arrays", "french", "structures", "unicode", "values", "weird"];
/** The JCS vectors of a folder, by name. */
export const readJcs = (folder: string): { readonly [name: string]: string } =>
  Object.fromEntries(NAMES.map((name) => [name, readFileSync(join(JCS, folder, `${name}.json`), "utf8")]));

/** The leaf with another first letter in its first signature. */
function forge(leaf: Uint8Array): Uint8Array {
  const text = Buffer.from(leaf).toString("utf8");
  return Buffer.from(text.replace(/"sig":"(.)/, (_, first) => `"sig":"${first === "A" ? "B" : "A"}`));
}

export const world = standardRegistry();
const ledger = new Ledger(world.kit.registryId, nodePrimitives, { genesis: world.kit.genesis });
export const ids = world.kit.authorities.map(({ id }) => id);

function draftBlock(): BlockDraft {
  const { draft } = ledger.draft(world.leaves, START);
  assert.ok(draft);
  return draft;
}
export const draft = draftBlock();

function makeSeal(): string {
  const { origin } = ledger.sealPolicy();
  return sealBody(world.kit, formatCheckpoint({ origin, size: draft.size, root: draft.root }), ids, START);
}

const presented = (presentation: string): VerifyInput => ({
  documents: [{ presentation, query: QUERY_ID }],
  request: REQUEST,
});

export function makeInput(): WorkInput {
  const seal = makeSeal();
  const forged = draft.leaves.map((leaf, i) => (i === 4 ? forge(leaf) : leaf));
  return {
    texts: readJcs("input"),
    blocks: { good: draft.leaves.map(toBase64Url), forged: forged.map(toBase64Url) },
    seals: { good: seal, moved: seal.replace(`\n${draft.size}\n`, `\n${draft.size + 1}\n`) },
    registry: {
      id: REGISTRY,
      age: AGE,
      offices: [OFFICE, BANK],
      types: [TYPE],
      anchoring: SEALED,
      status: { state: "known", status: STATUS.valid },
    },
    now: NOW,
    presentations: {
      good: presented(present()),
      anothersKey: presented(present({ holder: signerOf(9) })),
      garbage: presented("~"),
    },
    query: QUERY as unknown as JsonValue,
    args: {
      request: "r",
      answers: [{ query: QUERY_ID, credential: "1", approved: [["age_over_18"]] }],
      despiteWarnings: false,
    },
  };
}
