import { isRegistryUri } from "../credential/addresses.ts";
import { commitmentOf } from "../credential/commitment.ts";
import { CredentialError } from "../credential/error.ts";
import { readForeignSdJwt } from "../credential/foreign.ts";
import { parseSdJwt } from "../credential/sd-jwt/parse.ts";
import { processSdJwt } from "../credential/sd-jwt/process.ts";
import { OLDER_SD_JWT_VC_TYPE, SD_JWT_VC_TYPE, verifyIssuerJwt } from "../credential/sd-jwt/verify.ts";
import type { PresentedDocument } from "../presentation/response.ts";
import type { Case } from "./case.ts";
import { checkHolder } from "./checks/binding.ts";
import type { OutsideDocument } from "./outside.ts";

/** Issuers elsewhere may take their time with the newer name (SD-JWT VC, "JOSE Header"). */
const TYPES = [SD_JWT_VC_TYPE, OLDER_SD_JWT_VC_TYPE];

/**
 * An SD-JWT VC with certificates, whose issuer is not named as an office of a registry is; undefined for
 * anything else. RFC 9901 section 7.1 is kept as strictly as for our own.
 */
export function outsideSdJwt(document: PresentedDocument, of: Case): OutsideDocument | undefined {
  const { primitives } = of;
  try {
    const sdJwt = parseSdJwt(document.presentation, { base64: primitives.base64, room: of.room });
    const processed = processSdJwt(sdJwt, primitives.sha256);
    const credential = readForeignSdJwt(sdJwt.jwt, processed);
    if (credential.certificates.length === 0) return undefined;
    if (credential.issuer !== undefined && isRegistryUri(credential.issuer)) return undefined;
    const holders =
      credential.holder === undefined ? [] : [{ role: "holder", key: credential.holder } as const];
    return {
      credential,
      commitment: commitmentOf(sdJwt, primitives.sha256),
      verifyBy: (key) => verifyIssuerJwt(sdJwt, () => key, primitives, { types: TYPES }),
      holder: (mustBind) => checkHolder({ sdJwt, credential: { holders } }, mustBind, of),
      bindsRequest: false,
    };
  } catch (error) {
    if (error instanceof CredentialError) return undefined;
    throw error;
  }
}
