import type {
  ArrivedView,
  OfferView,
  ReceivingView,
  ShownClaimView,
} from "../../../src/contract/receive-views.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../../src/json/value.ts";
import { toPlainText } from "../../../src/text/plain-text.ts";
import type { Verdict } from "../../../src/verdict/verdict.ts";
import type { OpenedOffer } from "../../openid4vci/offer.ts";
import type { AwaitedRow } from "../rows.ts";
import type { Session } from "../session.ts";
import type { Exchange } from "./exchange.ts";
import { readSdJwtVc } from "../views/credential-view.ts";
import { heldBy } from "../views/held-by.ts";
import { judgeReceived, learnReceived, readReceived } from "./judge.ts";

export function viewOffer(id: string, opened: OpenedOffer): OfferView {
  const { txCode } = opened;
  return {
    id,
    issuer: opened.issuer,
    names: opened.names,
    kinds: opened.configurations.map(({ id: configuration, format, type, names, claims }) => ({
      configuration,
      format,
      type,
      names,
      claims,
    })),
    way: opened.grant,
    ...(txCode === undefined
      ? {}
      : {
          txCode: {
            numeric: txCode.isNumeric,
            ...(txCode.length === undefined ? {} : { length: txCode.length }),
            ...(txCode.hint === undefined ? {} : { hint: txCode.hint }),
          },
        }),
  };
}

const MAX_DEPTH = 8;

/** Every value with the place it stands at; lists of plain values stay whole. */
function leaves(
  value: JsonValue,
  path: readonly string[],
): readonly { path: readonly string[]; value: JsonValue }[] {
  if (!isJsonObject(value) || path.length >= MAX_DEPTH) return [{ path, value }];
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, [...path, name]));
}

/** What it shows, at any depth. */
function plain(value: JsonValue): JsonValue {
  if (typeof value === "string") return toPlainText(value);
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(plain);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}

/** Every claim, those too that the issuer's metadata has no name for. */
export function shownClaims(
  claims: JsonObject,
  described: AwaitedRow["configuration"]["claims"],
): readonly ShownClaimView[] {
  const names = new Map(described.map(({ path, names: known }) => [JSON.stringify(path), known]));
  // In the issuer's order: disclosures come in none.
  const places = new Map([...names.keys()].map((path, at) => [path, at]));
  const placeOf = (path: readonly string[]): number => places.get(JSON.stringify(path)) ?? places.size;
  return leaves(claims, [])
    .toSorted((a, b) => placeOf(a.path) - placeOf(b.path))
    .map(({ path, value }) => ({ path, value: plain(value), names: names.get(JSON.stringify(path)) ?? {} }));
}

/** What must hold before a credential of a registry's office is kept; being presented is not among it. */
const REGISTERED = new Set([
  "parses",
  "issuer_signature",
  "office_accredited",
  "anchored",
  "status",
  "validity",
  "disclosures",
]);

/** Of an office all of it must be proven; of an issuer outside nothing may be disproven. */
export function isKeepable(verdict: Verdict, isRegistered: boolean): boolean {
  return verdict.checks.every(({ name, result }) => {
    if (!isRegistered) return result !== "failed";
    return result === "passed" || !REGISTERED.has(name);
  });
}

/** The verdict on what came; of copies the worst is told of all. */
async function judgeAll(session: Session, one: AwaitedRow, isRegistered: boolean): Promise<Verdict> {
  const { arrived = [], configuration } = one;
  const read = arrived.map(({ credential }) => readReceived(configuration.format, credential, session));
  await learnReceived(read, session);
  const verdicts: Verdict[] = [];
  for (const [at, copy] of arrived.entries()) {
    // One question to the issuer's list is enough: the copies have just been made together.
    verdicts.push(await judgeReceived(copy, session, { mayFetch: at === 0 }));
  }
  return verdicts.find((each) => !isKeepable(each, isRegistered)) ?? (verdicts[0] as Verdict);
}

async function viewArrived(session: Session, one: AwaitedRow): Promise<ArrivedView | undefined> {
  const [first] = one.arrived ?? [];
  if (first === undefined) return undefined;
  const { configuration } = one;
  const read = readReceived(configuration.format, first.credential, session);
  const verdict = await judgeAll(session, one, read.office !== undefined);
  const [document] = verdict.documents;
  const signed = document?.checks.find(({ name }) => name === "issuer_signature");
  return {
    configuration: configuration.id,
    format: configuration.format,
    type: configuration.type,
    names: configuration.names,
    copies: one.arrived?.length ?? 0,
    claims: shownClaims(read.foreign.claims, configuration.claims),
    verdict,
    trust: document?.trust ?? "none",
    ...(signed?.facts?.office === undefined ? {} : { signedBy: signed.facts.office }),
    ...(signed?.facts?.anchor === undefined ? {} : { anchor: signed.facts.anchor }),
    ...(read.office === undefined ? {} : heldBy(read.office.holders, session, one.keys[0] ?? "")),
    keepable: isKeepable(verdict, read.office !== undefined),
  };
}

function endOf(session: Session, credential: string): { readonly expires?: number } {
  const held = session.store.held.get(credential);
  if (held !== undefined) return { expires: readSdJwtVc(held.credential, session).credential.expires };
  const row = session.store.outside.get(credential);
  const expires = row && readReceived(row.format, row.credential, session).foreign.expires;
  return expires === undefined ? {} : { expires };
}

/** All that came and all that is awaited. Throws CredentialError, MdocError for what cannot be read. */
export async function viewExchange(session: Session, { id, row }: Exchange): Promise<ReceivingView> {
  const arrived: ArrivedView[] = [];
  for (const one of row.awaited) {
    const seen = await viewArrived(session, one);
    if (seen !== undefined) arrived.push(seen);
  }
  const times = row.awaited.flatMap(({ next }) => (next === undefined ? [] : [next]));
  return {
    id,
    issuer: row.issuer,
    names: row.names,
    made: row.made,
    state: row.awaited.some((one) => one.arrived === undefined) ? "waiting" : "arrived",
    ...(times.length === 0 ? {} : { next: Math.min(...times) }),
    arrived,
    ...(row.renews === undefined
      ? {}
      : { renews: { credential: row.renews, ...endOf(session, row.renews) } }),
  };
}
