import { type CredentialRecord, STATUS } from "../../../src/chain/state/records.ts";
import type { State } from "../../../src/chain/state/state.ts";
import type { PastView } from "../../../src/contract/office-views.ts";

/** Credentials before one another that are followed back. */
const MOST_BEFORE = 64;

const CHANGES = {
  [STATUS.valid]: "reinstated",
  [STATUS.suspended]: "suspended",
  [STATUS.invalid]: "revoked",
  [STATUS.replaced]: "replaced",
} as const;

function stepsOf({ commitment, issued, changed, status }: CredentialRecord): readonly PastView[] {
  const begun = { kind: "issued", at: issued.time, height: issued.height, commitment } as const;
  if (changed === undefined) return [begun];
  const { time, height, reason } = changed;
  return [begun, { kind: CHANGES[status], at: time, height, reason, commitment }];
}

/** What happened to it and to those it took the place of, oldest first. */
export function pastOf(state: State, credential: CredentialRecord): readonly PastView[] {
  const line = [credential];
  for (let before = credential.predecessor; before !== undefined && line.length < MOST_BEFORE;) {
    const record = state.credential(before);
    if (record === undefined) break;
    line.unshift(record);
    before = record.predecessor;
  }
  return line.flatMap(stepsOf);
}
