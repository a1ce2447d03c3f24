import { isBase64UrlOf } from "../bytes/base64.ts";
import { CredentialError } from "./error.ts";

/** An office of a registry: what `iss` and the status list's `uri` name. */
export interface OfficeAddress {
  /** base64url of 32 bytes. */
  readonly registryId: string;
  readonly office: string;
}

const REGISTRY = "registry:";
const OFFICE = "/office/";
const STATUS = "/status/";
/** Where the registry's id ends. */
const ID_END = REGISTRY.length + 43;
const MAX_OFFICE = 64;

/** `iss` of a credential. */
export function officeUri(at: OfficeAddress): string {
  return `${REGISTRY}${at.registryId}${OFFICE}${at.office}`;
}

/**
 * Claim of an office's credential whose `iss` is the address of its issuer, for wallets that follow no
 * registry: the office in the registry, as `officeUri` writes it.
 */
export const OFFICE_CLAIM = "registry_office";

const MAX_ISSUER = 2048;

/** Whether it is an address that a wallet can fetch from, without a stroke at its end. */
export function isIssuerUrl(text: unknown): text is string {
  return (
    typeof text === "string" &&
    text.length <= MAX_ISSUER &&
    /^https?:\/\/[\x21-\x7e]+[\x21-\x2e\x30-\x7e]$/.test(text)
  );
}

/** `uri` of the status list that an office's issuer serves. */
export function servedStatusUri(issuer: string): string {
  return `${issuer}/status`;
}

/** `uri` of the status list that an office keeps for all its credentials. */
export function statusUri(at: OfficeAddress): string {
  return `${REGISTRY}${at.registryId}${STATUS}${at.office}`;
}

/** Whether it is `statusUri(at)`, without putting that together. */
export function isStatusUri(uri: unknown, at: OfficeAddress): boolean {
  return (
    typeof uri === "string" &&
    uri.length === ID_END + STATUS.length + at.office.length &&
    uri.startsWith(REGISTRY) &&
    uri.startsWith(at.registryId, REGISTRY.length) &&
    uri.startsWith(STATUS, ID_END) &&
    uri.endsWith(at.office)
  );
}

/** `[a-z0-9][a-z0-9.-]{0,63}`, read by hand: an expression's machinery costs more than these few characters. */
function isOfficeId(text: string): boolean {
  if (text.length === 0 || text.length > MAX_OFFICE) return false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const isLetterOrDigit = (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
    if (!isLetterOrDigit && (i === 0 || (code !== 0x2d && code !== 0x2e))) return false;
  }
  return true;
}

/** Throws `vc.iss`. */
export function parseOfficeUri(uri: unknown): OfficeAddress {
  if (typeof uri === "string" && uri.startsWith(REGISTRY) && uri.startsWith(OFFICE, ID_END)) {
    const registryId = uri.slice(REGISTRY.length, ID_END);
    const office = uri.slice(ID_END + OFFICE.length);
    if (isBase64UrlOf(registryId, 32) && isOfficeId(office)) return { registryId, office };
  }
  throw new CredentialError("vc.iss");
}

/** The office that keeps a status list; undefined for a list outside any registry. */
export function parseStatusUri(uri: string): OfficeAddress | undefined {
  if (!uri.startsWith(REGISTRY) || !uri.startsWith(STATUS, ID_END)) return undefined;
  const registryId = uri.slice(REGISTRY.length, ID_END);
  const office = uri.slice(ID_END + STATUS.length);
  return isBase64UrlOf(registryId, 32) && isOfficeId(office) ? { registryId, office } : undefined;
}

/** Whether it is of the kind that names an office, well or badly. */
export function isRegistryUri(uri: string): boolean {
  return uri.startsWith(REGISTRY);
}
