import { toBase64Url } from "../../../src/bytes/base64.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { normalise } from "../../../src/chain/tags/normalise.ts";
import { TagError } from "../../../src/chain/tags/tag-error.ts";
import type { ClaimDefinition, TypeRecord } from "../../../src/chain/state/records.ts";
import type { BulkProblem } from "../../../src/contract/bulk-views.ts";
import { claimAt, MAX_VALUES } from "../../../src/credential/check-claims.ts";
import { HOLDER_ROLES, type HolderRole } from "../../../src/credential/holders.ts";
import { putClaim, readClaim } from "../../../src/credential/read-claim.ts";
import { type CsvRow, parseCsv } from "../../../src/csv/parse.ts";
import { ExchangeError } from "../../../src/exchange/error.ts";
import { parseKeyRequest } from "../../../src/exchange/key-request.ts";
import { canonicalJson } from "../../../src/json/canonical.ts";
import type { JsonObject, JsonValue } from "../../../src/json/value.ts";
import { WalletError } from "../error.ts";
import { isDerived } from "../office/draft.ts";
import { type OwnOffice, requireOwnOffice } from "../own-office.ts";
import { mayIssue } from "../office/types.ts";
import type { Session } from "../session.ts";
import { isFree } from "./row-state.ts";

/** The holder's key request, and what a row is told apart from all others by. */
const REQUEST = "request";
const KEY = "key";
/** In what capacity the holder holds it; their own where the column, or what stands in it, is missing. */
const ROLE = "role";

/** One row that can be issued. */
export interface ReadyRow {
  /** Where it lies in the vault. */
  readonly id: string;
  readonly row: number;
  readonly key: string;
  readonly asks: string;
  readonly request: string;
  /** Where it is not held for oneself. */
  readonly role?: HolderRole;
  readonly claims: JsonObject;
}

export interface ReadTable {
  readonly office: OwnOffice;
  readonly type: TypeRecord;
  readonly rows: number;
  readonly ready: readonly ReadyRow[];
  readonly known: number;
  /** Jobs of the known rows. */
  readonly jobs: readonly string[];
  readonly problems: readonly BulkProblem[];
}

interface Columns {
  readonly claims: readonly {
    readonly at: number;
    readonly name: string;
    readonly definition: ClaimDefinition;
  }[];
  readonly request: number;
  readonly key: number | undefined;
  readonly role: number | undefined;
  /** Of all columns. */
  readonly count: number;
}

/** A column is named as the claim's path, its parts apart by a dot or a stroke. Throws `bulk.columns`. */
function columnsOf(head: readonly string[], type: TypeRecord): Columns {
  if (new Set(head).size !== head.length) throw new WalletError("bulk.columns");
  const byName = new Map(
    type.claims
      .filter(({ path }) => !isDerived(type, path))
      .flatMap((definition) => [
        [definition.path.join("."), definition] as const,
        [definition.path.join("/"), definition] as const,
      ]),
  );
  const claims = head.flatMap((name, at) => {
    const definition = byName.get(name);
    return definition === undefined ? [] : [{ at, name, definition }];
  });
  // A claim of that name is meant before the capacity.
  const role = byName.has(ROLE) ? -1 : head.indexOf(ROLE);
  const own = head.filter((name, at) => name === REQUEST || name === KEY || at === role).length;
  const paths = new Set(claims.map(({ definition }) => definition));
  const isWhole = [...byName.values()].every((one) => !one.required || paths.has(one));
  const request = head.indexOf(REQUEST);
  if (claims.length + own !== head.length || paths.size !== claims.length || !isWhole || request < 0)
    throw new WalletError("bulk.columns");
  const key = head.indexOf(KEY);
  return {
    claims,
    request,
    key: key < 0 ? undefined : key,
    role: role < 0 ? undefined : role,
    count: head.length,
  };
}

function valuesIn(text: string, isMultiple: boolean): readonly string[] {
  return (isMultiple ? text.split("\n") : [text]).map((each) => each.trim()).filter((each) => each !== "");
}

/** Undefined for what is no capacity. */
function roleOf({ fields }: CsvRow, { role }: Columns): HolderRole | undefined {
  const given = role === undefined ? "" : (fields[role] ?? "").trim().toLowerCase();
  return given === "" ? "holder" : HOLDER_ROLES.find((one) => one === given);
}

/** The row's claims, and why some of them will not do. */
function claimsOf(
  { number, fields }: CsvRow,
  columns: Columns,
): { readonly claims: JsonObject; readonly problems: readonly BulkProblem[] } {
  const claims: { [name: string]: JsonValue } = {};
  const problems: BulkProblem[] = [];
  for (const { at, name, definition } of columns.claims) {
    const isMultiple = definition.multiple === true;
    const given = valuesIn(fields[at] ?? "", isMultiple);
    if (given.length === 0) {
      if (definition.required) problems.push({ row: number, column: name, code: "bulk.missing" });
      continue;
    }
    const values = given.map((each) => readClaim(definition.kind, each));
    if (values.includes(undefined) || values.length > MAX_VALUES)
      problems.push({ row: number, column: name, code: "bulk.value" });
    else putClaim(claims, definition.path, isMultiple ? (values as JsonValue[]) : (values[0] as JsonValue));
  }
  return { claims, problems };
}

