import { fromUtf8, utf8 } from "../../src/bytes/bytes.ts";
import { BytesError } from "../../src/bytes/error.ts";
import type { JsonValue } from "../../src/json/value.ts";
import { PresentationError } from "../../src/presentation/error.ts";
import type { ServerHandler, ServerRequest, ServerResponseParts } from "../doors/http-server.ts";

/** What was posted to a response address (OpenID4VP 1.0 sections 8.2, 8.3.1, 8.5). */
export type PostedAnswer =
  | { readonly kind: "encrypted"; readonly response: string }
  | { readonly kind: "plain"; readonly token: string; readonly state: string }
  | { readonly kind: "declined"; readonly state: string | undefined };

export interface VerifierDesk {
  /** The request object that waits under this name; undefined where none waits. */
  request(id: string): string | undefined;
  /** Takes the one answer. Throws PresentationError where it is not taken. */
  take(id: string, answer: PostedAnswer): Promise<void>;
}

const MAX_BODY = 1 << 20;
const FORM = "application/x-www-form-urlencoded";
const NAME = /^\/(request|answer)\/([A-Za-z0-9_-]{43})$/;

function json(status: number, value: JsonValue): ServerResponseParts {
  return { status, contentType: "application/json", body: utf8(JSON.stringify(value)) };
}

/** A form's body, at most 1 MiB. Throws `presentation.response`. */
export function parsePostedAnswer(body: Uint8Array): PostedAnswer {
  const refused = new PresentationError("presentation.response");
  let form: URLSearchParams;
  try {
    form = new URLSearchParams(fromUtf8(body));
  } catch (error) {
    if (error instanceof BytesError) throw refused;
    throw error;
  }
  // A name given twice would be read in two ways (RFC 6749 section 3.2).
  if (new Set(form.keys()).size !== form.size) throw refused;
  const [response, token, state] = [form.get("response"), form.get("vp_token"), form.get("state")];
  if (response !== null) return { kind: "encrypted", response };
  if (token !== null && state !== null) return { kind: "plain", token, state };
  if (form.has("error")) return { kind: "declined", state: state ?? undefined };
  throw refused;
}

async function serve(desk: VerifierDesk, request: ServerRequest): Promise<ServerResponseParts> {
  const [, place, id = ""] = NAME.exec(request.path) ?? [];
  if (place === "answer" && request.method === "POST") {
    if (request.contentType !== FORM) throw new PresentationError("presentation.response");
    await desk.take(id, parsePostedAnswer(await request.body(MAX_BODY)));
    return json(200, {});
  }
  const text = place === "request" && request.method !== "POST" ? desk.request(id) : undefined;
  if (text === undefined) return json(404, { error: "not_found" });
  return { status: 200, contentType: "application/oauth-authz-req+jwt", body: utf8(text) };
}

/** A counter's OpenID4VP 1.0 endpoints for `startServer`: its requests lie there, their answers are posted there. */
export function verifierHandler(desk: VerifierDesk): ServerHandler {
  return async (request) => {
    try {
      return await serve(desk, request);
    } catch (error) {
      if (!(error instanceof PresentationError)) throw error;
      return json(400, { error: "invalid_request", error_description: error.code });
    }
  };
}
