import { fromBase64Url } from "../bytes/base64.ts";
import { BytesError } from "../bytes/error.ts";
import { CredentialError } from "../credential/error.ts";
import { readForeignMdoc } from "../credential/foreign.ts";
import { mdocCommitmentOf, readMdocCredential } from "../credential/mdoc-profile.ts";
import type { Holder } from "../credential/holders.ts";
import type { Credential } from "../credential/vc.ts";
import { fromUtf8 } from "../bytes/bytes.ts";
import { isCborBytes } from "../cbor/value.ts";
import { COSE_HEADER } from "../cose/sign1.ts";
import { parseDeviceResponse, type PresentedMdoc, verifyDeviceSignature } from "../mdoc/device-response.ts";
import { MdocError } from "../mdoc/error.ts";
import { type IssuerSigned, parseIssuerSigned, verifyIssuerAuth } from "../mdoc/issuer-signed.ts";
import type { CredentialQuery } from "../presentation/query.ts";
import type { PresentedDocument } from "../presentation/response.ts";
import type { Case } from "./case.ts";
import { check } from "./check.ts";
import type { HolderFinding } from "./checks/binding.ts";
import type { RegistryEvidence, Unreadable } from "./evidence.ts";
import { findOfficeKey, type NamedKey } from "../trust/office-keys.ts";
import type { OutsideDocument } from "./outside.ts";

/** An mdoc read: shown with a device's signature, or as it is kept. */
export interface ReadMdoc {
  readonly issuerSigned: IssuerSigned;
  readonly presented: PresentedMdoc | undefined;
}

function read(bytes: Uint8Array): ReadMdoc {
  try {
    return { issuerSigned: parseIssuerSigned(bytes), presented: undefined };
  } catch (error) {
    if (!(error instanceof MdocError) || error.code !== "mdoc.syntax") throw error;
  }
  const documents = parseDeviceResponse(bytes);
  const [presented] = documents;
  // Several would need a query each; OpenID4VP gives each its own response.
  if (presented === undefined || documents.length > 1) throw new MdocError("mdoc.syntax");
  return { issuerSigned: presented.issuerSigned, presented };
}

/** An SD-JWT always has a `~`; base64url never. */
export function isMdocText(text: string): boolean {
  return !text.includes("~") && !text.includes(".");
}

/** Reads base64url of an IssuerSigned or a DeviceResponse; what is neither says which check fails. */
export function readMdocText(text: string): ReadMdoc | Unreadable {
  try {
    return read(fromBase64Url(text));
  } catch (error) {
    if (error instanceof BytesError) return { check: "parses", cause: "mdoc.syntax" };
    if (!(error instanceof MdocError)) throw error;
    const isDigest = ["mdoc.digest", "mdoc.digest_absent", "mdoc.duplicate"].includes(error.code);
    return { check: isDigest ? "disclosures" : "parses", cause: error.code };
  }
}

/** The holder's signature over the session, where there was one. */
export function mdocHolder(mdoc: ReadMdoc, document: PresentedDocument, of: Case) {
  return (mustBind: boolean): HolderFinding => {
    const { presented } = mdoc;
    const { transcript } = document;
    if (presented === undefined || transcript === undefined) {
      return { check: check("holder_bound", mustBind ? "missing" : "not_presented") };
    }
    try {
      verifyDeviceSignature(presented, transcript, of.primitives);
    } catch (error) {
      if (!(error instanceof MdocError)) throw error;
      return { check: check("holder_bound", "bad", { cause: error.code }) };
    }
    const role: Holder["role"] = "holder";
    const { request } = of;
    // The transcript is made of this request, so what is signed is bound to it.
    const binding = {
      nonce: request?.nonce ?? "",
      audience: request?.clientId ?? "",
      issuedAt: of.received,
    };
    return { check: check("holder_bound", "ok"), proof: { binding, role } };
  };
}

/** Whether an element is there that the query does not ask for. */
export function showsMoreElements({ issuerSigned }: ReadMdoc, { claims = [] }: CredentialQuery): boolean {
  return issuerSigned.elements.some(
    ({ nameSpace, identifier }) =>
      !claims.some(({ path: [space, name] }) => space === nameSpace && name === identifier),
  );
}

/** What the registry knows of an mdoc; undefined for one of an issuer outside any registry. */
export function gatherMdocEvidence(
  { issuerSigned }: ReadMdoc,
  document: PresentedDocument,
  of: Case,
): RegistryEvidence | Unreadable | undefined {
  const { view, primitives } = of;
  let credential: Credential | undefined;
  try {
    credential = readMdocCredential(issuerSigned);
  } catch (error) {
    if (error instanceof CredentialError || error instanceof MdocError) {
      return { check: "parses", cause: error.code };
    }
    throw error;
  }
  if (credential === undefined) return undefined;
  const commitment = mdocCommitmentOf(issuerSigned, primitives.sha256);
  const office = credential.registryId === view.id ? view.office(credential.office) : "foreign";
  return {
    credential,
    commitment,
    office,
    key: typeof office === "string" ? undefined : findKey(office, issuerSigned, of),
    type: view.typeByVct(credential.vct),
    anchoring: view.anchored(commitment, document.receipt),
  };
}

function findKey(
  office: Exclude<RegistryEvidence["office"], string>,
  { issuerAuth }: IssuerSigned,
  { primitives }: Case,
): NamedKey | undefined {
  const kid = issuerAuth.protected.get(COSE_HEADER.kid) ?? issuerAuth.unprotected.get(COSE_HEADER.kid);
  if (!isCborBytes(kid) || kid.length > 128) return undefined;
  try {
    return findOfficeKey(office, "credential", fromUtf8(kid), primitives.sha256);
  } catch (error) {
    if (error instanceof BytesError) return undefined;
    throw error;
  }
}

/** The same for an issuer that is no office of a registry. */
export function outsideMdoc(
  mdoc: ReadMdoc,
  document: PresentedDocument,
  of: Case,
): OutsideDocument | Unreadable {
  try {
    return {
      credential: readForeignMdoc(mdoc.issuerSigned),
      commitment: mdocCommitmentOf(mdoc.issuerSigned, of.primitives.sha256),
      verifyBy: (key) => verifyIssuerAuth(mdoc.issuerSigned, key, of.primitives),
      holder: mdocHolder(mdoc, document, of),
      bindsRequest: true,
    };
  } catch (error) {
    if (error instanceof MdocError || error instanceof CredentialError) {
      return { check: "parses", cause: error.code };
    }
    throw error;
  }
}
