import type { PastCheckView } from "../../../src/contract/views.ts";
import { check, findCheck, outcomeOf } from "../../../src/verdict/check.ts";
import type { FaceMatcherErrorCode } from "../../../src/verdict/face-matcher.ts";
import { WalletError } from "../error.ts";
import type { CheckRow } from "../rows.ts";
import type { Session } from "../session.ts";

type Person = "same" | "different" | "unsure";

/** A code that this version does not know, of a newer one, is left out. */
const checksOf = (row: CheckRow) => row.checks.flatMap(({ code }) => findCheck(code) ?? []);

function viewPurpose(session: Session, request: string): Pick<PastCheckView, "purpose"> {
  const purpose = session.store.outstanding.get(request)?.purpose;
  if (purpose === undefined) return {};
  const office = session.registry.view.office(session.settings.office ?? "");
  const right =
    typeof office === "string" ? undefined : office.asks.findLast((ask) => ask.purpose === purpose);
  return { purpose: { id: purpose, ...(right === undefined ? {} : { label: right.label }) } };
}

function viewAgain({ again, documents }: CheckRow): Pick<PastCheckView, "again"> {
  if (again === undefined) return documents === undefined ? {} : { again: { state: "waiting" } };
  const found = findCheck(again.code ?? "");
  return {
    again: {
      state: again.state,
      at: again.at,
      ...(found === undefined ? {} : { check: found }),
      ...(again.state === "turned" && again.seen !== true ? { isNew: true } : {}),
    },
  };
}

function viewFace({ face }: CheckRow): Pick<PastCheckView, "face"> {
  if (face === undefined) return {};
  const { consent, at, says, code } = face;
  return {
    face: {
      consent,
      at,
      ...(says === undefined ? {} : { says }),
      ...(code === undefined ? {} : { code: code as FaceMatcherErrorCode }),
    },
  };
}

function viewRow(session: Session, id: string, row: CheckRow): PastCheckView {
  const { at, outcome, request } = row;
  const asked = request === undefined ? {} : viewPurpose(session, request);
  return {
    id,
    at,
    outcome,
    checks: checksOf(row),
    ...asked,
    ...(row.onPaper === true ? { onPaper: true } : {}),
    ...viewFace(row),
    ...viewAgain(row),
  };
}

/** Throws `counter.unknown_check`. */
export function requireCheck(session: Session, id: string): CheckRow {
  const row = session.store.checks.get(id);
  if (row === undefined) throw new WalletError("counter.unknown_check");
  return row;
}

/** Throws `counter.unknown_check`. */
export function viewCheck(session: Session, id: string): PastCheckView {
  return viewRow(session, id, requireCheck(session, id));
}

export function listChecks(session: Session, limit: number): readonly PastCheckView[] {
  const newest = session.store.checks.list().toSorted((a, b) => b.value.at - a.value.at);
  return newest.slice(0, limit).map(({ id, value }) => viewRow(session, id, value));
}

/**
 * Settles the one check that waits for a person; the others stay as they were found. Throws
 * `counter.unknown_check`, `counter.not_waiting`.
 */
export function comparePerson(session: Session, id: string, person: Person): PastCheckView {
  return session.vault.transaction(() => {
    const row = requireCheck(session, id);
    if (!row.checks.some(({ code }) => code === "person_compared.waiting")) {
      throw new WalletError("counter.not_waiting");
    }
    const compared = check("person_compared", person === "same" ? "ok" : person);
    const held = check("holder_bound", "by_person");
    const checks = row.checks.map(({ name, code }) => {
      if (name === compared.name) return { name, code: compared.code };
      const isFound = code === "holder_bound.on_paper" && person === "same";
      return { name, code: isFound ? held.code : code };
    });
    const known = checks.flatMap(({ code }) => findCheck(code) ?? []);
    // What this version cannot read has not passed.
    const found = outcomeOf(known);
    // Nor is anything valid while the registry has an alarm, as when the check was made.
    const isOpen = known.length < checks.length || session.registry.view.alarm() !== undefined;
    const outcome = found === "valid" && isOpen ? "cannot tell" : found;
    const settled = { ...row, checks, outcome };
    session.store.checks.put(id, settled);
    session.activity.append({
      kind: "check",
      outcome: outcome === "valid" ? "done" : "refused",
      ...(outcome === "valid" ? {} : { code: compared.code }),
    });
    return viewRow(session, id, settled);
  });
}

/** Checks that turned since they were made, and nobody has said to have seen it. The newest first. */
export function listTurned(session: Session): readonly PastCheckView[] {
  const turned = session.store.checks
    .list()
    .filter(({ value: { again } }) => again?.state === "turned" && again.seen !== true);
  return turned
    .toSorted((a, b) => b.value.at - a.value.at)
    .map(({ id, value }) => viewRow(session, id, value));
}

/** Throws `counter.unknown_check`, `counter.not_turned`. */
export function sawTurned(session: Session, id: string): PastCheckView {
  const row = requireCheck(session, id);
  if (row.again?.state !== "turned") throw new WalletError("counter.not_turned");
  const seen: CheckRow = { ...row, again: { ...row.again, seen: true } };
  session.store.checks.put(id, seen);
  return viewRow(session, id, seen);
}
