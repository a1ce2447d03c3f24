import { HttpClient } from "../../main/doors/http-client.ts";
import { systemRandom } from "../../main/doors/random.ts";
import type { Access } from "../../main/openid4vci/access.ts";
import {
  type Obtained,
  redeemCode,
  requestCredential,
  requestDeferred,
} from "../../main/openid4vci/obtain.ts";
import { openOffer, type OpenedOffer } from "../../main/openid4vci/offer.ts";
import { refreshAccess } from "../../main/openid4vci/renew.ts";
import { codeOf } from "../../src/error.ts";
import type { Es256Signer } from "../../src/crypto/ports.ts";
import { seedP256 } from "./test-keys.ts";

interface Endings {
  after(work: () => void | Promise<void>): void;
}

/** A wallet's half of OpenID4VCI, one request at a time: for what no wallet of ours would do. */
export interface Taker {
  readonly opened: OpenedOffer;
  readonly access: Access;
  readonly tools: ReturnType<OfferTakers["toolsOf"]>;
  readonly keys: readonly Es256Signer[];
}

export const keyOf = (name: string): Es256Signer => seedP256(name).signer;
export const keysOf = (name: string, count = 8): readonly Es256Signer[] =>
  Array.from({ length: count }, (_, at) => keyOf(`${name} ${at}`));

export class OfferTakers {
  readonly #http = new HttpClient();
  readonly #clock: () => number;

  constructor(t: Endings, clock: () => number) {
    this.#clock = clock;
    t.after(() => this.#http.close());
  }

  toolsOf(name: string) {
    return {
      http: this.#http,
      addresses: "loopback" as const,
      random: systemRandom,
      dpop: keyOf(`${name} dpop`),
      now: this.#clock(),
    };
  }

  /** Somebody who has a token for an offer and has not asked for anything by it yet. */
  async take(name: string, link: string | undefined, keys = keysOf(name, 1)): Promise<Taker> {
    const tools = this.toolsOf(name);
    const opened = await openOffer(link ?? "", tools);
    return { opened, access: await redeemCode(opened, undefined, tools), tools, keys };
  }
}

export async function askOnce({ opened, access, tools, keys }: Taker): Promise<Obtained> {
  const [configuration] = opened.configurations;
  if (configuration === undefined) throw new Error("nothing is offered");
  return await requestCredential({ configuration, signers: keys }, opened.metadata, access, tools);
}

export async function askLater({ opened, access, tools }: Taker, transaction: string): Promise<Obtained> {
  return await requestDeferred(transaction, opened.metadata, access, tools);
}

/** The same with a new access token. */
export async function renewed(one: Taker): Promise<Taker> {
  const { server = "", refresh = "" } = one.access;
  const access = await refreshAccess({ metadata: one.opened.metadata, server, refresh }, one.tools);
  return { ...one, access };
}

/** With what code something is refused, or that it was taken. */
export async function codeFrom(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return "taken";
  } catch (error) {
    return codeOf(error) ?? String(error);
  }
}
