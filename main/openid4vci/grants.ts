import { PRE_AUTHORIZED } from "./issuer/metadata.ts";

/** Grants of an offer (section 4.1.1). */
export const GRANT = { code: PRE_AUTHORIZED, browser: "authorization_code" } as const;
