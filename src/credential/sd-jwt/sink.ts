import { toBase64Url } from "../../bytes/base64.ts";
import { plainCodec, type TextCodec } from "../../bytes/text-codec.ts";
import { digestTextOf } from "../../crypto/digest-text.ts";
import type { Sha256 } from "../../crypto/ports.ts";

/** Where an SD-JWT goes while it is made: first its disclosures, then its JWT without signature, then that. */
export interface SdJwtSink {
  /**
   * Takes the next disclosure, as its JSON text in pieces, each well-formed. Answers with the digest of its
   * base64url form, base64url as well (RFC 9901 sections 4.2.1 and 4.2.3).
   */
  readonly disclose: (json: readonly string[]) => string;
  /** Disclosures that it has, and characters of all of them. */
  readonly count: number;
  readonly length: number;
  /** Takes `header.payload` (RFC 7515 section 7.1). Whenever it is asked then, the answer gives the bytes to be signed. */
  readonly put: (input: string) => () => Uint8Array;
  /** Takes the signature, 64 bytes. Answers with SHA-256 of the JWT, base64url: what stands for it on the chain. */
  readonly sign: (signature: Uint8Array) => string;
}

/** Makes its text. */
export class SdJwtText implements SdJwtSink {
  readonly #sha256: Sha256;
  readonly #codec: TextCodec;
  readonly #disclosures: string[] = [];
  #jwt = "";
  length = 0;

  constructor(sha256: Sha256, codec: TextCodec = plainCodec) {
    this.#sha256 = sha256;
    this.#codec = codec;
  }

  get count(): number {
    return this.#disclosures.length;
  }

  disclose(json: readonly string[]): string {
    const text = this.#codec.utf8ToBase64Url(json);
    this.#disclosures.push(text);
    this.length += text.length;
    return digestTextOf(text, this.#sha256);
  }

  put(input: string): () => Uint8Array {
    this.#jwt = input;
    const bytes = this.#codec.asciiBytes(input);
    return () => bytes;
  }

  sign(signature: Uint8Array): string {
    this.#jwt = `${this.#jwt}.${toBase64Url(signature)}`;
    return digestTextOf(this.#jwt, this.#sha256);
  }

  /** `<jwt>~<disclosure>~...~`, RFC 9901 section 4. */
  get text(): string {
    return `${[this.#jwt, ...this.#disclosures].join("~")}~`;
  }
}
