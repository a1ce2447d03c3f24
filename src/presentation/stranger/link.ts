import { isPlainText } from "../../text/plain-text.ts";
import { PresentationError } from "../error.ts";
import { hostOfAddress } from "./address.ts";

/** A request as it was handed over: itself, or where it lies. */
export type Carried =
  /** A signed request object, or an unsigned request as `parseStrangerRequest` takes it. */
  | { readonly kind: "request"; readonly text: string }
  | {
      readonly kind: "reference";
      readonly uri: string;
      readonly method: "get" | "post";
      /** The object that lies there must name the same (RFC 9101 section 5). */
      readonly clientId: string;
    };

const MAX_LINK = 65_536;
const MAX_PARAMETERS = 32;
export const LINK_SCHEME = "openid4vp:";
/** Schemes that profiles and older wallets name; the request in them is the same. */
const SCHEMES = new Set([
  LINK_SCHEME,
  "https:",
  "http:",
  "haip:",
  "haip-vp:",
  "eudi-openid4vp:",
  "mdoc-openid4vp:",
]);

function link(): PresentationError {
  return new PresentationError("presentation.link");
}

const LINK = /^([a-z][a-z0-9+.-]*:)([^?#@\s\\]*)\?([^#\s]*)$/i;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw link();
  }
}

/** Parameters of an authorization request, each there once (RFC 6749 section 3.1). */
function parametersOf(text: string): ReadonlyMap<string, string> {
  const [, scheme = "", , query = ""] = LINK.exec(text) ?? [];
  if (!SCHEMES.has(scheme.toLowerCase())) throw link();
  const found = new Map<string, string>();
  for (const pair of query.split("&", MAX_PARAMETERS + 1)) {
    const at = pair.indexOf("=");
    const name = decoded(at < 0 ? pair : pair.slice(0, at));
    if (name === "" || found.has(name) || found.size === MAX_PARAMETERS) throw link();
    found.set(name, at < 0 ? "" : decoded(pair.slice(at + 1)));
  }
  return found;
}

function readReference(parameters: ReadonlyMap<string, string>, clientId: string): Carried {
  const uri = parameters.get("request_uri") ?? "";
  const method = parameters.get("request_uri_method") ?? "get";
  if (method !== "get" && method !== "post") throw link();
  if (hostOfAddress(uri) === undefined) throw link();
  return { kind: "reference", uri, method, clientId };
}

/** Whether a text looks like a link that asks for a presentation; what it is, `parseCarried` finds. */
export function isRequestLink(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(text) && /[?&](?:request_uri|request|dcql_query|client_id)=/.test(text);
}

/**
 * A request by link (`openid4vp://`, `https://`: OpenID4VP 1.0 sections 5 and 13), by value or by
 * reference, or a request object as it is. Throws `presentation.too_large` or `.link`.
 */
export function parseCarried(text: string): Carried {
  const trimmed = text.trim();
  if (!/^[a-z][a-z0-9+.-]*:/i.test(trimmed)) return { kind: "request", text: trimmed };
  if (trimmed.length > MAX_LINK) throw new PresentationError("presentation.too_large");
  const parameters = parametersOf(trimmed);
  const clientId = parameters.get("client_id");
  if (!isPlainText(clientId, 4096)) throw link();
  const [request, hasReference] = [parameters.get("request"), parameters.has("request_uri")];
  if (hasReference) {
    if (request !== undefined) throw link();
    return readReference(parameters, clientId);
  }
  if (request !== undefined) return { kind: "request", text: request };
  // In one form, whatever it began with, so that the same request is the same text.
  const query = [...parameters].map((pair) => pair.map(encodeURIComponent).join("=")).join("&");
  return { kind: "request", text: `${LINK_SCHEME}//?${query}` };
}

/** The parameters of an unsigned request, in the form that `parseCarried` gives it. Throws `presentation.link`. */
export function unsignedParameters(text: string): ReadonlyMap<string, string> {
  if (text.length > MAX_LINK) throw new PresentationError("presentation.too_large");
  return parametersOf(text);
}
