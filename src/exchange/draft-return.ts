import { fromBase64Url, fromBase64UrlOf, toBase64Url } from "../bytes/base64.ts";
import { concat, utf8 } from "../bytes/bytes.ts";
import { BytesError } from "../bytes/error.ts";
import { verifyEd25519 } from "../crypto/ed25519.ts";
import type { Ed25519Signer, Primitives } from "../crypto/ports.ts";
import { canonicalJson } from "../json/canonical.ts";
import { JsonError } from "../json/error.ts";
import { parseJson } from "../json/parse.ts";
import { isJsonObject } from "../json/value.ts";
import { isPlainText } from "../text/plain-text.ts";
import { DRAFT_RETURN, MAX_NOTE } from "./draft-types.ts";
import { ExchangeError } from "./error.ts";

const DOMAIN = utf8("sealfolio/draft-return/v1\n");
const MAX_LENGTH = 8192;

/** The second officer does not sign, and says why. */
export interface DraftReturn {
  readonly registryId: string;
  readonly office: string;
  /** Of the new credential. */
  readonly commitment: string;
  /** Leaf hash of the draft as it came. */
  readonly draft: string;
  readonly note: string;
}

function signedBytes({ registryId, office, commitment, draft, note }: DraftReturn): Uint8Array<ArrayBuffer> {
  return concat(DOMAIN, fromBase64Url(registryId), utf8(canonicalJson({ commitment, draft, note, office })));
}

/** Signed with the officer's key, so that nobody else can stop what an office is about to do. */
export function buildDraftReturn(told: DraftReturn, signer: Ed25519Signer): string {
  const { registryId, office, commitment, draft, note } = told;
  return JSON.stringify({
    typ: DRAFT_RETURN,
    registry: registryId,
    office,
    commitment,
    draft,
    note,
    key: toBase64Url(signer.publicKey),
    sig: toBase64Url(signer.sign(signedBytes(told))),
  });
}

function read(text: string): DraftReturn & { readonly key: string; readonly sig: string } {
  const value = parseJson(text, { maxLength: MAX_LENGTH, maxDepth: 2 });
  if (!isJsonObject(value) || value["typ"] !== DRAFT_RETURN || Object.keys(value).length !== 8)
    throw new ExchangeError("exchange.syntax");
  const { registry, office, commitment, draft, note, key, sig } = value;
  const texts = [registry, office, commitment, draft, key, sig];
  if (!texts.every((each) => typeof each === "string") || !isPlainText(note, MAX_NOTE))
    throw new ExchangeError("exchange.syntax");
  return { registryId: registry, office, commitment, draft, note, key, sig } as ReturnType<typeof read>;
}

/** Reads it, and gives the key that signed, which must still be one of the office's officers. Throws ExchangeError. */
export function parseDraftReturn(
  text: string,
  expected: { readonly registryId: string; readonly office: string },
  primitives: Primitives,
): DraftReturn & { readonly key: string } {
  if (text.length > MAX_LENGTH) throw new ExchangeError("exchange.too_large");
  try {
    const { sig, ...told } = read(text);
    if (told.registryId !== expected.registryId) throw new ExchangeError("exchange.wrong_registry");
    if (told.office !== expected.office) throw new ExchangeError("exchange.wrong_office");
    const key = fromBase64UrlOf(told.key, 32);
    if (!verifyEd25519(primitives, key, signedBytes(told), fromBase64UrlOf(sig, 64)))
      throw new ExchangeError("exchange.signature");
    return told;
  } catch (error) {
    if (error instanceof JsonError || error instanceof BytesError) throw new ExchangeError("exchange.syntax");
    throw error;
  }
}
