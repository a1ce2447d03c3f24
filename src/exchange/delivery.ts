import { JsonError } from "../json/error.ts";
import { parseJson } from "../json/parse.ts";
import { isJsonObject, type JsonValue } from "../json/value.ts";
import { ExchangeError } from "./error.ts";

const MAX_LENGTH = 512 * 1024;
const MAX_COPIES = 100;

/** What an office hands over: the Credential Response of OpenID4VCI 1.0 section 8.3, with a receipt beside each. */
export interface Delivery {
  readonly credentials: readonly { readonly credential: string; readonly receipt: string }[];
}

/** Plain text; it travels only encrypted to the key of the key request. */
export function buildDelivery(delivery: Delivery): string {
  return JSON.stringify({
    credentials: delivery.credentials.map(({ credential, receipt }) => ({ credential, receipt })),
  });
}

function readCopy(value: JsonValue): { credential: string; receipt: string } {
  if (!isJsonObject(value)) throw new ExchangeError("exchange.syntax");
  const { credential, receipt } = value;
  if (typeof credential !== "string" || typeof receipt !== "string")
    throw new ExchangeError("exchange.syntax");
  return { credential, receipt };
}

/** Reads the decrypted text; what the credentials say is judged elsewhere. Throws ExchangeError only. */
export function parseDelivery(text: string): Delivery {
  if (text.length > MAX_LENGTH) throw new ExchangeError("exchange.too_large");
  try {
    const value = parseJson(text, { maxLength: MAX_LENGTH, maxDepth: 8 });
    const list = isJsonObject(value) ? value["credentials"] : undefined;
    if (!Array.isArray(list) || list.length === 0 || list.length > MAX_COPIES) {
      throw new ExchangeError("exchange.syntax");
    }
    return { credentials: (list as readonly JsonValue[]).map(readCopy) };
  } catch (error) {
    if (error instanceof JsonError) throw new ExchangeError("exchange.syntax");
    throw error;
  }
}
