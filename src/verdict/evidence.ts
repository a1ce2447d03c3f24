import type { OfficeRecord, TypeRecord } from "../chain/state/records.ts";
import { commitmentOf } from "../credential/commitment.ts";
import { CredentialError, type CredentialErrorCode } from "../credential/error.ts";
import { parseSdJwt, type SdJwt } from "../credential/sd-jwt/parse.ts";
import { type ProcessedSdJwt, processSdJwt } from "../credential/sd-jwt/process.ts";
import { type Credential, readCredential } from "../credential/vc.ts";
import type { MdocErrorCode } from "../mdoc/error.ts";
import type { PresentedDocument } from "../presentation/response.ts";
import type { Case } from "./case.ts";
import { findOfficeKey, type NamedKey } from "../trust/office-keys.ts";
import type { Anchoring } from "../trust/registry-view.ts";

/** What this copy of the registry knows about a document that was read; nothing is verified yet. */
export interface RegistryEvidence {
  readonly credential: Credential;
  readonly commitment: string;
  /** `foreign`: its issuer is not of this registry. */
  readonly office: OfficeRecord | "absent" | "unknown" | "foreign";
  /** The key its header names, if it is one of the office's. */
  readonly key: NamedKey | undefined;
  readonly type: TypeRecord | "absent" | "unknown";
  readonly anchoring: Anchoring;
}

/** The same for an SD-JWT VC. */
export interface Evidence extends RegistryEvidence {
  readonly sdJwt: SdJwt;
  readonly processed: ProcessedSdJwt;
}

/** What kept a document from being read, and the check that fails by it. */
export interface Unreadable {
  readonly check: "parses" | "disclosures";
  readonly cause: CredentialErrorCode | MdocErrorCode;
}

function attempt<T>(check: Unreadable["check"], read: () => T): T | Unreadable {
  try {
    return read();
  } catch (error) {
    if (error instanceof CredentialError) return { check, cause: error.code };
    throw error;
  }
}

function isUnreadable(value: object): value is Unreadable {
  return "cause" in value;
}

function findKey(office: Evidence["office"], sdJwt: SdJwt, { primitives }: Case): NamedKey | undefined {
  const kid = sdJwt.jwt.header["kid"];
  if (typeof office === "string" || typeof kid !== "string") return undefined;
  return findOfficeKey(office, "credential", kid, primitives.sha256);
}

/** RFC 9901 section 7.1 steps 1 and 3 to 5, our profile, then the look-ups. */
export function gatherEvidence(document: PresentedDocument, of: Case): Evidence | Unreadable {
  const { view, primitives } = of;
  const sdJwt = attempt("parses", () =>
    parseSdJwt(document.presentation, { base64: primitives.base64, room: of.room }),
  );
  if (isUnreadable(sdJwt)) return sdJwt;
  const processed = attempt("disclosures", () => processSdJwt(sdJwt, primitives.sha256));
  if (isUnreadable(processed)) return processed;
  const credential = attempt("parses", () => readCredential(processed));
  if (isUnreadable(credential)) return credential;
  const commitment = commitmentOf(sdJwt, primitives.sha256);
  const office = credential.registryId === view.id ? view.office(credential.office) : "foreign";
  return {
    sdJwt,
    processed,
    credential,
    commitment,
    office,
    key: findKey(office, sdJwt, of),
    type: view.typeByVct(credential.vct),
    anchoring: view.anchored(commitment, document.receipt),
  };
}
