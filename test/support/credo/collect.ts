import assert from "node:assert/strict";
import { Kms } from "@credo-ts/core";
import type { credoHolder } from "./agent.ts";

type Agent = Awaited<ReturnType<typeof credoHolder>>;

interface Wish {
  readonly txCode?: string | undefined;
  /** Its list is found where the office serves it; an mdoc names the registry alone. */
  readonly verifyCredentialStatus?: boolean;
  /** As many keys as the issuer takes, instead of one. */
  readonly isBatch?: boolean;
}

/** Asks our office with Credo for what an offer is of: what comes, and what is to be asked for later. */
export async function askFor(agent: Agent, link: string, wish: Wish = {}) {
  const { txCode, verifyCredentialStatus = true, isBatch = false } = wish;
  const { holder } = agent.openid4vc;
  const resolved = await holder.resolveCredentialOffer(link);
  const token = await holder.requestToken({
    resolvedCredentialOffer: resolved,
    ...(txCode === undefined ? {} : { txCode }),
  });
  const got = await holder.requestCredentials({
    resolvedCredentialOffer: resolved,
    accessToken: token.accessToken,
    ...(token.cNonce === undefined ? {} : { cNonce: token.cNonce }),
    ...(token.dpop === undefined ? {} : { dpop: token.dpop }),
    verifyCredentialStatus,
    credentialBindingResolver: async ({ issuerMaxBatchSize }) => {
      const keys: Kms.PublicJwk[] = [];
      for (let count = isBatch ? issuerMaxBatchSize : 1; count > 0; count--) {
        const { publicJwk } = await agent.kms.createKey({ type: { kty: "EC", crv: "P-256" } });
        keys.push(Kms.PublicJwk.fromPublicJwk(publicJwk));
      }
      return { method: "jwk", keys };
    },
  });
  return { ...got, resolved, token };
}

/** Collects an offer of our office with Credo. */
export async function collect(agent: Agent, link: string, txCode?: string, verifyCredentialStatus = true) {
  const { credentials } = await askFor(agent, link, { txCode, verifyCredentialStatus });
  const [got] = credentials;
  assert.ok(got !== undefined);
  return got;
}
