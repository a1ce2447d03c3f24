import { fromBase64Url, toBase64Url } from "../bytes/base64.ts";
import { BytesError } from "../bytes/error.ts";
import { type Entry, parseEntry } from "../chain/entries/entry.ts";
import { EntryError } from "../chain/entries/error.ts";
import { JsonError } from "../json/error.ts";
import { parseJson } from "../json/parse.ts";
import { isJsonObject } from "../json/value.ts";
import { ENTRY_DRAFT } from "./draft-types.ts";
import { ExchangeError } from "./error.ts";

/** Two credentials with their pictures, and an entry. */
const MAX_LENGTH = 192 * 1024;

/**
 * An entry of an office that waits for its second officer, and what lies behind its commitments, so
 * that who signs next sees what is signed. It tells what the credentials say: it is for that officer only.
 */
export interface EntryDraft {
  readonly registryId: string;
  /** The leaf as far as it is signed. */
  readonly leaf: Uint8Array;
  /** SD-JWT as issued, all disclosures with it, of the new credential. */
  readonly credential: string;
  /** The same of what it takes the place of, where the first officer's wallet has it. */
  readonly old?: string;
}

export function buildEntryDraft({ registryId, leaf, credential, old }: EntryDraft): string {
  const draft = { typ: ENTRY_DRAFT, registry: registryId, entry: toBase64Url(leaf), credential };
  return JSON.stringify(old === undefined ? draft : { ...draft, old });
}

function read(text: string): EntryDraft & { readonly entry: Entry } {
  const value = parseJson(text, { maxLength: MAX_LENGTH, maxDepth: 2 });
  if (!isJsonObject(value) || value["typ"] !== ENTRY_DRAFT) throw new ExchangeError("exchange.syntax");
  const { registry, entry, credential, old } = value;
  const members = old === undefined ? 4 : 5;
  if (Object.keys(value).length !== members) throw new ExchangeError("exchange.syntax");
  if (typeof registry !== "string" || typeof entry !== "string" || typeof credential !== "string")
    throw new ExchangeError("exchange.syntax");
  if (old !== undefined && typeof old !== "string") throw new ExchangeError("exchange.syntax");
  const leaf = fromBase64Url(entry);
  const draft = { registryId: registry, leaf, credential, entry: parseEntry(leaf) };
  return old === undefined ? draft : { ...draft, old };
}

/** Reads a draft; who signed it, and whether the credentials fit it, is judged elsewhere. Throws ExchangeError. */
export function parseEntryDraft(
  text: string,
  expected: { readonly registryId: string },
): EntryDraft & { readonly entry: Entry } {
  if (text.length > MAX_LENGTH) throw new ExchangeError("exchange.too_large");
  let draft: ReturnType<typeof read>;
  try {
    draft = read(text);
  } catch (error) {
    if (error instanceof JsonError || error instanceof BytesError || error instanceof EntryError)
      throw new ExchangeError("exchange.syntax");
    throw error;
  }
  if (draft.registryId !== expected.registryId) throw new ExchangeError("exchange.wrong_registry");
  return draft;
}
