import { fromBase64UrlToBinary, isBase64 } from "./base64.ts";
import { BytesError } from "./error.ts";

/**
 * Reads long texts of base64. A runtime may have a faster one to pass in; every one is strict, so that
 * a value has one text (RFC 4648 section 3.5), and none throws. No character is beyond U+00FF: that is
 * for the caller to know, who has made bytes of the whole message before.
 */
export interface Base64Reader {
  /** Bytes of unpadded base64url (RFC 7515 section 2), each as a char code 0-255; undefined for any other text. */
  readonly urlToBinary: (text: string) => string | undefined;
  /** Whether it is base64 with padding (RFC 4648 section 4). */
  readonly isBase64: (text: string) => boolean;
}

/** The one that every platform has. */
export const plainBase64: Base64Reader = {
  urlToBinary: (text) => {
    try {
      return fromBase64UrlToBinary(text);
    } catch (error) {
      if (error instanceof BytesError) return undefined;
      throw error;
    }
  },
  isBase64,
};
