import { CredentialError } from "../../../src/credential/error.ts";
import { checkIntegrity } from "../../../src/credential/integrity.ts";
import {
  mergeTypeMetadata,
  parseTypeMetadata,
  type TypeMetadata,
} from "../../../src/credential/type-metadata.ts";
import { HttpError } from "../../doors/http-error.ts";
import { VciError } from "../../openid4vci/error.ts";
import { requireAddress } from "../../openid4vci/guarded-fetch.ts";
import type { Session } from "../session.ts";

const MAX_BYTES = 512 * 1024;
const TIMEOUT_MS = 10_000;
/** Types that one may extend, each in turn, before it counts as a chain without end. */
const MOST_TYPES = 5;

async function fetchOne(session: Session, vct: string, integrity: unknown): Promise<TypeMetadata> {
  const { http, addresses } = session.issuers;
  requireAddress(vct, addresses);
  const { body } = await http.httpGet(vct, {
    maxBytes: MAX_BYTES,
    timeoutMs: TIMEOUT_MS,
    accept: "application/json",
    addresses,
  });
  if (integrity !== undefined) checkIntegrity(body, integrity);
  return parseTypeMetadata(body, vct);
}

/**
 * What a type says of itself where its name is an address (SD-JWT VC, "Retrieving Type Metadata"), with all
 * that it inherits; undefined where that cannot be had, is not what `integrity` names, or cannot be read.
 */
export async function fetchTypeMetadata(
  session: Session,
  vct: string,
  integrity: unknown,
): Promise<TypeMetadata | undefined> {
  const chain: TypeMetadata[] = [];
  try {
    let next: string | undefined = vct;
    let expected = integrity;
    while (next !== undefined) {
      if (chain.length === MOST_TYPES) return undefined;
      const one = await fetchOne(session, next, expected);
      chain.push(one);
      next = one.extends;
      expected = one.extendsIntegrity;
    }
    return mergeTypeMetadata(chain);
  } catch (error) {
    const isOfTheirs =
      error instanceof HttpError || error instanceof VciError || error instanceof CredentialError;
    if (isOfTheirs) return undefined;
    throw error;
  }
}
