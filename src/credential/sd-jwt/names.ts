/** The key under which an object lists digests (RFC 9901 section 4.2.4.1). */
export const DIGESTS = "_sd";
/** The only key of an array's element that stands for a digest (section 4.2.4.2). */
export const ELEMENT_DIGEST = "...";
/** Names the hash function, at the top level only (section 4.1.1). */
export const HASH_ALG = "_sd_alg";

const RESERVED: ReadonlySet<string> = new Set([DIGESTS, ELEMENT_DIGEST, HASH_ALG, "__proto__"]);

/**
 * Names that no claim may have: those of the mechanism itself, and the one that would set an
 * object's prototype rather than a member.
 */
export function isReservedName(name: string): boolean {
  return RESERVED.has(name);
}

const ALWAYS_VISIBLE: ReadonlySet<string> = new Set([
  "iss",
  "nbf",
  "exp",
  "cnf",
  "vct",
  "vct#integrity",
  "aka_vcts",
  "status",
]);

/** Top-level claims that must not be in a disclosure, nor anything inside them (SD-JWT VC, "Registered JWT Claims"). */
export function isAlwaysVisible(name: string): boolean {
  return ALWAYS_VISIBLE.has(name);
}
