import { inflateSync } from "node:zlib";
import { fromBase64Url } from "../../../src/bytes/base64.ts";
import { fromUtf8 } from "../../../src/bytes/bytes.ts";
import { BytesError } from "../../../src/bytes/error.ts";
import { CredentialError } from "../../../src/credential/error.ts";
import {
  certificatesOf,
  type ForeignCredential,
  readForeignMdoc,
  readForeignSdJwt,
} from "../../../src/credential/foreign.ts";
import { readMdocCredential } from "../../../src/credential/mdoc-profile.ts";
import { isRegistryUri, parseStatusUri } from "../../../src/credential/addresses.ts";
import { parseIssuedSdJwt } from "../../../src/credential/sd-jwt/parse.ts";
import { processSdJwt } from "../../../src/credential/sd-jwt/process.ts";
import { readCredential } from "../../../src/credential/vc.ts";
import { verifyStatusListToken } from "../../../src/credential/status-list-token.ts";
import { statusAt } from "../../../src/credential/status-list.ts";
import { MdocError } from "../../../src/mdoc/error.ts";
import { parseIssuerSigned } from "../../../src/mdoc/issuer-signed.ts";
import type { ListedStatus, TrustAnchors } from "../../../src/verdict/anchors.ts";
import type { Verdict } from "../../../src/verdict/verdict.ts";
import { verify } from "../../../src/verdict/verify.ts";
import { HttpError } from "../../doors/http-error.ts";
import { VciError } from "../../openid4vci/error.ts";
import { requireAddress } from "../../openid4vci/guarded-fetch.ts";
import type { OfferedFormat } from "../../openid4vci/offer.ts";
import type { Session } from "../session.ts";
import { anchorsOf } from "./anchors.ts";

const MAX_LIST = 8 * 1024 * 1024;
const LEEWAY = 300;

/** A credential of any issuer, read; whose it is and whether it holds is another question. */
export interface ReadReceived {
  readonly foreign: ForeignCredential;
  /** The office it names, where it names one of a registry. */
  readonly office: { readonly id: string; readonly registry: string; readonly index: number } | undefined;
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
    const office = own && { id: own.office, registry: own.registryId, index: own.index };
    return { foreign: readForeignMdoc(document), office };
  }
  const sdJwt = parseIssuedSdJwt(text);
  const processed = processSdJwt(sdJwt, session.primitives.sha256);
  const foreign = readForeignSdJwt(sdJwt.jwt, processed);
  if (foreign.issuer === undefined || !isRegistryUri(foreign.issuer)) return { foreign, office: undefined };
  const own = readCredential(processed);
  return { foreign, office: { id: own.office, registry: own.registryId, index: own.index } };
}

/**
 * What the issuer's status list says, fetched from where the credential names it: a list counts only by a
 * certificate that leads to an anchor as the credential's does. Undefined where it cannot be had or read.
 */
async function fetchStatus(
  status: { readonly uri: string; readonly index: number },
  anchors: TrustAnchors,
  session: Session,
): Promise<ListedStatus | undefined> {
  const { http, addresses } = session.issuers;
  const at = session.clock();
  try {
    requireAddress(status.uri, addresses);
    const answer = await http.httpGet(status.uri, {
      maxBytes: MAX_LIST,
      accept: "application/statuslist+jwt",
      addresses,
    });
    const token = verifyStatusListToken(
      fromUtf8(answer.body),
      ({ header }) => {
        const tracing = anchors.trace(certificatesOf(header), at);
        return tracing.state === "trusted" ? tracing.key : undefined;
      },
      { uri: status.uri, at, leeway: LEEWAY },
      {
        verifyEs256: session.primitives.verifyEs256,
        inflate: (bytes, maxOutput) => inflateSync(bytes, { maxOutputLength: maxOutput }),
      },
    );
    return { value: statusAt(token.list, status.index), issuedAt: token.issuedAt };
  } catch (error) {
    const isOfTheirs =
      error instanceof HttpError ||
      error instanceof VciError ||
      error instanceof CredentialError ||
      error instanceof BytesError;
    if (isOfTheirs) return undefined;
    throw error;
  }
}

/** The verdict on a credential as it came, from the registry or the imported anchors. */
export async function judgeReceived(
  read: ReadReceived,
  text: string,
  receipt: string | undefined,
  session: Session,
): Promise<Verdict> {
  const { office, foreign } = read;
  const anchors = anchorsOf(session);
  if (office !== undefined) {
    const places = [{ office: office.id, index: office.index }];
    await session.registry.learn({ offices: [office.id], places, newest: true });
  }
  const { status } = foreign;
  const isForeignList = status !== undefined && parseStatusUri(status.uri) === undefined;
  const listed = isForeignList ? await fetchStatus(status, anchors, session) : undefined;
  const document = { presentation: text, ...(receipt === undefined ? {} : { receipt }) };
  return verify(
    { documents: [document], anchors, statusLists: () => listed },
    session.registry.view,
    session.primitives,
    session.clock(),
  );
}
