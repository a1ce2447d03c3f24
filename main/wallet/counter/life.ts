import { type CredentialRecord, STATUS, type Status } from "../../../src/chain/state/records.ts";
import type { State } from "../../../src/chain/state/state.ts";
import type { LifeStepView } from "../../../src/contract/paper-views.ts";
import type { Verdict } from "../../../src/verdict/verdict.ts";
import type { Session } from "../session.ts";

/** Steps that are followed each way. */
const MOST = 128;

const STATES: { readonly [status in Status]: LifeStepView["state"] } = {
  [STATUS.valid]: "valid",
  [STATUS.invalid]: "revoked",
  [STATUS.suspended]: "suspended",
  [STATUS.replaced]: "replaced",
};

function follow(state: State, from: CredentialRecord, to: "predecessor" | "successor"): CredentialRecord[] {
  const found: CredentialRecord[] = [];
  let next = from[to];
  while (next !== undefined && found.length < MOST) {
    const record = state.credential(next);
    if (record === undefined) break;
    found.push(record);
    next = record[to];
  }
  return found;
}

function viewStep(
  state: State,
  record: CredentialRecord,
  before: CredentialRecord | undefined,
  isShown: boolean,
): LifeStepView {
  const { commitment, office, issued, withoutConsent, status } = record;
  const reason = before?.changed?.reason;
  return {
    commitment,
    office: state.office(office)?.name ?? { en: office },
    time: issued.time,
    height: issued.height,
    state: STATES[status],
    ...(reason === undefined ? {} : { reason }),
    ...(withoutConsent === undefined ? {} : { withoutConsent: true }),
    ...(isShown ? { isShown: true } : {}),
  };
}

/**
 * The life of what each document is about: what it replaced and what replaced it, from this office's own
 * full copy of the registry. Nothing of it is taken from the document but which one it is.
 */
export function lifeOf({ registry }: Session, { documents }: Verdict): readonly (readonly LifeStepView[])[] {
  const { state } = registry;
  return documents.map(({ commitment }) => {
    const shown = commitment === undefined ? undefined : state?.credential(commitment);
    if (state === undefined || shown === undefined) return [];
    const steps = [
      ...follow(state, shown, "predecessor").toReversed(),
      shown,
      ...follow(state, shown, "successor"),
    ];
    if (steps.length === 1) return [];
    return steps.map((record, i) => viewStep(state, record, steps[i - 1], record === shown));
  });
}
