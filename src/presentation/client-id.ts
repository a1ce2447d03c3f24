import { isBytes32, isId } from "../chain/ids.ts";

const PREFIX = "registry:";

export interface RegistryClient {
  /** Registry id, base64url. */
  readonly registry: string;
  readonly office: string;
}

/**
 * `registry:<registry id>:<office id>`, a Client Identifier Prefix of our own (OpenID4VP 1.0 section
 * 5.9.3 lets other specifications define some). Decided so because none of the specification's own can
 * name an office that is known by its registry alone: `x509_*` needs certificates, `decentralized_identifier`
 * a DID method, `openid_federation` a network. The registry id makes the value collision-resistant. As
 * with every prefix, the whole string is the audience of the Key Binding JWT.
 */
export function formatClientId(client: RegistryClient): string {
  return `${PREFIX}${client.registry}:${client.office}`;
}

/** Undefined for every client id that is not of our prefix. */
export function parseClientId(clientId: string): RegistryClient | undefined {
  if (!clientId.startsWith(PREFIX)) return undefined;
  const [registry, office, ...rest] = clientId.slice(PREFIX.length).split(":");
  if (registry === undefined || office === undefined || rest.length > 0) return undefined;
  return isBytes32(registry) && isId(office) ? { registry, office } : undefined;
}
