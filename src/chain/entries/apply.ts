import { refuse, type Result } from "../../result.ts";
import { type EntryKind, envelopeOf, ruleOf } from "./kinds/table.ts";
import type { Entry } from "./entry.ts";
import { BodyError } from "./error.ts";
import type { ApplyContext } from "./apply-context.ts";
import type { PendingAmendment, RegistryRecord } from "../state/records.ts";
import type { State, Write } from "../state/state.ts";
import type { ViolationCode } from "./kinds/violation.ts";

/** The version of the rules in this folder. */
export const RULES_VERSION = 1;

/** Whether a block may hold only one entry of these kinds together (`authority.one_change`). */
export function changesAuthorities(kind: EntryKind): boolean {
  return envelopeOf(kind)?.changesAuthorities === true;
}

/**
 * Judges one entry in its place and says what it changes, signatures included unless the context
 * trusts them. Pure; never throws for an entry of `parseEntry`. At most one change of authorities a
 * block is the caller's to keep, since only it sees the block.
 */
export function applyEntry(
  state: State,
  entry: Entry,
  context: ApplyContext,
): Result<readonly Write[], ViolationCode> {
  const rule = ruleOf(entry.kind);
  if (rule === undefined) return refuse("block.not_submittable");
  const registry = state.registry();
  if (registry === undefined && entry.kind !== "registry.genesis") return refuse("registry.missing");
  if (registry !== undefined && registry.rules !== RULES_VERSION) return refuse("rules.unsupported");
  try {
    return rule.run(state, entry, context);
  } catch (error) {
    if (error instanceof BodyError) return refuse(error.code);
    throw error;
  }
}

function foldIn(record: RegistryRecord, amendment: PendingAmendment): RegistryRecord {
  const { quorum, rules, engine, log } = amendment;
  return {
    ...record,
    ...(quorum === undefined ? {} : { quorum }),
    ...(rules === undefined ? {} : { rules }),
    ...(engine === undefined ? {} : { engine }),
    ...(log === undefined ? {} : { log: [...record.log, log] }),
  };
}

/**
 * What the end of the block at `height` changes by itself: amendments that begin with the next
 * height take effect, so that the state after a block is what judges the next one and its seal. To
 * be called after a block's last entry, before its roots are taken.
 */
export function endBlock(state: State, height: number): readonly Write[] {
  const registry = state.registry();
  if (registry?.pending === undefined) return [];
  const due = registry.pending.filter(({ from }) => from <= height + 1);
  if (due.length === 0) return [];
  const { pending, ...record } = registry;
  const left = pending.filter(({ from }) => from > height + 1);
  return [
    {
      table: "registry",
      record: { ...due.reduce(foldIn, record), ...(left.length === 0 ? {} : { pending: left }) },
    },
  ];
}
