import type { RequestView } from "../../../src/contract/views.ts";
import type { ClaimView } from "../../../src/credential/claim-view.ts";
import type { JsonValue } from "../../../src/json/value.ts";

type Asked = RequestView["asked"][number];
type Path = readonly string[];

/** Keys of `citizen:asker` for the codes of an asker (src/presentation/asker.ts). */
const ASKER_KEYS = [
  "ok",
  "not_of_registry",
  "other_registry",
  "no_data",
  "alarm",
  "office_unknown",
  "office_absent",
  "office_withdrawn",
  "key_absent",
  "key_not_active",
  "key_distrusted",
  "signature",
  "purpose_absent",
  "purpose_not_active",
  "anchor",
  "certificate_unknown",
  "did",
  "unsigned",
  "certificate",
  "client_mismatch",
  "expired",
  "not_yet",
] as const;

export function askerKey(code: string): (typeof ASKER_KEYS)[number] | "other" {
  return ASKER_KEYS.find((key) => code === `asker.${key}`) ?? "other";
}

export const pathKey = (path: Path): string => JSON.stringify(path);

/** Which certificate answers a query, and which of its optional claims go along. */
export interface Choice {
  readonly credential: string;
  /** `pathKey` of each. */
  readonly optional: ReadonlySet<string>;
}

/** By query. */
export type Choices = ReadonlyMap<string, Choice>;

type Asking = Pick<RequestView, "asked" | "sets">;

/** What of the queries is chosen at first: all of them, or of each needed set the first option that can be met. */
function firstQueries({ asked, sets }: Asking): ReadonlySet<string> {
  const fits = (id: string): boolean =>
    asked.some(({ query, fitting }) => query === id && fitting.length > 0);
  if (sets === undefined) return new Set(asked.map(({ query }) => query));
  const needed = sets.filter(({ required }) => required);
  return new Set(needed.flatMap(({ options }) => options.find((option) => option.every(fits)) ?? []));
}

/** Whether the chosen queries are all that is insisted on (OpenID4VP 1.0 section 6.4.2). */
export function isEnough({ asked, sets }: Asking, choices: Choices): boolean {
  if (sets === undefined) return asked.length > 0 && asked.every(({ query }) => choices.has(query));
  const isMet = (option: readonly string[]): boolean => option.every((id) => choices.has(id));
  return choices.size > 0 && sets.every(({ required, options }) => !required || options.some(isMet));
}

/** The first fitting certificate for each query, and nothing that is optional. */
export function firstChoices(asking: Asking): Choices {
  const wanted = firstQueries(asking);
  return new Map(
    asking.asked
      .filter(({ query }) => wanted.has(query))
      .flatMap(({ query, fitting: [first] }) =>
        first === undefined ? [] : [[query, { credential: first.id, optional: new Set<string>() }] as const],
      ),
  );
}

/** Options of a set that can be met by what is held; more than one is the person's to choose from. */
export function meetable({ asked, sets = [] }: Asking, at: number): readonly (readonly string[])[] {
  const fits = (id: string): boolean =>
    asked.some(({ query, fitting }) => query === id && fitting.length > 0);
  return sets[at]?.options.filter((option) => option.every(fits)) ?? [];
}

/** The same with another option of one set: what only that set asked for before is left out. */
export function withOption(asking: Asking, choices: Choices, at: number, option: readonly string[]): Choices {
  const others = (asking.sets ?? []).filter((_, i) => i !== at);
  const isElsewhere = (id: string): boolean => others.some(({ options }) => options.flat().includes(id));
  const mine = new Set(asking.sets?.[at]?.options.flat());
  const kept = [...choices].filter(([id]) => !mine.has(id) || isElsewhere(id) || option.includes(id));
  const first = asking.asked.flatMap(({ query, fitting: [fit] }) =>
    fit !== undefined && option.includes(query)
      ? [[query, { credential: fit.id, optional: new Set<string>() }] as const]
      : [],
  );
  return new Map([...first, ...kept]);
}

/** What is to be looked at: of sets that can be met only what was chosen, else all that is asked. */
export function lookedAt(asking: Asking, choices: Choices): readonly Asked[] {
  const isChosen = asking.sets !== undefined && isEnough(asking, choices);
  return isChosen ? asking.asked.filter(({ query }) => choices.has(query)) : asking.asked;
}

export function approvedOf({ claims }: Asked, choice: Choice): readonly Path[] {
  return claims
    .filter(({ path, optional }) => !optional || choice.optional.has(pathKey(path)))
    .map(({ path }) => path);
}

const fitOf = (asked: Asked, choice: Choice | undefined) =>
  asked.fitting.find(({ id }) => id === choice?.credential);

/** Of a list, claims may open elements one by one: what is read then is all of them. */
function addLeaving(leaving: readonly ClaimView[], claim: ClaimView): readonly ClaimView[] {
  const key = pathKey(claim.path);
  const at = leaving.findIndex(
    ({ path, value }) => pathKey(path) === key && Array.isArray(value) && Array.isArray(claim.value),
  );
  const before = leaving[at];
  if (before !== undefined) {
    const lists = [before.value, claim.value] as readonly (readonly JsonValue[])[];
    return leaving.with(at, { ...before, value: [...new Set(lists.flat())] });
  }
  // Whatever reads otherwise stands beside it: nothing that leaves is left out.
  const text = JSON.stringify(claim.value);
  const isSaid = leaving.some(({ path, value }) => pathKey(path) === key && JSON.stringify(value) === text);
  return isSaid ? leaving : [...leaving, claim];
}

/** What leaves with a choice: what cannot be held back, and what each claim opens that is approved. */
export function leavingOf(asked: Asked, choice: Choice): readonly ClaimView[] {
  const fit = fitOf(asked, choice);
  if (fit === undefined) return [];
  const approved = new Set(approvedOf(asked, choice).map(pathKey));
  const opened = asked.claims.flatMap(({ path }, at) =>
    approved.has(pathKey(path)) ? (fit.opens[at] ?? []) : [],
  );
  const leaving = opened.reduce(addLeaving, fit.always);
  // In the order of the certificate, as far as main has said it.
  const order = new Map(fit.leaves.map(({ path }, at) => [pathKey(path), at]));
  const placeOf = ({ path }: ClaimView): number => order.get(pathKey(path)) ?? order.size;
  return leaving.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** The value that a claim asked for has in the chosen certificate. */
export function valueOf(asked: Asked, path: Path, choice: Choice | undefined): ClaimView | undefined {
  const fit = fitOf(asked, choice);
  const at = asked.claims.findIndex((claim) => pathKey(claim.path) === pathKey(path));
  const isWithin = (claim: ClaimView): boolean => path.every((name, i) => claim.path[i] === name);
  return fit?.leaves.find(isWithin) ?? fit?.opens[at]?.[0] ?? fit?.always.find(isWithin);
}
