import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { type Clock, systemClock } from "../../main/doors/clock.ts";
import {
  type RunningServer,
  type ServerHandler,
  type ServerRequest,
  startServer,
} from "../../main/doors/http-server.ts";
import { systemRandom } from "../../main/doors/random.ts";
import type { IssuedAnswer, IssuerDesk, OpenOffer } from "../../main/openid4vci/issuer/desk.ts";
import { offerLink } from "../../main/openid4vci/issuer/metadata.ts";
import { issuerHandler } from "../../main/openid4vci/issuer/server.ts";
import { issueSdJwt } from "../../src/credential/sd-jwt/issue.ts";
import type { P256Jwk } from "../../src/crypto/p256-jwk.ts";
import { LEAF } from "./certificates.ts";
import { PORTS } from "./sd-jwt.ts";

interface Endings {
  after(work: () => void | Promise<void>): void;
}

export const STUB_VCT = "https://stub.example/degree";

/** An issuer that is no office of a registry: our server over a desk in memory. */
export class StubIssuer {
  readonly offers = new Map<
    string,
    OpenOffer & {
      txCode?: string;
      token?: string;
      boundTo?: string | undefined;
      refresh?: string | undefined;
    }
  >();
  readonly events: string[] = [];
  readonly requests: string[] = [];
  /** Answers `pending` so many times before it issues. */
  pending = 0;
  /** Takes refresh tokens. */
  renews = true;
  x5c: readonly string[] = [];
  claims: object = { degree: "Physics" };
  readonly #issued = new Map<string, string>();
  #server: RunningServer | undefined;
  readonly #clock: Clock;
  /** Stands before the real handler; undefined lets a request through. */
  intercept:
    | ((path: string, url: string, request: ServerRequest) => ReturnType<ServerHandler> | undefined)
    | undefined;

  /** Waited for before anything is answered. */
  hold: (path: string) => Promise<void> = async () => {};

  private constructor(clock: Clock) {
    this.#clock = clock;
  }

  static async start(t: Endings, clock: Clock = systemClock): Promise<StubIssuer> {
    const stub = new StubIssuer(clock);
    const handler = issuerHandler({
      desk: stub.#desk(),
      url: () => stub.url,
      clock,
      random: systemRandom,
      primitives: nodePrimitives,
    });
    stub.#server = await startServer({}, async (request) => {
      stub.requests.push(`${request.method} ${request.path}`);
      await stub.hold(request.path);
      return await (stub.intercept?.(request.path, stub.url, request) ?? handler(request));
    });
    t.after(() => stub.#server?.close());
    return stub;
  }

  get url(): string {
    return this.#server?.url ?? "";
  }

  /** A new offer as a link. */
  offer(id: string, txCode?: string): string {
    const offer = { id, configuration: "degree", code: `code-${id}`, txCodeLength: txCode?.length ?? 0 };
    this.offers.set(id, txCode === undefined ? offer : { ...offer, txCode });
    return offerLink(this.url, id);
  }

  #answer(id: string, holder?: P256Jwk): IssuedAnswer {
    if (holder !== undefined) {
      const now = this.#clock();
      const claims = {
        vct: STUB_VCT,
        iat: now - 10,
        exp: now + 86_400,
        cnf: { jwk: { ...holder } },
        ...this.claims,
      };
      const draft = {
        claims,
        disclosable: [["degree"]],
        kid: "k",
        ...(this.x5c.length > 0 ? { x5c: this.x5c } : {}),
      };
      this.#issued.set(id, issueSdJwt(draft, LEAF, PORTS));
    }
    if (this.pending-- > 0) return { state: "pending" };
    return { state: "issued", credentials: [{ credential: this.#issued.get(id) ?? "", receipt: "none" }] };
  }

  #desk(): IssuerDesk {
    return {
      names: { en: "Stub University", de: "Musteruniversität" },
      configurations: () => [
        {
          id: "degree",
          format: "dc+sd-jwt",
          type: STUB_VCT,
          names: { en: "Degree", de: "Abschluss" },
          claims: [{ path: ["degree"], names: { en: "Field" }, mandatory: true }],
        },
      ],
      find: (id) => this.offers.get(id),
      redeem: (code, txCode, token) => {
        const offer = [...this.offers.values()].find((one) => one.code === code && one.token === undefined);
        if (offer === undefined || offer.txCode !== txCode) return undefined;
        Object.assign(offer, { token: token.hash, boundTo: token.boundTo, refresh: token.refresh });
        return offer;
      },
      byToken: (hash) => {
        const offer = [...this.offers.values()].find(({ token }) => token === hash);
        return (
          offer && { ...offer, boundTo: offer.boundTo, isOver: false, isSigned: this.#issued.has(offer.id) }
        );
      },
      refresh: (hash, token) => {
        const offer = [...this.offers.values()].find(
          (one) => one.refresh === hash && one.boundTo === token.boundTo,
        );
        if (offer === undefined || !this.renews) return false;
        offer.token = token.hash;
        this.#issued.delete(offer.id);
        return true;
      },
      issue: async (id, [holder]) => await Promise.resolve(this.#answer(id, holder)),
      progress: async (id) => await Promise.resolve(this.#issued.has(id) ? this.#answer(id) : undefined),
      notified: (id, event) => void this.events.push(`${id} ${event}`),
      statusList: () => undefined,
    };
  }
}
