import type { AskRight, LangMap, OfficeRecord } from "../chain/state/records.ts";
import type { Primitives } from "../crypto/ports.ts";
import { findOfficeKey } from "../trust/office-keys.ts";
import type { Moment, RegistryView } from "../trust/registry-view.ts";
import { spanFault } from "../trust/span.ts";
import { type ClaimsPath, rightCovers } from "./claims-path.ts";
import type { CredentialQuery, Query } from "./query.ts";
import type { PresentationRequest } from "./request.ts";

/** `unaccredited` is a finding; where this copy of the registry lacks what it takes to find out, it is `cannot tell`. */
export type AskerState = "accredited" | "unaccredited" | "cannot tell";

export type AskerCode =
  | "asker.ok"
  | "asker.not_of_registry"
  | "asker.other_registry"
  | "asker.no_data"
  | "asker.alarm"
  | "asker.office_unknown"
  | "asker.office_absent"
  | "asker.office_withdrawn"
  | "asker.key_absent"
  | "asker.key_not_active"
  | "asker.key_distrusted"
  | "asker.signature"
  | "asker.purpose_absent"
  | "asker.purpose_not_active";

/** Why nobody should answer the request, whoever asks. */
export type Refusal =
  | "asker.signature"
  | "asker.not_of_registry"
  | "asker.key_absent"
  | "asker.key_distrusted"
  | "asker.expired"
  | "asker.not_yet";

export interface OverAsked {
  /** Id of the credential query. */
  readonly query: string;
  /** The claim; empty where the kind of document itself is beyond the right. */
  readonly path: ClaimsPath;
  readonly why: "not_allowed" | "type_unknown";
}

export interface AskerJudgement {
  readonly state: AskerState;
  readonly code: AskerCode;
  /** Set only once the signature is seen to be by a key of that office: a name nobody has proven is not shown. */
  readonly office?: { readonly id: string; readonly name: LangMap };
  readonly purpose?: { readonly id: string; readonly label: LangMap };
  /** What is asked beyond the accredited purpose; all of it where there is none. */
  readonly overAsked: readonly OverAsked[];
  readonly refusal?: Refusal;
  /** The registry data behind the answer. */
  readonly age?: Moment;
}

/** Seconds that the clocks of two machines may differ. */
const LEEWAY = 300;

interface Finding {
  readonly state: AskerState;
  readonly code: AskerCode;
  readonly office?: OfficeRecord;
  readonly right?: AskRight;
}

function cannotTell(code: AskerCode): Finding {
  return { state: "cannot tell", code };
}

function unaccredited(code: AskerCode, office?: OfficeRecord): Finding {
  return office === undefined ? { state: "unaccredited", code } : { state: "unaccredited", code, office };
}

/** What of a request decides who asks. */
export type Asking = Pick<
  PresentationRequest,
  "client" | "kid" | "signed" | "purpose" | "issued" | "expires" | "query"
>;

/** The office that signed, or why none is known to have. */
function findOffice(request: Asking, view: RegistryView): OfficeRecord | Finding {
  if (request.client === undefined) return unaccredited("asker.not_of_registry");
  if (request.client.registry !== view.id) return cannotTell("asker.other_registry");
  if (view.alarm() !== undefined) return cannotTell("asker.alarm");
  if (view.age() === undefined) return cannotTell("asker.no_data");
  const office = view.office(request.client.office);
  if (office === "unknown") return cannotTell("asker.office_unknown");
  if (office === "absent") return unaccredited("asker.office_absent");
  return office;
}

/** The right it has today for the purpose it names. */
function findRight(request: Asking, office: OfficeRecord, now: number): Finding {
  const rights = office.asks.filter((right) => right.purpose === request.purpose);
  if (rights.length === 0) return unaccredited("asker.purpose_absent", office);
  const right = rights.find((one) => spanFault([one], now) === undefined);
  if (right === undefined) return unaccredited("asker.purpose_not_active", office);
  return { state: "accredited", code: "asker.ok", office, right };
}

