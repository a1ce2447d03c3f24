import { ok, refuse, type Result } from "../../../result.ts";
import { admitKeys } from "../admit-key.ts";
import { anyKey, askRights, issueRights, officeKeys, span } from "../fields.ts";
import { langMap } from "../lang-map.ts";
import type { OfficeRecord, Span } from "../../state/records.ts";
import { addSpans, type Ending, endSpan } from "../rights.ts";
import { amendment, id, list, object, type ShapeOf, time } from "../shape.ts";
import { authoritySigned } from "../signers.ts";
import { lastOfOffice } from "../subjects.ts";
import type { ViolationCode } from "./violation.ts";
import { defineRule, type Rule } from "./rule.ts";

const shape = amendment(
  { id },
  {
    name: langMap,
    addKeys: officeKeys,
    addIssues: issueRights,
    addAsks: askRights,
    deposits: span,
    endKeys: list(1, 256, object({ key: anyKey, to: time }, { distrusted: time })),
    endIssues: list(1, 256, object({ type: id, to: time }, { distrusted: time })),
    endAsks: list(1, 256, object({ purpose: id, to: time }, { distrusted: time })),
  },
);
type Body = ShapeOf<typeof shape>;
type Rows<Row> = Result<readonly Row[], ViolationCode>;

/** Rows after the endings, then the additions, so that a right can be renewed in one entry. */
function changeRows<Row extends Span, End extends Ending>(
  rows: readonly Row[],
  added: readonly Row[] | undefined,
  endings: readonly End[] | undefined,
  nameOf: (row: Row | End) => string,
  missing: ViolationCode,
): Rows<Row> {
  let left: Rows<Row> = ok(rows);
  for (const ending of endings ?? []) {
    left = endSpan(left.value, (row) => nameOf(row) === nameOf(ending), ending, missing);
    if (!left.ok) return left;
  }
  return addSpans(left.value, added ?? [], nameOf);
}

/** One that starts where a known one does ends it earlier; any other is added. */
function changeDeposits(deposits: readonly Span[], change: Span | undefined): Rows<Span> {
  if (change === undefined) return ok(deposits);
  const ends = deposits.some(({ from }) => from === change.from);
  if (!ends) return addSpans(deposits, [change], () => "");
  return endSpan(deposits, ({ from }) => from === change.from, { to: change.to }, "right.unknown");
}

function amend(office: OfficeRecord, body: Body): Result<OfficeRecord, ViolationCode> {
  const keys = changeRows(office.keys, body.addKeys, body.endKeys, (row) => row.key, "key.unknown");
  if (!keys.ok) return keys;
  const issues = changeRows(
    office.issues,
    body.addIssues,
    body.endIssues,
    (row) => row.type,
    "right.unknown",
  );
  if (!issues.ok) return issues;
  const asks = changeRows(office.asks, body.addAsks, body.endAsks, (row) => row.purpose, "right.unknown");
  if (!asks.ok) return asks;
  const deposits = changeDeposits(office.deposits, body.deposits);
  if (!deposits.ok) return deposits;
  return ok({
    ...office,
    name: body.name ?? office.name,
    keys: keys.value,
    issues: issues.value,
    asks: asks.value,
    deposits: deposits.value,
  });
}

/** Adds keys and rights, and ends others; ends only ever move to an earlier time. */
export const officeAmend: Rule = defineRule({
  by: "id",
  isCostly: true,
  body: shape,
  after: (state, body) => lastOfOffice(state, body.id),
  authorize: (state, entry) => authoritySigned(state, entry),
  apply: (state, _entry, body, { entryHash }) => {
    const added = (body.addKeys ?? []).map(({ key }) => key);
    const refusal = admitKeys(state, added);
    if (refusal !== undefined) return refuse(refusal);
    const amended = amend(state.office(body.id) as OfficeRecord, body);
    if (!amended.ok) return amended;
    return ok([{ table: "office", record: { ...amended.value, last: entryHash } }]);
  },
});
