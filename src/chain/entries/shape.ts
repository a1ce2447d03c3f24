import { isJsonObject, type JsonObject, type JsonValue } from "../../json/value.ts";
import { BodyError } from "./error.ts";
import { isBytes32, isBytes33, isBytes64, isId } from "../ids.ts";

/**
 * Checks that a value has a shape and gives back that same value, typed. Nothing is copied, since
 * entries are checked by the million. Throws BodyError.
 */
export type Shape<T> = (value: JsonValue) => T;
export type ShapeOf<S> = S extends Shape<infer T> ? T : never;

type Fields = { readonly [name: string]: Shape<unknown> };
type ObjectOf<R extends Fields, O extends Fields> = { readonly [N in keyof R]: ShapeOf<R[N]> } & {
  readonly [N in keyof O]?: ShapeOf<O[N]>;
};

/** An object with exactly these members. Throws `body.type` or `body.member`. */
export function object<R extends Fields, O extends Fields = Record<never, never>>(
  required: R,
  optional?: O,
): Shape<ObjectOf<R, O>> {
  const must = Object.entries(required);
  const may = Object.entries(optional ?? {});
  return (value) => {
    if (!isJsonObject(value)) throw new BodyError("body.type");
    let known = must.length;
    for (const [name, shape] of must) {
      const member = value[name];
      if (member === undefined) throw new BodyError("body.member");
      shape(member);
    }
    for (const [name, shape] of may) {
      const member = value[name];
      if (member === undefined) continue;
      shape(member);
      known++;
    }
    if (Object.keys(value).length !== known) throw new BodyError("body.member");
    return value as JsonObject & ObjectOf<R, O>;
  };
}

/** As `object`, with at least one of the optional members. Throws `body.nothing` too. */
export function amendment<R extends Fields, O extends Fields>(
  required: R,
  optional: O,
): Shape<ObjectOf<R, O>> {
  const shape = object(required, optional);
  const least = Object.keys(required).length + 1;
  return (value) => {
    const body = shape(value);
    if (Object.keys(body).length < least) throw new BodyError("body.nothing");
    return body;
  };
}

/** `min` to `max` items. Throws `body.type` or `body.list`. */
export function list<T>(min: number, max: number, item: Shape<T>): Shape<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) throw new BodyError("body.type");
    const items = value as readonly JsonValue[];
    if (items.length < min || items.length > max) throw new BodyError("body.list");
    for (const entry of items) item(entry);
    return items as readonly T[];
  };
}

/** A list strictly ascending by a text of each item, as UTF-16 code units. Throws `body.order` too. */
export function sortedList<T>(
  min: number,
  max: number,
  item: Shape<T>,
  text: (item: T) => string,
): Shape<readonly T[]> {
  const shape = list(min, max, item);
  return (value) => {
    const items = shape(value);
    for (let i = 1; i < items.length; i++) {
      if (text(items[i - 1] as T) >= text(items[i] as T)) throw new BodyError("body.order");
    }
    return items;
  };
}

/** A whole number in a range, both ends included. Throws `body.integer`. */
export function integer(min: number, max: number): Shape<number> {
  return (value) => {
    if (!Number.isSafeInteger(value) || (value as number) < min || (value as number) > max) {
      throw new BodyError("body.integer");
    }
    return value as number;
  };
}

/** Whole numbers, strictly ascending. Throws `body.order` too. */
export function ascending(min: number, max: number, item: Shape<number>): Shape<readonly number[]> {
  const shape = list(min, max, item);
  return (value) => {
    const items = shape(value);
    for (let i = 1; i < items.length; i++) {
      if ((items[i - 1] as number) >= (items[i] as number)) throw new BodyError("body.order");
    }
    return items;
  };
}

/** POSIX seconds up to the end of the year 9999. */
export const MAX_TIME = 253_402_300_799;
export const time = integer(0, MAX_TIME);

/** One of a few words. Throws `body.choice`. */
export function oneOf<const T extends string | number>(...words: readonly T[]): Shape<T> {
  const known = new Set<JsonValue>(words);
  return (value) => {
    if (!known.has(value)) throw new BodyError("body.choice");
    return value as T;
  };
}

/** Text that matches. Throws `body.text`. */
export function matching(pattern: RegExp): Shape<string> {
  return (value) => {
    if (typeof value !== "string" || !pattern.test(value)) throw new BodyError("body.text");
    return value;
  };
}

export function bool(value: JsonValue): boolean {
  if (typeof value !== "boolean") throw new BodyError("body.type");
  return value;
}

/** Throws `body.id`. */
export function id(value: JsonValue): string {
  if (typeof value !== "string" || !isId(value)) throw new BodyError("body.id");
  return value;
}

/** 32 bytes. Throws `body.hash`. */
export function hash(value: JsonValue): string {
  if (typeof value !== "string" || !isBytes32(value)) throw new BodyError("body.hash");
  return value;
}

/** The text of an Ed25519 key; whether it may be used is `admitKey`'s to say. Throws `body.key`. */
export function ed25519Key(value: JsonValue): string {
  if (typeof value !== "string" || !isBytes32(value)) throw new BodyError("body.key");
  return value;
}

/** The text of a compressed P-256 point. Throws `body.key`. */
export function p256Key(value: JsonValue): string {
  if (typeof value !== "string" || !isBytes33(value)) throw new BodyError("body.key");
  return value;
}

/** The text of an Ed25519 signature. Throws `body.key`. */
export function signature(value: JsonValue): string {
  if (typeof value !== "string" || !isBytes64(value)) throw new BodyError("body.key");
  return value;
}
