import { CredentialError } from "./error.ts";

/** An office of a registry: what `iss` and the status list's `uri` name. */
export interface OfficeAddress {
  /** base64url of 32 bytes. */
  readonly registryId: string;
  readonly office: string;
}

const REGISTRY_ID = "[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]";
const OFFICE_ID = "[a-z0-9][a-z0-9.-]{0,63}";
const OFFICE_URI = new RegExp(`^registry:(${REGISTRY_ID})/office/(${OFFICE_ID})$`);

/** `iss` of a credential. */
export function officeUri(at: OfficeAddress): string {
  return `registry:${at.registryId}/office/${at.office}`;
}

/** `uri` of the status list that an office keeps for all its credentials. */
export function statusUri(at: OfficeAddress): string {
  return `registry:${at.registryId}/status/${at.office}`;
}

/** Throws `vc.iss`. */
export function parseOfficeUri(uri: unknown): OfficeAddress {
  const parts = typeof uri === "string" ? OFFICE_URI.exec(uri) : null;
  if (parts === null) throw new CredentialError("vc.iss");
  return { registryId: parts[1] as string, office: parts[2] as string };
}
