import { isBase64, toBase64Url, utf8ToBase64Url } from "./base64.ts";
import { utf8 } from "./bytes.ts";

/** Texts and their bytes, for which a runtime may have faster ways than those of this room. */
export interface TextCodec {
  /** Whether it is padded base64 in its one form (RFC 4648 sections 3.5 and 4). */
  readonly isBase64: (text: string) => boolean;
  /** Base64url (RFC 7515 section 2) of the UTF-8 bytes of a text that comes in pieces, each well-formed. */
  readonly utf8ToBase64Url: (pieces: readonly string[]) => string;
  readonly toBase64Url: (bytes: Uint8Array) => string;
  /** Bytes of a text that is ASCII. They may lie beside others in one buffer, so none is handed to a thread. */
  readonly asciiBytes: (text: string) => Uint8Array;
}

export const plainCodec: TextCodec = {
  isBase64,
  utf8ToBase64Url: (pieces) => utf8ToBase64Url(pieces.join("")),
  toBase64Url,
  asciiBytes: utf8,
};

/** The same for who asks about one long text several times in a row. It keeps that text. */
export function rememberingLast(codec: TextCodec): TextCodec {
  let last = "";
  const asked = (text: string): boolean => {
    if (text === last) return true;
    if (!codec.isBase64(text)) return false;
    last = text;
    return true;
  };
  return { ...codec, isBase64: asked };
}
