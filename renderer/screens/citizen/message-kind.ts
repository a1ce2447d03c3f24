/** What a text from outside seems to be, by its outermost form; what it really is, main finds out. */
export type MessageKind = "request" | "consent" | "key request" | "encrypted" | "issuer offer" | "unknown";

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

/** An offer by OpenID4VCI 1.0 section 4.1: a link, whatever it begins with, or the offer itself. */
function isIssuerOffer(text: string): boolean {
  if (text.startsWith("{")) return text.includes('"credential_issuer"');
  return /^[a-z][a-z0-9+.-]*:/i.test(text) && /[?&]credential_offer(_uri)?=/.test(text);
}

export function messageKind(text: string): MessageKind {
  if (isIssuerOffer(text)) return "issuer offer";
  const parts = text.split(".", 6);
  if (parts.length === 5) return "encrypted";
  if (parts.length !== 3) return "unknown";
  return KINDS.get(headerType(parts[0] as string)) ?? "request";
}