function findAsker(
  request: Asking,
  view: RegistryView,
  primitives: Pick<Primitives, "sha256" | "verifyEs256">,
  now: number,
): Finding {
  const office = findOffice(request, view);
  if ("state" in office) return office;
  const key = findOfficeKey(office, "request", request.kid, primitives.sha256);
  if (key === undefined) return unaccredited("asker.key_absent");
  const { signingInput, signature } = request.signed;
  if (!primitives.verifyEs256(key.jwk, signingInput, signature)) return unaccredited("asker.signature");
  if (office.withdrawn !== undefined && now >= office.withdrawn) {
    return unaccredited("asker.office_withdrawn", office);
  }
  const fault = spanFault(key.spans, now);
  // A distrusted key may be in anybody's hands, so the office is not named.
  if (fault === "distrusted") return unaccredited("asker.key_distrusted");
  if (fault !== undefined) return unaccredited("asker.key_not_active", office);
  return findRight(request, office, now);
}

/**
 * Of these it is known that nobody has proven the name, which is what the answer is made out to: whoever
 * reads it could hand it to the one who is called so as their own.
 */
const UNPROVABLE: ReadonlySet<AskerCode> = new Set([
  "asker.signature",
  "asker.not_of_registry",
  "asker.key_absent",
  "asker.key_distrusted",
]);

function refusalOf(request: Asking, code: AskerCode, now: number): Refusal | undefined {
  if (UNPROVABLE.has(code)) return code as Refusal;
  if (now >= request.expires) return "asker.expired";
  return now < request.issued - LEEWAY ? "asker.not_yet" : undefined;
}

function overAskedOf(query: CredentialQuery, right: AskRight | undefined, view: RegistryView): OverAsked[] {
  const claims = query.claims ?? [];
  const isMdoc = query.format === "mso_mdoc";
  const doctype = query.meta?.doctype_value;
  const all = (why: OverAsked["why"]): OverAsked[] =>
    [[], ...claims.map((claim) => claim.path)].map((path) => ({ query: query.id, path, why }));
  const vcts = isMdoc && doctype !== undefined ? [doctype] : (query.meta?.vct_values ?? []);
  if (right === undefined || vcts.length === 0) return all("not_allowed");
  const over: OverAsked[] = [];
  for (const vct of vcts) {
    const type = view.typeByVct(vct);
    if (type === "unknown") return all("type_unknown");
    const allowed = type === "absent" ? [] : right.claims.filter((claim) => claim.type === type.id);
    if (allowed.length === 0) return all("not_allowed");
    for (const { path } of claims) {
      // In our profile the one name space of an mdoc is its type, and what follows is the claim.
      const isOfType = !isMdoc || path[0] === vct;
      const within = isMdoc ? path.slice(1) : path;
      if (isOfType && allowed.some((claim) => rightCovers(claim.path, within))) continue;
      if (!over.some((known) => known.path === path))
        over.push({ query: query.id, path, why: "not_allowed" });
    }
  }
  return over;
}

/** What a query asks beyond a right; without a right, all of it. */
export function findOverAsked(
  query: Query,
  right: AskRight | undefined,
  view: RegistryView,
): readonly OverAsked[] {
  return query.credentials.flatMap((one) => overAskedOf(one, right, view));
}

/** Of what this copy says about the office that claims to ask. */
function ageOf({ client }: Asking, view: RegistryView): Moment | undefined {
  const own = client?.registry === view.id ? view.officeAsOf?.(client.office) : undefined;
  return own ?? view.age();
}

/**
 * Who asks, how this copy of the registry knows, and whether more is asked than may be. Never throws:
 * a stranger is shown as one. `now` in POSIX seconds.
 */
export function judgeAsker(
  request: Asking,
  view: RegistryView,
  primitives: Pick<Primitives, "sha256" | "verifyEs256">,
  now: number,
): AskerJudgement {
  const { state, code, office, right } = findAsker(request, view, primitives, now);
  const refusal = refusalOf(request, code, now);
  const age = ageOf(request, view);
  return {
    state,
    code,
    ...(office === undefined ? {} : { office: { id: office.id, name: office.name } }),
    ...(right === undefined ? {} : { purpose: { id: right.purpose, label: right.label } }),
    overAsked: findOverAsked(request.query, right, view),
    ...(refusal === undefined ? {} : { refusal }),
    ...(age === undefined ? {} : { age }),
  };
}
