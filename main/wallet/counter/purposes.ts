import type { AskRight, TypeRecord } from "../../../src/chain/state/records.ts";
import { countsAt } from "../../../src/chain/state/span.ts";
import type { PurposeView } from "../../../src/contract/views.ts";
import { requireOffice } from "../own-office.ts";
import type { Session } from "../session.ts";

const textOf = (path: readonly string[]): string => JSON.stringify(path);

/** A right to a place is one to all within it (src/presentation/asker.ts). */
function allows(allowed: readonly string[], path: readonly string[]): boolean {
  return allowed.every((name, i) => path[i] === name);
}

function viewDocument(type: TypeRecord, paths: readonly (readonly string[])[]) {
  const defined = type.claims.filter(({ path }) => paths.some((allowed) => allows(allowed, path)));
  const claims = defined.map(({ path, label, kind, required }) => ({ path, label, kind, required }));
  return { vct: type.vct, type: type.id, name: type.name, claims };
}

function viewRight(session: Session, { purpose, label, claims }: AskRight): PurposeView {
  const ids = [...new Set(claims.map(({ type }) => type))];
  const documents = ids.flatMap((id) => {
    const type = session.registry.type(id);
    if (type === undefined) return [];
    const seen = new Map(
      claims.flatMap((claim) => (claim.type === id ? [[textOf(claim.path), claim.path]] : [])),
    );
    const document = viewDocument(type, [...seen.values()]);
    return document.claims.length === 0 ? [] : [document];
  });
  return { id: purpose, label, documents };
}

/**
 * What this office may ask for today, by purpose, as far as this copy knows the types; empty for an
 * office that the registry does not list, or no longer. Throws `counter.no_office`.
 */
export async function listPurposes(session: Session): Promise<readonly PurposeView[]> {
  const id = requireOffice(session);
  await session.registry.learn({ offices: [id] });
  const office = session.registry.view.office(id);
  const now = session.clock();
  if (typeof office === "string" || (office.withdrawn !== undefined && office.withdrawn <= now)) return [];
  return office.asks.filter((right) => countsAt(right, now)).map((right) => viewRight(session, right));
}
