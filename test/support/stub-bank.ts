import { generateKeyPairSync, hash } from "node:crypto";
import { compactDecrypt, CompactEncrypt, importJWK } from "jose";
import { systemClock } from "../../main/doors/clock.ts";
import { type ServerRequest, startServer } from "../../main/doors/http-server.ts";
import { utf8 } from "../../src/bytes/bytes.ts";
import { issueSdJwt } from "../../src/credential/sd-jwt/issue.ts";
import { hierarchy, LEAF, toX5c } from "./certificates.ts";
import { PORTS } from "./sd-jwt.ts";

interface Endings {
  after(work: () => void | Promise<void>): void;
}

const x5c = toX5c([hierarchy(systemClock()).leaf]);
const VCT = "https://bank.example/account";
const json = (value: object, status = 200) => ({
  status,
  contentType: "application/json",
  body: utf8(JSON.stringify(value)),
});
const textOf = async (request: ServerRequest) => Buffer.from(await request.body(65_536)).toString();

/** Where the bank is otherwise. */
export interface BankPlan {
  /** Members of its metadata as an issuer, and as an authorization server. */
  readonly issuer?: (url: string) => object;
  readonly server?: object;
  readonly grant?: (url: string) => object;
  /** Gives the credential in clear, whatever it was asked for. */
  readonly isOpen?: boolean;
}

/** What requests are encrypted to. */
const REQUESTS = generateKeyPairSync("ec", { namedCurve: "P-256" });
export const REQUEST_ENCRYPTION = {
  jwks: {
    keys: [
      { kty: "RSA", n: "AQAB", e: "AQAB", kid: "other" },
      { ...REQUESTS.publicKey.export({ format: "jwk" }), kid: "requests", use: "enc", alg: "ECDH-ES" },
    ],
  },
  enc_values_supported: ["A128GCM"],
  encryption_required: true,
};

/** The key of a proof of possession (RFC 9449), as text. */
const keyIn = (proof: string): string => {
  const header = Buffer.from(proof.split(".")[0] ?? "", "base64url").toString();
  return header === "" ? "" : JSON.stringify((JSON.parse(header) as { readonly jwk: object }).jwk);
};

/** A bank where the person signs in: pushed requests, PKCE, answers encrypted to the wallet. Its offer is a link. */
export async function stubBank(t: Endings, plan: BankPlan = {}) {
  const pushed = new Map<string, URLSearchParams>();
  const seen: string[] = [];
  let boundTo = "";
  const answers: { [path: string]: (request: ServerRequest) => Promise<object> | object } = {
    "/offer": () => ({
      credential_issuer: server.url,
      credential_configuration_ids: ["account"],
      grants: { authorization_code: { issuer_state: "is-1", ...plan.grant?.(server.url) } },
    }),
    "/.well-known/openid-credential-issuer": () => ({
      credential_issuer: server.url,
      credential_endpoint: `${server.url}/credential`,
      nonce_endpoint: `${server.url}/nonce`,
      credential_response_encryption: {
        alg_values_supported: ["ECDH-ES"],
        enc_values_supported: ["A128GCM"],
        encryption_required: true,
      },
      credential_configurations_supported: {
        account: {
          format: "dc+sd-jwt",
          vct: VCT,
          scope: "account",
          proof_types_supported: { jwt: { proof_signing_alg_values_supported: ["ES256"] } },
        },
      },
      ...plan.issuer?.(server.url),
    }),
    "/.well-known/oauth-authorization-server/other": () => ({
      issuer: `${server.url}/other`,
      token_endpoint: `${server.url}/other/token`,
      authorization_endpoint: `${server.url}/other/authorize`,
      code_challenge_methods_supported: ["S256"],
    }),
    "/.well-known/oauth-authorization-server": () => ({
      issuer: server.url,
      token_endpoint: `${server.url}/token`,
      authorization_endpoint: `${server.url}/authorize`,
      pushed_authorization_request_endpoint: `${server.url}/par`,
      require_pushed_authorization_requests: true,
      code_challenge_methods_supported: ["S256"],
      response_types_supported: ["code"],
      ...plan.server,
    }),
    "/par": async (request) => {
      const form = new URLSearchParams(await textOf(request));
      pushed.set("urn:r:1", form);
      boundTo = keyIn(request.dpop);
      return { request_uri: "urn:r:1", expires_in: 60 };
    },
    "/token": async (request) => {
      const form = new URLSearchParams(await textOf(request));
      const verifier = form.get("code_verifier") ?? "";
      const challenge = pushed.get("urn:r:1")?.get("code_challenge");
      const isProven = hash("sha256", verifier, "base64url") === challenge && keyIn(request.dpop) === boundTo;
      const isRight = form.get("code") === "the-code" && isProven;
      seen.push(isRight ? "token" : "refused");
      const type = boundTo === "" ? "Bearer" : "DPoP";
      return isRight ? { access_token: "at", token_type: type } : { error: "invalid_grant" };
    },
    "/nonce": () => ({ c_nonce: "n-1" }),
  };
  /** What was asked, in clear. */
  const opened = async (request: ServerRequest): Promise<string> => {
    const text = await textOf(request);
    if (request.contentType !== "application/jwt") return text;
    const { plaintext, protectedHeader } = await compactDecrypt(text, REQUESTS.privateKey);
    seen.push(`request to ${protectedHeader.kid ?? ""}`);
    return Buffer.from(plaintext).toString();
  };
  const credential = async (request: ServerRequest) => {
    const body = JSON.parse(await opened(request)) as {
      readonly proofs: { readonly jwt: readonly string[] };
      readonly credential_response_encryption: { readonly jwk: object; readonly enc: string };
    };
    const header = body.proofs.jwt[0]?.split(".")[0] ?? "";
    const { jwk } = JSON.parse(Buffer.from(header, "base64url").toString()) as { readonly jwk: object };
    const now = systemClock();
    const claims = { vct: VCT, iat: now, exp: now + 3600, iban: "X1", cnf: { jwk: { ...jwk } } };
    const sdJwt = issueSdJwt({ claims, disclosable: [["iban"]], kid: "k", x5c }, LEAF, PORTS);
    if (plan.isOpen === true) return json({ credentials: [{ credential: sdJwt }] });
    const { enc, jwk: to } = body.credential_response_encryption;
    const jwe = await new CompactEncrypt(utf8(JSON.stringify({ credentials: [{ credential: sdJwt }] })))
      .setProtectedHeader({ alg: "ECDH-ES", enc })
      .encrypt(await importJWK({ ...to, alg: "ECDH-ES" }));
    seen.push(`encrypted ${enc}`);
    return { status: 200, contentType: "application/jwt", body: utf8(jwe) };
  };
  const server = await startServer({}, async (request) => {
    if (request.path === "/credential") return await credential(request);
    const value = (await answers[request.path]?.(request)) ?? { error: "none" };
    const status = "error" in value ? 400 : request.path === "/par" ? 201 : 200;
    return json(value, status);
  });
  t.after(() => server.close());
  const link = `openid-credential-offer://?credential_offer_uri=${encodeURIComponent(`${server.url}/offer`)}`;
  return { link, pushed, seen, url: server.url };
}
