import { toBase64Url } from "../../../src/bytes/base64.ts";
import { fromUtf8, utf8 } from "../../../src/bytes/bytes.ts";
import { BytesError } from "../../../src/bytes/error.ts";
import type { P256Jwk } from "../../../src/crypto/p256-jwk.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { JsonError } from "../../../src/json/error.ts";
import { parseJsonBytes } from "../../../src/json/parse.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../../src/json/value.ts";
import type { Clock } from "../../doors/clock.ts";
import type { ServerHandler, ServerRequest, ServerResponseParts } from "../../doors/http-server.ts";
import type { RandomBytes } from "../../doors/random.ts";
import { type IssuedAnswer, type IssuerDesk, TOKEN_SECONDS } from "./desk.ts";
import {
  batchSizeOf,
  issuerMetadata,
  offerObject,
  PRE_AUTHORIZED,
  REFRESH,
  serverMetadata,
} from "./metadata.ts";
import { Nonces } from "./nonces.ts";
import { SeenProofs, verifyDpop, verifyKeyProof } from "./proofs.ts";
import { Refused } from "./refused.ts";

const MAX_BODY = 65_536;
const INTERVAL = 5;
const LIST_TYPE = "application/statuslist+jwt";

export interface IssuerServerDeps {
  readonly desk: IssuerDesk;
  /** Where it is reached from outside, without a slash at its end: what offers and metadata say. */
  readonly url: () => string;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly primitives: Primitives;
}

function json(status: number, value: JsonValue): ServerResponseParts {
  return { status, contentType: "application/json", body: utf8(JSON.stringify(value)) };
}

/** `application/x-www-form-urlencoded`; a name given twice is refused (RFC 6749 section 3.2). */
async function readForm(request: ServerRequest): Promise<ReadonlyMap<string, string>> {
  if (request.contentType !== "application/x-www-form-urlencoded") throw new Refused("invalid_request");
  let text: string;
  try {
    text = fromUtf8(await request.body(MAX_BODY));
  } catch (error) {
    if (error instanceof BytesError) throw new Refused("invalid_request");
    throw error;
  }
  const form = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (form.has(name)) throw new Refused("invalid_request");
    form.set(name, value);
  }
  return form;
}

async function readJsonBody(request: ServerRequest): Promise<JsonObject> {
  try {
    const value = parseJsonBytes(await request.body(MAX_BODY), { maxLength: MAX_BODY, maxDepth: 12 });
    if (isJsonObject(value)) return value;
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
  }
  throw new Refused("invalid_credential_request");
}

/** An office's OpenID4VCI 1.0 server: pre-authorised codes, nonces, key proofs, DPoP, deferred answers, notifications. */
class IssuerServer {
  readonly #deps: IssuerServerDeps;
  readonly #nonces: Nonces;
  readonly #seen = new SeenProofs();

  constructor(deps: IssuerServerDeps) {
    this.#deps = deps;
    this.#nonces = new Nonces(deps.random, deps.primitives.sha256);
  }

  #hash(token: string): string {
    return toBase64Url(this.#deps.primitives.sha256(utf8(token)));
  }