/** Reads the rows one after the other; each stands for itself. */
class TableReader {
  readonly #session: Session;
  readonly #office: OwnOffice;
  readonly #type: TypeRecord;
  readonly #columns: Columns;
  readonly #keys = new Set<string>();
  readonly #things = new Set<string>();
  readonly ready: ReadyRow[] = [];
  readonly problems: BulkProblem[] = [];
  readonly jobs = new Set<string>();
  known = 0;

  constructor(session: Session, office: OwnOffice, type: TypeRecord, columns: Columns) {
    this.#session = session;
    this.#office = office;
    this.#type = type;
    this.#columns = columns;
  }

  #hash(...parts: readonly JsonValue[]): string {
    return toBase64Url(this.#session.primitives.sha256(utf8(canonicalJson([...parts]))));
  }

  #requestProblem(request: string): string | undefined {
    const expected = {
      registryId: this.#session.registry.view.id,
      office: this.#office.id,
      now: this.#session.clock(),
    };
    try {
      const { vct, consent } = parseKeyRequest(request, expected, this.#session.primitives);
      if (vct !== this.#type.vct) return "office.wrong_type";
      if (this.#type.consent.mode !== "none" && consent === undefined) return "office.consent_missing";
    } catch (error) {
      if (error instanceof ExchangeError) return error.code;
      throw error;
    }
    return undefined;
  }

  /** Whether the same thing stands in another row, or cannot be read in one way. */
  #thingProblem(claims: JsonObject): string | undefined {
    const { unique } = this.#type;
    if (unique === undefined) return undefined;
    try {
      const values = unique.claims.map((path) => normalise(unique.normaliser, claimAt(claims, path)));
      const thing = JSON.stringify(values);
      if (this.#things.has(thing)) return "bulk.twice";
      this.#things.add(thing);
    } catch (error) {
      if (error instanceof TagError) return "bulk.value";
      throw error;
    }
    return undefined;
  }

  take(row: CsvRow): void {
    const { number, fields } = row;
    const problem = (code: string, column?: string): void =>
      void this.problems.push({ row: number, code, ...(column === undefined ? {} : { column }) });
    const { claims, problems } = claimsOf(row, this.#columns);
    const request = (fields[this.#columns.request] ?? "").trim();
    const { key: keyAt } = this.#columns;
    const given = keyAt === undefined ? "" : (fields[keyAt] ?? "").trim();
    if (keyAt !== undefined && given === "") problem("bulk.missing", KEY);
    // Without a key of its own a row is what it asks for.
    const role = roleOf(row, this.#columns);
    const asked = role === undefined || role === "holder" ? [claims, request] : [claims, request, role];
    const asks = this.#hash(...asked);
    const key = keyAt === undefined ? asks : given;
    const id = this.#hash(this.#type.id, key);
    if (this.#keys.has(id)) return problem("bulk.key_twice", keyAt === undefined ? undefined : KEY);
    this.#keys.add(id);
    const before = this.#session.store.bulkRows.get(id);
    if (before !== undefined && !isFree(this.#session, before)) {
      if (before.asks !== asks) return problem("bulk.key_reused", KEY);
      this.known++;
      this.jobs.add(before.job);
      return;
    }
    this.problems.push(...problems);
    if (role === undefined) problem("bulk.value", ROLE);
    if (fields.length > this.#columns.count) problem("bulk.value");
    const unfit = this.#requestProblem(request);
    if (unfit !== undefined) problem(unfit, REQUEST);
    const thing = problems.length === 0 ? this.#thingProblem(claims) : undefined;
    if (thing !== undefined) problem(thing, this.#type.unique?.claims[0]?.join("."));
    const other = role === undefined || role === "holder" ? {} : { role };
    this.ready.push({ id, row: number, key, asks, request, ...other, claims });
  }
}

/** Throws CsvError, `bulk.columns`, `office.none`, `.unknown_type`, `registry.full_only`. */
export function readTable(session: Session, typeId: string, csv: string): ReadTable {
  const office = requireOwnOffice(session);
  const type = office.state.type(typeId);
  if (type === undefined || !mayIssue(office, type, session.clock()))
    throw new WalletError("office.unknown_type");
  const { head, rows } = parseCsv(csv);
  const reader = new TableReader(session, office, type, columnsOf(head, type));
  for (const row of rows) reader.take(row);
  const wrong = new Set(reader.problems.map(({ row }) => row));
  const ready = reader.ready.filter(({ row }) => !wrong.has(row));
  const { known, problems } = reader;
  return { office, type, rows: rows.length, ready, known, jobs: [...reader.jobs], problems };
}
