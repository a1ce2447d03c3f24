/** Most values, and deepest nesting, of one call's arguments. */
const MAX_VALUES = 65_536;
const MAX_DEPTH = 24;

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * Whether arguments are plain data of a sane size: no instances, no member that would be lost or that
 * changes what it is put into, nothing so deep or so often shared that a reader of it does not come
 * back. What a call makes of them is for its own parser. Throws what a getter of theirs throws.
 */
export function isPlainData(args: unknown): boolean {
  let left = MAX_VALUES;

  function isPlain(value: unknown, depth: number): boolean {
    if (--left < 0 || depth > MAX_DEPTH) return false;
    if (typeof value !== "object" || value === null) {
      return typeof value !== "function" && typeof value !== "symbol" && typeof value !== "bigint";
    }
    if (Array.isArray(value)) return value.every((item) => isPlain(item, depth + 1));
    if (!isPlainObject(value)) return false;
    const names = Reflect.ownKeys(value);
    if (names.length > left) return false;
    return names.every(
      (name) =>
        typeof name === "string" &&
        name !== "__proto__" &&
        isPlain((value as { readonly [name: string]: unknown })[name], depth + 1),
    );
  }

  return isPlain(args, 0);
}