  #dpop(request: ServerRequest, token?: string): string | undefined {
    if (request.dpop === "") return undefined;
    const { clock, primitives, url } = this.#deps;
    return verifyDpop(request.dpop, {
      now: clock(),
      primitives,
      method: request.method,
      url: `${url()}${request.path}`,
      seen: this.#seen,
      ...(token === undefined ? {} : { token }),
    });
  }

  #tokens(token: string, boundTo: string | undefined, refresh?: string): ServerResponseParts {
    return json(200, {
      access_token: token,
      token_type: boundTo === undefined ? "Bearer" : "DPoP",
      expires_in: TOKEN_SECONDS,
      ...(refresh === undefined ? {} : { refresh_token: refresh }),
    });
  }

  /** RFC 6749 section 6. The token is bound to its key (RFC 9449 section 5), so it need not change each time. */
  #refreshed(form: ReadonlyMap<string, string>, boundTo: string | undefined): ServerResponseParts {
    const refresh = form.get("refresh_token");
    if (refresh === undefined) throw new Refused("invalid_request");
    const token = toBase64Url(this.#deps.random(32));
    const isTaken =
      boundTo !== undefined &&
      this.#deps.desk.refresh(this.#hash(refresh), { hash: this.#hash(token), boundTo });
    if (!isTaken) throw new Refused("invalid_grant");
    return this.#tokens(token, boundTo);
  }

  async token(request: ServerRequest): Promise<ServerResponseParts> {
    const form = await readForm(request);
    const grant = form.get("grant_type");
    if (grant === REFRESH) return this.#refreshed(form, this.#dpop(request));
    if (grant !== PRE_AUTHORIZED) throw new Refused("unsupported_grant_type");
    const code = form.get("pre-authorized_code");
    if (code === undefined) throw new Refused("invalid_request");
    const boundTo = this.#dpop(request);
    const { random, desk } = this.#deps;
    const token = toBase64Url(random(32));
    // Whoever finds one that is bound to no key could use it for years.
    const refresh = boundTo === undefined ? undefined : toBase64Url(random(32));
    const offer = desk.redeem(code, form.get("tx_code"), {
      hash: this.#hash(token),
      boundTo,
      refresh: refresh === undefined ? undefined : this.#hash(refresh),
    });
    if (offer === undefined) throw new Refused("invalid_grant");
    return this.#tokens(token, boundTo, refresh);
  }

  #offerOf(
    request: ServerRequest,
    { mayBeOver = false } = {},
  ): NonNullable<ReturnType<IssuerDesk["byToken"]>> {
    const [scheme = "", token = "", ...more] = request.authorization.split(" ");
    const found = more.length === 0 && token !== "" ? this.#deps.desk.byToken(this.#hash(token)) : undefined;
    if (found === undefined || (found.isOver && !mayBeOver)) throw new Refused("invalid_token");
    const isBound = found.boundTo !== undefined;
    if (scheme.toLowerCase() !== (isBound ? "dpop" : "bearer")) throw new Refused("invalid_token");
    if (isBound && this.#dpop(request, token) !== found.boundTo) throw new Refused("invalid_token");
    return found;
  }

  /** The keys that were shown, each another: as many as there are to be copies, else the first (section 8.3). */
  #holdersOf(body: JsonObject, copies: number | undefined): readonly P256Jwk[] {
    const { clock, primitives, url, desk } = this.#deps;
    const proofs = isJsonObject(body["proofs"]) ? body["proofs"]["jwt"] : undefined;
    const single = isJsonObject(body["proof"]) ? body["proof"]["jwt"] : undefined;
    const list: readonly JsonValue[] = Array.isArray(proofs) ? proofs : [single ?? null];
    const isFit = copies === undefined ? list.length > 0 : list.length === copies;
    if (!isFit || list.length > batchSizeOf(desk)) throw new Refused("invalid_proof");
    const now = clock();
    const used = new Set<string>();
    const isOurNonce = (nonce: string) => {
      used.add(nonce);
      return this.#nonces.isKnown(nonce, now);
    };
    const keys = list.map((one) => verifyKeyProof(one, { now, primitives, issuer: url(), isOurNonce }));
    // The two keys of one x are one secret.
    if (new Set(keys.map(({ x }) => x)).size !== keys.length) throw new Refused("invalid_proof");
    for (const nonce of used) this.#nonces.use(nonce, now);
    return copies === undefined ? keys.slice(0, 1) : keys;
  }

  #answer(offer: string, answer: IssuedAnswer): ServerResponseParts {
    if (answer.state === "refused") throw new Refused("credential_request_denied");
    if (answer.state === "unfit") throw new Refused("invalid_proof");
    if (answer.state === "pending")
      return json(202, { transaction_id: offer, interval: answer.interval ?? INTERVAL });
    const credentials = answer.credentials.map(({ credential, receipt }) => ({ credential, receipt }));
    return json(200, { credentials, notification_id: offer });
  }

  async credential(request: ServerRequest): Promise<ServerResponseParts> {
    const offer = this.#offerOf(request);
    const body = await readJsonBody(request);
    const { credential_configuration_id: id, credential_identifier: other } = body;
    if (other !== undefined || typeof id !== "string") throw new Refused("invalid_credential_request");
    if (id !== offer.configuration) throw new Refused("unknown_credential_configuration");
    const { desk } = this.#deps;
    const known = offer.isSigned ? await desk.progress(offer.id) : undefined;
    const answer = known ?? (await desk.issue(offer.id, this.#holdersOf(body, offer.copies)));
    return this.#answer(offer.id, answer);
  }

  async deferred(request: ServerRequest): Promise<ServerResponseParts> {
    const offer = this.#offerOf(request);
    const body = await readJsonBody(request);
    const answer = body["transaction_id"] === offer.id ? await this.#deps.desk.progress(offer.id) : undefined;
    if (answer === undefined) throw new Refused("invalid_transaction_id");
    return this.#answer(offer.id, answer);
  }

  async notification(request: ServerRequest): Promise<ServerResponseParts> {
    const offer = this.#offerOf(request, { mayBeOver: true });
    const { notification_id: id, event } = await readJsonBody(request);
    const isKnown =
      event === "credential_accepted" || event === "credential_deleted" || event === "credential_failure";
    if (id !== offer.id || !isKnown) throw new Refused("invalid_notification_id");
    this.#deps.desk.notified(offer.id, event);
    return { status: 204, contentType: "application/json", body: new Uint8Array(0) };
  }

  #read(path: string): ServerResponseParts {
    const { desk, url } = this.#deps;
    if (path === "/.well-known/openid-credential-issuer") return json(200, issuerMetadata(url(), desk));
    if (path === "/.well-known/oauth-authorization-server") return json(200, serverMetadata(url()));
    if (path === "/status") {
      const list = desk.statusList();
      if (list === undefined) throw new Refused("not_found");
      return { status: 200, contentType: LIST_TYPE, body: utf8(list), cache: "max-age=300" };
    }
    const offer = path.startsWith("/offer/") ? desk.find(path.slice("/offer/".length)) : undefined;
    if (offer === undefined) throw new Refused("not_found");
    return json(200, offerObject(url(), offer));
  }

  async serve(request: ServerRequest): Promise<ServerResponseParts> {
    if (request.method !== "POST") return this.#read(request.path);
    switch (request.path) {
      case "/token":
        return await this.token(request);
      case "/nonce":
        return json(200, { c_nonce: this.#nonces.make(this.#deps.clock()) });
      case "/credential":
        return await this.credential(request);
      case "/deferred_credential":
        return await this.deferred(request);
      case "/notification":
        return await this.notification(request);
      default:
        throw new Refused("not_found");
    }
  }
}

/** Answers for `startServer`; what it refuses is `{error}` alone. */
export function issuerHandler(deps: IssuerServerDeps): ServerHandler {
  const server = new IssuerServer(deps);
  return async (request) => {
    try {
      return await server.serve(request);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const parts = json(error.status, { error: error.code });
      return error.status === 401
        ? { ...parts, headers: { "www-authenticate": 'DPoP error="invalid_token", algs="ES256"' } }
        : parts;
    }
  };
}
