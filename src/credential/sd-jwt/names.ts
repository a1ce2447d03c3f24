/** The key under which an object lists digests (RFC 9901 section 4.2.4.1). */
export const DIGESTS = "_sd";
/** The only key of an array's element that stands for a digest (section 4.2.4.2). */
export const ELEMENT_DIGEST = "...";
/** Names the hash function, at the top level only (section 4.1.1). */
export const HASH_ALG = "_sd_alg";

/**
 * Names that no claim may have: those of the mechanism itself, and the one that would set an
 * object's prototype rather than a member.
 */
export function isReservedName(name: string): boolean {
  return name === DIGESTS || name === ELEMENT_DIGEST || name === HASH_ALG || name === "__proto__";
}

/** Top-level claims that must not be in a disclosure, nor anything inside them (SD-JWT VC, "Registered JWT Claims"). */
export function isAlwaysVisible(name: string): boolean {
  switch (name) {
    case "iss":
    case "nbf":
    case "exp":
    case "cnf":
    case "vct":
    case "vct#integrity":
    case "aka_vcts":
    case "status":
    // Our own beside `iss` (credential/addresses.ts) and beside `cnf` (credential/holders.ts).
    case "registry_office":
    case "registry_holders":
      return true;
    default:
      return false;
  }
}
