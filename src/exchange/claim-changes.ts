import { MAX_TEXT_LENGTH, MAX_VALUES } from "../credential/check-claims.ts";
import { isJsonObject, type JsonValue } from "../json/value.ts";
import { isPlainText } from "../text/plain-text.ts";
import { ExchangeError } from "./error.ts";

const MOST = 64;
const LONGEST_PATH = 8;
const LONGEST_NAME = 64;
/** Characters of JSON; a message with all of it stays a file that can be passed on. */
const MOST_TEXT = 16_384;

/** A claim that will say something else. */
export interface ClaimChange {
  readonly path: readonly string[];
  /** What it will say; undefined where it is left out. */
  readonly to?: JsonValue;
}

interface Said {
  readonly path: readonly string[];
  readonly kind: string;
  readonly value: JsonValue;
}

const keyOf = (path: readonly string[]): string => JSON.stringify(path);

/** What of `before` will be otherwise. Pictures are left out, and so is what there is no room for. */
export function claimChanges(before: readonly Said[], after: readonly Said[]): readonly ClaimChange[] {
  const old = new Map(before.map(({ path, value }) => [keyOf(path), JSON.stringify(value)]));
  const kept = new Set(after.map(({ path }) => keyOf(path)));
  const changed = after
    .filter(({ path, kind, value }) => kind !== "image" && old.get(keyOf(path)) !== JSON.stringify(value))
    .map(({ path, value }) => ({ path, to: value }));
  const gone = before
    .filter(({ path, kind }) => kind !== "image" && !kept.has(keyOf(path)))
    .map(({ path }) => ({ path }));
  let room = MOST_TEXT;
  return [...changed, ...gone].slice(0, MOST).filter((change) => {
    room -= JSON.stringify(change).length;
    return room >= 0;
  });
}

function isValue(value: JsonValue): boolean {
  if (Array.isArray(value))
    return value.length <= MAX_VALUES && value.every((each) => !Array.isArray(each) && isValue(each));
  if (typeof value === "string") return isPlainText(value, MAX_TEXT_LENGTH);
  return typeof value === "number" || typeof value === "boolean";
}

function readChange(value: JsonValue): ClaimChange {
  if (!isJsonObject(value)) throw new ExchangeError("exchange.syntax");
  const { path, to } = value;
  const isPath =
    Array.isArray(path) &&
    path.length > 0 &&
    path.length <= LONGEST_PATH &&
    path.every((name) => isPlainText(name, LONGEST_NAME));
  if (!isPath || (to !== undefined && !isValue(to))) throw new ExchangeError("exchange.syntax");
  return { path: path as readonly string[], ...(to !== undefined && { to }) };
}

/** Throws `exchange.syntax`. */
export function readClaimChanges(value: JsonValue): readonly ClaimChange[] {
  if (!Array.isArray(value) || value.length > MOST) throw new ExchangeError("exchange.syntax");
  return value.map(readChange);
}
