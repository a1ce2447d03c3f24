import { CLIENT_ID, vciCallbacks } from "./callbacks.ts";
import { VciError } from "./error.ts";
import { guardedFetch, requireAddress } from "./guarded-fetch.ts";
import { type Access, accessOf, boundBy, refusal } from "./access.ts";
import { library } from "./library.ts";
import type { ExchangeTools, IssuerMetadataResult } from "./obtain.ts";

/** What a refresh token is good for, as its issuer's metadata stand now. */
export interface Refreshing {
  readonly metadata: IssuerMetadataResult;
  /** Who gave the token. */
  readonly server: string;
  readonly refresh: string;
}

/**
 * A new access by a refresh token (RFC 6749 section 6), shown only to the server that gave it. The token
 * stays as it was unless the server gives another. Throws `vci.gone` where it is not taken any more.
 */
export async function refreshAccess(
  { metadata, server, refresh }: Refreshing,
  tools: ExchangeTools,
): Promise<Access> {
  const found = metadata.authorizationServers.find(({ issuer }) => issuer === server);
  if (found === undefined) throw new VciError("vci.swapped");
  requireAddress(found.token_endpoint, tools.addresses);
  const callbacks = vciCallbacks(
    guardedFetch(tools),
    { signers: [tools.dpop], now: tools.now },
    tools.random,
  );
  const { Oauth2Client } = await library();
  try {
    const granted = await new Oauth2Client({ callbacks }).retrieveRefreshTokenAccessToken({
      authorizationServerMetadata: found,
      refreshToken: refresh,
      additionalRequestPayload: { client_id: CLIENT_ID },
      ...boundBy(metadata, tools.dpop),
    });
    return { refresh, server, ...accessOf(granted, server) };
  } catch (error) {
    throw refusal(error);
  }
}
