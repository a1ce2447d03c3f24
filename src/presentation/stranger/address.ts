// No user, no fragment, nothing that one reader takes for the host and another does not.
const ADDRESS =
  /^https?:\/\/([a-z0-9](?:[a-z0-9.-]{0,252}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(?::[0-9]{1,5})?(?:[/?][\x21\x22\x24-\x5b\x5d-\x7e]*)?$/i;
const MAX_ADDRESS = 2048;

/** Host of an absolute http(s) address of at most 2048 characters, lower case; undefined for any other text. */
export function hostOfAddress(text: unknown): string | undefined {
  if (typeof text !== "string" || text.length > MAX_ADDRESS) return undefined;
  return ADDRESS.exec(text)?.[1]?.toLowerCase();
}
