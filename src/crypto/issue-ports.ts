import type { TextCodec } from "../bytes/text-codec.ts";
import type { Sha256 } from "./ports.ts";

/** What the making of a document needs of the runtime beside a signer. */
export interface IssuePorts {
  readonly sha256: Sha256;
  /** Unpredictable bytes for salts and decoys. */
  readonly random: (length: number) => Uint8Array;
  /** The runtime's own, where it has one. */
  readonly codec?: TextCodec;
}
