import { HOLDER_ROLES, MAX_HOLDERS } from "../credential/holders.ts";
import type { JsonValue } from "../json/value.ts";
import { z } from "./zod.ts";

/** Readers of arguments that several calls share; every text and list has a limit. */

export const nothing = z.strictObject({});

export const passphrase = z.string().min(1).max(1024);

/** base64url of 32 bytes. */
export const hash = z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/);

export const id = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/);

/** Of a row in this wallet's vault: a hash, or random bytes, base64url. */
export const rowId = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/);

/** A message from outside, as text; what it holds is parsed where it is used. */
export const message = z.string().max(1 << 20);

/** In what capacity somebody is to hold a credential. */
export const holderRole = z.enum(HOLDER_ROLES);

/** To whom something is issued. */
export const issuedTo = {
  /** Key request of the holder. */
  request: message,
  /** In what capacity they hold it; for themselves if left out. */
  role: holderRole.optional(),
  /** Who holds it together with them. */
  others: z
    .array(z.strictObject({ request: message, role: holderRole }))
    .min(1)
    .max(MAX_HOLDERS - 1)
    .optional(),
  /** How many owners must agree to what takes its place, where the type asks for consent; all if left out. */
  need: z.int().min(1).max(MAX_HOLDERS).optional(),
};

/** Where a registry is served; the source decides which addresses it may reach. */
export const sourceUrl = z.url({ protocol: /^https?$/ }).max(2048);

/** Where something of an office's listens on this machine; `url` is where others reach it, if that is elsewhere. */
export const listeningPlace = z.strictObject({
  port: z.int().min(0).max(65_535).optional(),
  url: sourceUrl.optional(),
});

export const claimsPath = z.array(z.string().min(1).max(128)).min(1).max(8);

const json: z.ZodType<JsonValue> = z.json();

/** Claim values, nested as the type's paths say. */
export const claims = z.record(z.string().max(128), json);

export const reason = z.string().regex(/^[a-z][a-z-]{0,31}$/);
