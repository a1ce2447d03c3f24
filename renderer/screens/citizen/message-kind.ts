/** What a text from outside seems to be, by its outermost form; what it really is, main finds out. */
export type MessageKind = "request" | "consent" | "key request" | "encrypted" | "unknown";

const KINDS: ReadonlyMap<unknown, MessageKind> = new Map([
  ["sealfolio-consent-request+jwt", "consent"],
  ["openid4vci-proof+jwt", "key request"],
]);
const MAX_HEADER = 8192;

function headerType(head: string): unknown {
  if (head.length > MAX_HEADER) return undefined;
  try {
    const text = atob(head.replaceAll("-", "+").replaceAll("_", "/"));
    // oxlint-disable-next-line sealfolio/json -- a hint which screen it is for; main parses the message itself
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && "typ" in value ? value.typ : undefined;
  } catch {
    return undefined;
  }
}

export function messageKind(text: string): MessageKind {
  const parts = text.split(".", 6);
  if (parts.length === 5) return "encrypted";
  if (parts.length !== 3) return "unknown";
  return KINDS.get(headerType(parts[0] as string)) ?? "request";
}
