import type { EntryMembers } from "./entry-members.ts";
import type { ApplyContext } from "./apply-context.ts";
import { freeTag } from "./issuing.ts";
import { type CredentialRecord, type Status, STATUS } from "../state/records.ts";
import { officersSigned } from "./signers.ts";
import type { State, Write } from "../state/state.ts";
import type { ViolationCode } from "./kinds/violation.ts";

/** The issuing office itself signed, by at least `need` officers. */
export function issuerSigned(
  state: State,
  entry: EntryMembers,
  commitment: string,
  need: number,
  time: number,
): ViolationCode | undefined {
  const office = state.office(entry.by);
  if (office === undefined) return "office.unknown";
  if (office.withdrawn !== undefined) return "office.withdrawn";
  if (state.credential(commitment)?.office !== office.id) return "credential.not_yours";
  return officersSigned(office, entry, need, time);
}

/** Whether its life is over: revoked or replaced. Expiry does not end it. */
export function isFinal({ status }: CredentialRecord): boolean {
  return status === STATUS.invalid || status === STATUS.replaced;
}

/** The rows of a change of status; a final one gives the tag back. */
export function statusWrites(
  credential: CredentialRecord,
  status: Status,
  reason: string,
  { entryHash, height, time }: ApplyContext,
  successor?: string,
): readonly Write[] {
  const record: CredentialRecord = {
    ...credential,
    status,
    changed: { time, height, reason },
    ...(successor === undefined ? {} : { successor }),
    last: entryHash,
  };
  return isFinal(record)
    ? [{ table: "credential", record }, ...freeTag(record)]
    : [{ table: "credential", record }];
}
