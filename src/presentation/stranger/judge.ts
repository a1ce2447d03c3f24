import { toBase64Url } from "../../bytes/base64.ts";
import type { P256Jwk } from "../../crypto/p256-jwk.ts";
import type { Primitives } from "../../crypto/ports.ts";
import { DidError } from "../../did/error.ts";
import { didToP256 } from "../../did/did-jwk.ts";
import type { Tracing } from "../../trust/anchors.ts";
import { hostOfAddress } from "./address.ts";
import type { StrangerRequest } from "./request.ts";

/** What a certificate says that a request came with. */
export interface RequestCertificate {
  readonly key: P256Jwk;
  /** Whether a DNS name is one of its subject alternative names, no wildcards. */
  readonly hasDnsName: (name: string) => boolean;
  readonly tracing: Tracing;
}

export type StrangerCode =
  /** Its certificate leads to an anchor that this person imported. */
  | "asker.anchor"
  /** It holds the key of its certificate, and nobody we know made that certificate. */
  | "asker.certificate_unknown"
  /** It holds the key that its identifier is made of, and no more is known. */
  | "asker.did"
  /** Nobody signed. */
  | "asker.unsigned";

/** Why nobody should answer. */
export type StrangerRefusal =
  | "asker.signature"
  | "asker.certificate"
  | "asker.client_mismatch"
  | "asker.expired"
  | "asker.not_yet";

export interface StrangerJudgement {
  readonly state: "known" | "unaccredited";
  readonly code: StrangerCode;
  /** What it is called by: its certificate's name if that is trusted, else what the identifier itself says. */
  readonly name: string;
  /** Name of the imported anchor. */
  readonly anchor?: string;
  readonly refusal?: StrangerRefusal;
}

/** Seconds that the clocks of two machines may differ. */
const LEEWAY = 300;

type Finding = Omit<StrangerJudgement, "refusal"> & { readonly refusal?: StrangerRefusal | undefined };
type Ports = Pick<Primitives, "sha256" | "verifyEs256">;

function isSignedBy(request: StrangerRequest, key: P256Jwk, ports: Ports): boolean {
  const jws = request.signed?.jws;
  return jws !== undefined && ports.verifyEs256(key, jws.signingInput, jws.signature);
}

const hostOf = (uri: string): string => hostOfAddress(uri) ?? "";

function isOfCertificate(request: StrangerRequest, certificate: RequestCertificate, ports: Ports): boolean {
  const { client, signed } = request;
  if (client.prefix === "x509_hash") {
    return toBase64Url(ports.sha256(signed?.certificates[0] ?? new Uint8Array())) === client.hash;
  }
  if (client.prefix !== "x509_san_dns" || !certificate.hasDnsName(client.name)) return false;
  // Whom we do not know may have the answer sent nowhere but to its own name (section 5.9.3).
  return certificate.tracing.state === "trusted" || hostOf(request.responseUri) === client.name;
}

function judgeCertified(
  request: StrangerRequest,
  certificate: RequestCertificate | undefined,
  ports: Ports,
): Finding {
  const { client } = request;
  const claimed = client.prefix === "x509_san_dns" ? client.name : hostOf(request.responseUri);
  const unknown = { state: "unaccredited", code: "asker.certificate_unknown", name: claimed } as const;
  if (certificate === undefined) return { ...unknown, refusal: "asker.certificate" };
  const { tracing, key } = certificate;
  if (!isSignedBy(request, key, ports)) return { ...unknown, refusal: "asker.signature" };
  if (!isOfCertificate(request, certificate, ports)) return { ...unknown, refusal: "asker.client_mismatch" };
  if (tracing.state === "invalid") return { ...unknown, refusal: "asker.certificate" };
  if (tracing.state === "unknown") return unknown;
  const name = client.prefix === "x509_san_dns" ? client.name : tracing.subject;
  return { state: "known", code: "asker.anchor", name, anchor: tracing.anchor };
}

function judgeDid(request: StrangerRequest, did: string, ports: Ports): Finding {
  const found = { state: "unaccredited", code: "asker.did", name: did } as const;
  const kid = request.signed?.jws.header["kid"];
  // The `kid` is a DID URL of the same DID (section 5.9.3); both our methods have one key.
  if (typeof kid !== "string" || kid.split("#")[0] !== did) {
    return { ...found, refusal: "asker.client_mismatch" };
  }
  try {
    return isSignedBy(request, didToP256(kid), ports) ? found : { ...found, refusal: "asker.signature" };
  } catch (error) {
    if (error instanceof DidError) return { ...found, refusal: "asker.client_mismatch" };
    throw error;
  }
}

function find(request: StrangerRequest, certificate: RequestCertificate | undefined, ports: Ports): Finding {
  const { client } = request;
  if (client.prefix === "redirect_uri") {
    return { state: "unaccredited", code: "asker.unsigned", name: hostOf(request.responseUri) };
  }
  if (client.prefix === "decentralized_identifier") return judgeDid(request, client.did, ports);
  return judgeCertified(request, certificate, ports);
}

function timeRefusal({ issued, expires }: StrangerRequest, now: number): StrangerRefusal | undefined {
  if (expires !== undefined && now >= expires) return "asker.expired";
  return issued !== undefined && now < issued - LEEWAY ? "asker.not_yet" : undefined;
}

/**
 * Who a stranger is and how that is known. `certificate` is the first of the request's, read; undefined
 * where it has none that can be. `now` in POSIX seconds.
 */
export function judgeStranger(
  request: StrangerRequest,
  certificate: RequestCertificate | undefined,
  ports: Ports,
  now: number,
): StrangerJudgement {
  const { refusal = timeRefusal(request, now), ...found } = find(request, certificate, ports);
  return refusal === undefined ? found : { ...found, refusal };
}
