import assert from "node:assert/strict";
import { Kms } from "@credo-ts/core";
import type { credoHolder } from "./agent.ts";

type Agent = Awaited<ReturnType<typeof credoHolder>>;

/** Collects an offer of our office with Credo; its list is found where the office serves it, an mdoc names the registry alone. */
export async function collect(agent: Agent, link: string, txCode?: string, verifyCredentialStatus = true) {
  const { holder } = agent.openid4vc;
  const resolved = await holder.resolveCredentialOffer(link);
  const token = await holder.requestToken({
    resolvedCredentialOffer: resolved,
    ...(txCode === undefined ? {} : { txCode }),
  });
  const { credentials } = await holder.requestCredentials({
    resolvedCredentialOffer: resolved,
    accessToken: token.accessToken,
    ...(token.cNonce === undefined ? {} : { cNonce: token.cNonce }),
    ...(token.dpop === undefined ? {} : { dpop: token.dpop }),
    verifyCredentialStatus,
    credentialBindingResolver: async () => {
      const { publicJwk } = await agent.kms.createKey({ type: { kty: "EC", crv: "P-256" } });
      return { method: "jwk", keys: [Kms.PublicJwk.fromPublicJwk(publicJwk)] };
    },
  });
  const [got] = credentials;
  assert.ok(got !== undefined);
  return got;
}
