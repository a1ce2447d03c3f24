import { z } from "zod";
import { HOLDER_ROLES } from "../../../src/credential/holders.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { p256Jwk } from "../copies-rows.ts";

/** Rows of an office's OpenID4VCI issuer, as they lie in a vault (../rows.ts). */

/** What an office offers to whoever has the link: one credential, collected once. By a random id. */
export const offer = z.strictObject({
  type: z.string(),
  format: z.enum(["dc+sd-jwt", "mso_mdoc"]),
  claims: z.record(z.string(), z.json()),
  role: z.enum(HOLDER_ROLES).optional(),
  validFor: z.int().optional(),
  /** As so many single-use copies. */
  copies: z.int().optional(),
  /** Whose it will be: the key that was shown, or one for each copy. It waits for an officer, or for the registry to be reached. */
  asked: z.strictObject({ at: z.int(), keys: z.array(p256Jwk) }).optional(),
  made: z.int(),
  expires: z.int(),
  /** Hash of the refresh token that goes with it, and the key it is bound to. */
  refresh: z.string().optional(),
  refreshBoundTo: z.string().optional(),
  /** Of the offer by whose refresh token it was asked for, and the commitment that it takes the place of or that it is more copies of. */
  origin: z.string().optional(),
  renews: z.string().optional(),
  state: z.enum(["offered", "collecting", "collected", "refused", "cancelled"]),
  code: z.string(),
  txCode: z.string().optional(),
  /** Wrong transaction codes so far. */
  misses: z.int(),
  token: z.string().optional(),
  boundTo: z.string().optional(),
  /** When the token ends. */
  until: z.int().optional(),
  commitment: z.string().optional(),
});
export type OfferRow = Readonly<Omit<z.infer<typeof offer>, "claims">> & { readonly claims: JsonObject };

/** Where this office's issuer listens, so that a link goes on working after a restart. */
export const serving = z.strictObject({ port: z.int(), url: z.string().optional() });
export type ServingRow = Readonly<z.infer<typeof serving>>;

/** A certificate that this office made for its own key, by the key's id. */
export const certificate = z.strictObject({ der: z.string(), to: z.int() });
export type CertificateRow = Readonly<z.infer<typeof certificate>>;
