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

/** Where a registry is served; the source decides which addresses it may reach. */
export const sourceUrl = z.url({ protocol: /^https?$/ }).max(2048);

export const claimsPath = z.array(z.string().min(1).max(128)).min(1).max(8);

const json: z.ZodType<JsonValue> = z.json();

/** Claim values, nested as the type's paths say. */
export const claims = z.record(z.string().max(128), json);

export const reason = z.string().regex(/^[a-z][a-z-]{0,31}$/);
