import type { AuthorityRecord, LangMap } from "../../../src/chain/state/records.ts";
import type { DataAge } from "../../../src/verdict/verdict.ts";
import type { RegistryView as RegistryStatusView, SyncView } from "../../../src/contract/views.ts";
import type { Seal } from "../../../src/note/seal.ts";
import type { RegistryView } from "../../../src/trust/registry-view.ts";
import type { SyncOutcome } from "../../follow/follower.ts";
import type { Journal } from "../../follow/journal.ts";
import type { SourcePool } from "../../follow/sources/source-pool.ts";

interface StatusParts {
  readonly mode: "full" | "light";
  readonly view: RegistryView;
  readonly journal: Journal;
  readonly pool: SourcePool;
  readonly size: number;
  readonly name: LangMap | undefined;
  readonly authorities: readonly AuthorityRecord[];
  readonly quorum: number;
  readonly seal: Seal | undefined;
  readonly now: number;
}

export function ageOf(view: RegistryView, now: number): DataAge | undefined {
  const moment = view.age();
  return moment === undefined ? undefined : { ...moment, seconds: Math.max(0, now - moment.time) };
}

/** What a person sees of their copy of the registry. */
export function viewStatus(parts: StatusParts): RegistryStatusView {
  const { view, journal, pool, seal, name } = parts;
  const cosigned = new Set(seal?.cosigners.map(({ id }) => id));
  const age = ageOf(view, parts.now);
  const alarm = view.alarm();
  return {
    id: view.id,
    mode: parts.mode,
    size: parts.size,
    quorum: parts.quorum,
    authorities: parts.authorities.map((each) => ({
      id: each.id,
      name: each.name,
      cosigned: cosigned.has(each.id),
    })),
    sources: pool.health().map(({ source, state }) => ({ url: source.name, state })),
    findings: journal.findings().map(({ code, source, at, place }) => ({ code, source, at, place })),
    ...(name === undefined ? {} : { name }),
    ...(age === undefined ? {} : { age }),
    ...(alarm === undefined ? {} : { alarm }),
  };
}

export function viewSync(outcome: SyncOutcome, now: number): SyncView {
  const { height, size, age, newBlocks, findings, alarm } = outcome;
  return {
    height,
    size,
    age: { ...age, seconds: Math.max(0, now - age.time) },
    newBlocks,
    findings: findings.map(({ code, source, at, place }) => ({ code, source, at, place })),
    ...(alarm === undefined ? {} : { alarm }),
  };
}
