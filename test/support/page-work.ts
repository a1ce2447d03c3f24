import { fromBase64Url } from "../../src/bytes/base64.ts";
import { toHex } from "../../src/bytes/hex.ts";
import type { OfficeRecord, TypeRecord } from "../../src/chain/state/records.ts";
import { type Entry, parseEntry } from "../../src/chain/entries/entry.ts";
import { Ledger, registryIdOf } from "../../src/chain/blocks/ledger.ts";
import { CALLS } from "../../src/contract/contract.ts";
import type { Primitives } from "../../src/crypto/ports.ts";
import { codeOf } from "../../src/error.ts";
import { canonicalJson } from "../../src/json/canonical.ts";
import { parseJson } from "../../src/json/parse.ts";
import type { JsonValue } from "../../src/json/value.ts";
import { SmallTree } from "../../src/merkle/small-tree.ts";
import { leafHash } from "../../src/merkle/hash.ts";
import { verifySeal } from "../../src/note/seal.ts";
import { parseQuery } from "../../src/presentation/query.ts";
import type { Anchoring, Moment, RegistryView, StatusFinding } from "../../src/trust/registry-view.ts";
import type { Verdict } from "../../src/verdict/verdict.ts";
import { verify, type VerifyInput } from "../../src/verdict/verify.ts";

/** What Node and the page both compute with `src/`, from one JSON text and to one: bytes are base64url. */

/** A registry as far as it bears on one verdict. */
export interface WorkRegistry {
  readonly id: string;
  readonly age: Moment;
  readonly offices: readonly OfficeRecord[];
  readonly types: readonly TypeRecord[];
  readonly anchoring: Anchoring;
  readonly status: StatusFinding;
}

export interface WorkInput {
  /** JSON texts by name. */
  readonly texts: { readonly [name: string]: string };
  /** Each a whole block 0: entries, then its record; `good` is the one whose parts are shown. */
  readonly blocks: { readonly good: readonly string[]; readonly [name: string]: readonly string[] };
  readonly seals: { readonly [name: string]: string };
  readonly registry: WorkRegistry;
  readonly now: number;
  readonly presentations: { readonly [name: string]: VerifyInput };
  readonly query: JsonValue;
  readonly args: JsonValue;
}

export type BlockFinding = { readonly root: string; readonly size: number; readonly writes: number } | string;

export interface WorkOutput {
  readonly canonical: { readonly [name: string]: string };
  /** Hex. */
  readonly root: string;
  readonly entries: readonly Entry[];
  /** As the ledger works it out: hex root, size, and how many rows it writes; or the code of its refusal. */
  readonly blocks: { readonly [name: string]: BlockFinding };
  /** Ids of who cosigned, or the code of the refusal. */
  readonly seals: { readonly [name: string]: readonly string[] | string };
  readonly verdicts: { readonly [name: string]: Verdict };
  readonly query: unknown;
  /** Whether the contract takes the arguments, and takes them with a member too many. */
  readonly args: { readonly given: boolean; readonly widened: boolean };
}

function viewOf(registry: WorkRegistry): RegistryView {
  return {
    id: registry.id,
    age: () => registry.age,
    alarm: () => undefined,
    office: (id) => registry.offices.find((office) => office.id === id) ?? "absent",
    typeByVct: (vct) => registry.types.find((type) => type.vct === vct) ?? "absent",
    anchored: () => registry.anchoring,
    status: () => registry.status,
  };
}

function mapValues<From, To>(
  from: { readonly [name: string]: From },
  change: (value: From) => To,
): { readonly [name: string]: To } {
  return Object.fromEntries(Object.entries(from).map(([name, value]) => [name, change(value)]));
}

function judgeBlock(leaves: readonly Uint8Array[], ledger: Ledger): BlockFinding {
  const checked = ledger.check(leaves);
  if (!checked.ok) return checked.code;
  const { root, size, writes } = checked.value;
  return { root: toHex(root), size, writes: writes.length };
}

function judgeSeal(seal: string, ledger: Ledger, primitives: Primitives): readonly string[] | string {
  try {
    return verifySeal(seal, ledger.sealPolicy(), primitives).cosigners.map(({ id }) => id);
  } catch (error) {
    return codeOf(error) ?? "unknown";
  }
}

export function work(input: WorkInput, primitives: Primitives): WorkOutput {
  const leavesOf = (block: readonly string[]) => block.map((leaf) => fromBase64Url(leaf));
  const leaves = leavesOf(input.blocks.good);
  const genesis = leaves[0] as Uint8Array;
  const ledger = new Ledger(registryIdOf(genesis, primitives), primitives, { genesis });
  const view = viewOf(input.registry);
  const { args } = CALLS["present.answer"];
  return {
    canonical: mapValues(input.texts, (text) => canonicalJson(parseJson(text))),
    root: toHex(new SmallTree(leaves.map((leaf) => leafHash(leaf, primitives.sha256))).root()),
    entries: leaves.slice(0, -1).map(parseEntry),
    blocks: mapValues(input.blocks, (block) => judgeBlock(leavesOf(block), ledger)),
    seals: mapValues(input.seals, (seal) => judgeSeal(seal, ledger, primitives)),
    verdicts: mapValues(input.presentations, (one) => verify(one, view, primitives, input.now)),
    query: parseQuery(input.query),
    args: {
      given: args.safeParse(input.args).success,
      widened: args.safeParse({ ...(input.args as object), more: 1 }).success,
    },
  };
}
