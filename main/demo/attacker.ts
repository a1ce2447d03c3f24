import { toBase64Url } from "../../src/bytes/base64.ts";
import { presentSdJwt, selectDisclosures } from "../../src/credential/sd-jwt/present.ts";
import { parseSdJwt } from "../../src/credential/sd-jwt/parse.ts";
import { p256Thumbprint } from "../../src/crypto/p256.ts";
import type { Es256Signer } from "../../src/crypto/ports.ts";
import { parseDelivery } from "../../src/exchange/delivery.ts";
import { buildKeyRequest } from "../../src/exchange/key-request.ts";
import { buildQuery } from "../../src/presentation/ask.ts";
import { buildRequest, parseRequest } from "../../src/presentation/request.ts";
import { es256Signer, newP256Secret } from "../crypto/keys.ts";
import { nodePrimitives } from "../crypto/primitives.ts";
import { systemClock } from "../doors/clock.ts";
import { systemRandom } from "../doors/random.ts";
import { decryptResponse, encryptResponse } from "../presentation/jwe.ts";
import { privateKeyObject } from "../vault/key-object.ts";

const { sha256 } = nodePrimitives;

/** A person with a credential of their own and a program that keeps to no rule. */
export class Attacker {
  readonly #holder: Es256Signer;
  readonly #agreement: { readonly signer: Es256Signer; readonly secret: Uint8Array };
  #credential = "";
  #receipt = "";

  constructor() {
    this.#holder = es256Signer(newP256Secret(systemRandom));
    const secret = newP256Secret(systemRandom);
    this.#agreement = { signer: es256Signer(secret), secret };
  }

  keyRequest(registryId: string, office: string, vct: string): string {
    const encryption = this.#agreement.signer.publicKey;
    return buildKeyRequest({ registryId, office, vct, encryption, issuedAt: systemClock() }, this.#holder);
  }

  async take(delivery: string): Promise<void> {
    const kid = p256Thumbprint(this.#agreement.signer.publicKey, sha256);
    const key = privateKeyObject("ES256", this.#agreement.secret);
    const [first] = parseDelivery(await decryptResponse(delivery, { kid, key })).credentials;
    this.#credential = first?.credential ?? "";
    this.#receipt = first?.receipt ?? "";
  }

  /** An honest presentation for a request, and what it would be answered with. */
  present(request: string): string {
    const { query, nonce, clientId } = parseRequest(request);
    const paths = (query.credentials[0]?.claims ?? []).map(({ path }) => path);
    const selection = selectDisclosures(parseSdJwt(this.#credential), paths, sha256);
    const binding = { nonce, audience: clientId, issuedAt: systemClock() };
    return presentSdJwt(selection, binding, this.#holder, sha256);
  }

  /** Answers a request with this very text in place of a presentation. */
  async answer(request: string, presentation: string): Promise<string> {
    const { state, query, responseKey } = parseRequest(request);
    const id = query.credentials[0]?.id ?? "";
    const token = { vp_token: { [id]: [presentation] }, state, receipts: { [id]: [this.#receipt] } };
    return await encryptResponse(JSON.stringify(token), responseKey);
  }

  /** A request in the name of an office that is not in the registry, or not with this key. */
  ask(registry: string, office: string, vct: string, claims: readonly (readonly string[])[]): string {
    const now = systemClock();
    const draft = {
      client: { registry, office },
      nonce: toBase64Url(systemRandom(24)),
      state: toBase64Url(systemRandom(24)),
      issued: now,
      expires: now + 600,
      query: buildQuery([{ vct, claims: claims.map((path) => ({ path, optional: false })) }]),
      purpose: "age-check",
      responseKey: this.#agreement.signer.publicKey,
    };
    return buildRequest(draft, this.#holder, sha256);
  }
}

/** Replaces the character at `at` by another one of the same alphabet. */
export function changeCharacter(text: string, at: number): string {
  const now = text[at];
  const next = now === "A" ? "B" : now === "~" || now === "." ? "A" : "A";
  return text.slice(0, at) + next + text.slice(at + 1);
}
