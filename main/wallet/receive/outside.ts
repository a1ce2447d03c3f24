import type { ClaimKind, LangMap } from "../../../src/chain/state/records.ts";
import { isCalendarDate } from "../../../src/text/calendar-date.ts";
import { imageUrlOf } from "../../../src/bytes/image.ts";
import type { CredentialState, CredentialView } from "../../../src/contract/views.ts";
import type { ClaimView } from "../../../src/credential/claim-view.ts";
import type { Names } from "../../../src/contract/receive-views.ts";
import type { ForeignCredential } from "../../../src/credential/foreign.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../../src/json/value.ts";
import type { OutsideRow } from "../rows.ts";
import type { Session } from "../session.ts";
import { stateOf, viewClaims } from "../views/credential-view.ts";
import { readReceived } from "./judge.ts";
import { renewableFrom } from "./renewals.ts";
import { shownClaims } from "./view.ts";

/** Names as labels are; what has none is called by its id. */
export function labelOf(names: Names, id: string): LangMap {
  return Object.keys(names).length === 0 ? { en: id } : names;
}

/** How a value of an unknown kind is best shown. */
function kindOf(value: JsonValue): ClaimKind {
  if (typeof value === "boolean") return "boolean";
  if (Number.isSafeInteger(value)) return "integer";
  if (isCalendarDate(value)) return "date";
  return imageUrlOf(value) === undefined ? "text" : "image";
}

function textOf(value: JsonValue): JsonValue {
  if (typeof value === "string" || typeof value === "boolean" || Number.isSafeInteger(value)) return value;
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value;
  return JSON.stringify(value);
}

/** Claims of any issuer, with the names that its issuer gave them. */
export function viewOutsideClaims(
  claims: JsonObject,
  described: OutsideRow["configuration"]["claims"],
): readonly ClaimView[] {
  return shownClaims(claims, described).map(({ path, names, value }) => ({
    path,
    label: labelOf(names, path.at(-1) ?? ""),
    kind: kindOf(value),
    value: imageUrlOf(value) ?? textOf(value),
  }));
}

/** Kind and claims: as the registry defines the kind, where one of its offices is said to have issued it, else as the issuer calls them. */
function subjectOf(
  session: Session,
  { configuration }: OutsideRow,
  { format, claims }: ForeignCredential,
  isOfOffice: boolean,
): Pick<CredentialView, "type" | "claims"> {
  const vct = configuration.type;
  const type = session.registry.view.typeByVct(vct);
  const own = format === "mso_mdoc" ? claims[vct] : claims;
  if (isOfOffice && typeof type !== "string" && isJsonObject(own)) {
    return { type: { id: type.id, vct, name: type.name }, claims: viewClaims(type, own) };
  }
  return {
    type: { id: vct, vct, name: labelOf(configuration.names, vct) },
    claims: viewOutsideClaims(claims, configuration.claims),
  };
}

/** A credential from outside the registry, or an mdoc, as a person sees it among their certificates. */
export function viewOutside(session: Session, id: string, row: OutsideRow): CredentialView {
  const { foreign, office } = readReceived(row.format, row.credential, session);
  const now = session.clock();
  const record = office === undefined ? "absent" : session.registry.view.office(office.id);
  const isOver = foreign.expires !== undefined && foreign.expires <= now;
  const state: CredentialState =
    office === undefined
      ? isOver
        ? "expired"
        : "cannot tell"
      : stateOf(
          { office: office.id, index: office.index, expires: foreign.expires ?? 0 },
          row.commitment,
          session,
        ).state;
  return {
    id,
    commitment: row.commitment,
    ...subjectOf(session, row, foreign, office !== undefined),
    office: {
      id: office?.id ?? row.issuer,
      name: typeof record === "string" ? labelOf(row.issuerNames, row.issuer) : record.name,
    },
    expires: foreign.expires ?? Number.MAX_SAFE_INTEGER,
    state,
    withConsentKey: false,
    ...(foreign.expires !== undefined && session.store.renewals.get(id) !== undefined
      ? { renewableFrom: renewableFrom(foreign.issuedAt ?? row.kept, foreign.expires) }
      : {}),
    withoutConsent: false,
    outside: { format: row.format, issuer: row.issuer, copies: row.copies.length + 1 },
  };
}
