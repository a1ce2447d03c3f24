import { parseCompactJws } from "../../../src/jws/compact.ts";
import { JwsError } from "../../../src/jws/error.ts";
import { parseClientId } from "../../../src/presentation/client-id.ts";

/** What a key request says of itself. Nothing is verified: main does that before it signs. */
export interface SaidRequest {
  readonly office: string;
  readonly registry: string;
  readonly vct: string;
  readonly withConsentKey: boolean;
}

const LIMITS = { typ: "openid4vci-proof+jwt", maxLength: 8192 } as const;

/** Undefined for what is no key request at all. */
export function readRequest(text: string): SaidRequest | undefined {
  try {
    const { aud, vct, consent } = parseCompactJws(text.trim(), LIMITS).payload;
    const audience = typeof aud === "string" ? parseClientId(aud) : undefined;
    if (audience === undefined || typeof vct !== "string") return undefined;
    return { ...audience, vct, withConsentKey: consent !== undefined };
  } catch (error) {
    if (error instanceof JwsError) return undefined;
    throw error;
  }
}
