import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { compactDecrypt, exportJWK } from "jose";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { type RunningServer, type ServerHandler, startServer } from "../../main/doors/http-server.ts";
import { fromUtf8, utf8 } from "../../src/bytes/bytes.ts";
import type { Es256Signer } from "../../src/crypto/ports.ts";
import { toBase64Url } from "../../src/bytes/base64.ts";
import { signCompactJws } from "../../src/jws/compact.ts";
import { parseJson } from "../../src/json/parse.ts";
import type { JsonObject } from "../../src/json/value.ts";
import { LEAF, toX5c } from "./certificates.ts";

interface Endings {
  after(work: () => void | Promise<void>): void;
}

/** A verifier on this machine that is nobody of a registry: makes requests, serves one, hears answers. */
export class StubVerifier {
  readonly answers: URLSearchParams[] = [];
  readonly fetched: string[] = [];
  /** What lies at `/request`; may depend on the wallet's nonce. */
  object: (walletNonce: string | undefined) => string = () => "";
  /** Stands before the real handler. */
  intercept: ((path: string) => Awaited<ReturnType<ServerHandler>> | undefined) | undefined;
  reply: JsonObject = {};
  readonly key: { readonly privateKey: KeyObject; readonly jwk: JsonObject };
  #server: RunningServer | undefined;

  private constructor(key: StubVerifier["key"]) {
    this.key = key;
  }

  static async start(t: Endings): Promise<StubVerifier> {
    const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const jwk = { ...(await exportJWK(publicKey)), use: "enc", alg: "ECDH-ES", kid: "enc-1" } as JsonObject;
    const stub = new StubVerifier({ privateKey, jwk });
    stub.#server = await startServer({}, async (request) => {
      const instead = stub.intercept?.(request.path);
      if (instead !== undefined) return instead;
      const body = new URLSearchParams(fromUtf8(await request.body(1 << 20)));
      if (request.path === "/request") {
        stub.fetched.push(request.method);
        const text = stub.object(body.get("wallet_nonce") ?? undefined);
        return { status: 200, contentType: "application/oauth-authz-req+jwt", body: utf8(text) };
      }
      stub.answers.push(body);
      return { status: 200, contentType: "application/json", body: utf8(JSON.stringify(stub.reply)) };
    });
    t.after(() => stub.#server?.close());
    return stub;
  }

  get url(): string {
    return this.#server?.url ?? "";
  }

  get responseUri(): string {
    return `${this.url}/answer`;
  }

  /** What every request of it says. */
  parameters(dcql: JsonObject, changes: JsonObject = {}): JsonObject {
    return {
      response_type: "vp_token",
      response_mode: "direct_post.jwt",
      response_uri: this.responseUri,
      nonce: "n".repeat(24),
      state: "state-1",
      dcql_query: dcql,
      client_metadata: {
        jwks: { keys: [this.key.jwk] },
        vp_formats_supported: { "dc+sd-jwt": {}, mso_mdoc: {} },
      },
      ...changes,
    };
  }

  /** Signed, with the leaf of a chain whose key `LEAF` is. */
  signed(
    payload: JsonObject,
    chain: readonly Uint8Array[],
    signer: Es256Signer = LEAF,
    header: JsonObject = {},
  ): string {
    const [leaf = new Uint8Array()] = chain;
    const hash = toBase64Url(nodePrimitives.sha256(leaf));
    const withId = { client_id: `x509_hash:${hash}`, aud: "https://self-issued.me/v2", ...payload };
    const x5c = chain.length === 0 ? {} : { x5c: [...toX5c(chain)] };
    return signCompactJws({ typ: "oauth-authz-req+jwt", ...x5c, ...header }, withId, signer);
  }

  /** The last answer, opened. */
  async opened(): Promise<JsonObject> {
    const last = this.answers.at(-1);
    const response = last?.get("response");
    if (response === null || response === undefined) {
      return {
        ...Object.fromEntries(last ?? []),
        vp_token: parseJson(last?.get("vp_token") ?? "{}"),
      };
    }
    const { plaintext } = await compactDecrypt(response, this.key.privateKey);
    return parseJson(fromUtf8(plaintext)) as JsonObject;
  }
}

/** A link with these parameters, objects as JSON. */
export function linkWith(parameters: JsonObject, scheme = "openid4vp://"): string {
  const pairs = Object.entries(parameters).map(([name, value]): [string, string] => [
    name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return `${scheme}?${new URLSearchParams(pairs).toString()}`;
}
