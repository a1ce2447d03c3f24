import { fromBase64Url } from "../../../src/bytes/base64.ts";
import { BytesError } from "../../../src/bytes/error.ts";
import {
  type ForeignCredential,
  readForeignMdoc,
  readForeignSdJwt,
} from "../../../src/credential/foreign.ts";
import { readMdocCredential } from "../../../src/credential/mdoc-profile.ts";
import { isRegistryUri } from "../../../src/credential/addresses.ts";
import { parseIssuedSdJwt } from "../../../src/credential/sd-jwt/parse.ts";
import { processSdJwt } from "../../../src/credential/sd-jwt/process.ts";
import type { Holder } from "../../../src/credential/holders.ts";
import { type Credential, readCredential } from "../../../src/credential/vc.ts";
import { canonicalJson } from "../../../src/json/canonical.ts";
import { MdocError } from "../../../src/mdoc/error.ts";
import { parseIssuerSigned } from "../../../src/mdoc/issuer-signed.ts";
import type { Verdict } from "../../../src/verdict/verdict.ts";
import { verify } from "../../../src/verdict/verify.ts";
import type { OfferedFormat } from "../../openid4vci/offer.ts";
import type { Session } from "../session.ts";
import { outsideTrust } from "./outside-trust.ts";

/** A credential of any issuer, read; whose it is and whether it holds is another question. */
export interface ReadReceived {
  readonly foreign: ForeignCredential;
  /** The office it names, where it names one of a registry. */
  readonly office:
    | {
        readonly id: string;
        readonly registry: string;
        readonly index: number;
        readonly holders: readonly Holder[];
      }
    | undefined;
}

function officeOf({ office, registryId, index, holders }: Credential): NonNullable<ReadReceived["office"]> {
  return { id: office, registry: registryId, index, holders };
}

/** Throws CredentialError, MdocError. */
export function readReceived(format: OfferedFormat, text: string, session: Session): ReadReceived {
  if (format === "mso_mdoc") {
    let bytes: Uint8Array;
    try {
      bytes = fromBase64Url(text);
    } catch (cause) {
      if (cause instanceof BytesError) throw new MdocError("mdoc.syntax", { cause });
      throw cause;
    }
    const document = parseIssuerSigned(bytes);
    const own = readMdocCredential(document);
    return { foreign: readForeignMdoc(document), office: own && officeOf(own) };
  }
  const sdJwt = parseIssuedSdJwt(text);
  const processed = processSdJwt(sdJwt, session.primitives.sha256);
  const foreign = readForeignSdJwt(sdJwt.jwt, processed);
  if (foreign.issuer === undefined || !isRegistryUri(foreign.issuer)) return { foreign, office: undefined };
  const own = readCredential(processed);
  return { foreign, office: officeOf(own) };
}

/** Fetches what the registry has to say of them, in one question. */
export async function learnReceived(all: readonly ReadReceived[], session: Session): Promise<void> {
  const places = all.flatMap(({ office }) =>
    office === undefined ? [] : [{ office: office.id, index: office.index }],
  );
  const offices = [...new Set(places.map(({ office }) => office))];
  if (places.length > 0) await session.registry.learn({ offices, places, newest: true });
}

/** The verdict on a credential as it came, from the registry as it is known or the imported anchors. */
export async function judgeReceived(
  { credential, receipt }: { readonly credential: string; readonly receipt?: string | undefined },
  session: Session,
  /** Whether a status list outside the registry is asked for. */
  { mayFetch }: { readonly mayFetch: boolean },
): Promise<Verdict> {
  const input = { documents: [{ presentation: credential, ...(receipt === undefined ? {} : { receipt }) }] };
  const outside = await outsideTrust(input, session, { mayFetch });
  return verify({ ...input, ...outside }, session.registry.view, session.primitives, session.clock());
}

/** Whether copies are of one issuer and say the same. Throws CredentialError, MdocError. */
export function areAlike(all: readonly ReadReceived[]): boolean {
  const said = all.map(({ foreign: { issuer, claims }, office }) =>
    canonicalJson({ issuer: issuer ?? "", office: office?.id ?? "", claims }),
  );
  return new Set(said).size <= 1;
}
