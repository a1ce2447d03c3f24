import type { TypeRecord } from "../../../src/chain/state/records.ts";
import { countsAt } from "../../../src/chain/state/span.ts";
import type { OfficeTypeView } from "../../../src/contract/office-views.ts";
import type { Session } from "../session.ts";
import { isDerived, longestValidity } from "./draft.ts";
import { type OwnOffice, requireOwnOffice } from "../own-office.ts";

/** Whether the registry would take one of this type from this office at that time. */
export function mayIssue(office: OwnOffice, type: TypeRecord, now: number): boolean {
  const { withdrawn, issues } = office.record;
  const isGranted = issues.some((right) => right.type === type.id && countsAt(right, now));
  return isGranted && withdrawn === undefined && type.retired === undefined;
}

function viewType(office: OwnOffice, type: TypeRecord, now: number): OfficeTypeView {
  return {
    id: type.id,
    vct: type.vct,
    name: type.name,
    claims: type.claims.map(({ path, label, kind, required, multiple }) => ({
      path,
      label,
      kind,
      required,
      multiple: multiple === true,
      derived: isDerived(type, path),
    })),
    unique: type.unique?.claims ?? [],
    consent: type.consent.mode === "owners",
    approvals: type.approvals,
    validity: longestValidity(type),
    mayIssue: mayIssue(office, type, now),
  };
}

/** By id; throws `office.none`, `registry.full_only`. */
export function listTypes(session: Session): readonly OfficeTypeView[] {
  const office = requireOwnOffice(session);
  const now = session.clock();
  const ids = new Set(office.record.issues.map(({ type }) => type));
  return [...ids].sort().flatMap((id) => {
    const type = office.state.type(id);
    return type === undefined ? [] : [viewType(office, type, now)];
  });
}
