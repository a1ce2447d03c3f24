import type { Primitives } from "../../../src/crypto/ports.ts";
import { codeOf } from "../../../src/error.ts";
import { verifyCosignatureLine } from "../../../src/note/cosignature.ts";
import { cosignerName } from "../../../src/note/keys.ts";
import { checkLogSignature, type LogKey, logKeysOf } from "../../../src/note/log-signature.ts";
import { addSignatures, formatSignature, type NoteSignature, parseNote } from "../../../src/note/note.ts";
import type { SealPolicy } from "../../../src/note/seal.ts";

/** One authority's cosignature, and when it was made, POSIX seconds. */
interface Line {
  readonly line: string;
  readonly time: number;
}

/**
 * The signatures that have come for one checkpoint: the newest of each authority, and one by the log.
 * What others send is taken line by line, and only what one of today's authorities, or one of the log's
 * keys, signed over these very bytes.
 */
export class Cosigned {
  readonly #policy: SealPolicy;
  readonly #primitives: Primitives;
  readonly #text: string;
  readonly #logKeys: readonly LogKey[];
  readonly #lines = new Map<string, Line>();
  #byLog: string | undefined;

  /** `text`: the checkpoint without signatures. */
  constructor(text: string, policy: SealPolicy, primitives: Primitives) {
    this.#policy = policy;
    this.#primitives = primitives;
    this.#text = text;
    this.#logKeys = logKeysOf(policy.origin, policy.logKeys, primitives.sha256);
  }

  /** Takes what is new in a note from anybody; true if there was anything. Never throws. */
  take(note: string): boolean {
    try {
      const parsed = parseNote(note);
      if (parsed.text !== this.#text) return false;
      // All of them are looked at: one bad line must not hide the good ones behind it.
      return parsed.signatures.map((line) => this.#takeLine(line)).includes(true);
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
      return false;
    }
  }

  get isSealed(): boolean {
    return this.#byLog !== undefined && this.#lines.size >= this.#policy.quorum;
  }

  /** Authorities whose cosignature is not here. */
  get silent(): readonly string[] {
    return this.#policy.authorities.flatMap(({ id }) => (this.#lines.has(id) ? [] : [id]));
  }

  /** With every signature so far. */
  note(): string {
    const lines = [...this.#lines.values()].map(({ line }) => line);
    return addSignatures(this.#text, this.#byLog === undefined ? lines : [this.#byLog, ...lines]);
  }

  #takeLine(signature: NoteSignature): boolean {
    try {
      const { origin } = this.#policy;
      if (signature.name === origin) return this.#takeLog(signature);
      const authority = this.#policy.authorities.find(
        ({ id }) => cosignerName(origin, id) === signature.name,
      );
      if (authority === undefined) return false;
      const line = formatSignature(signature);
      const cosigner = { name: signature.name, publicKey: authority.cosign };
      const time = verifyCosignatureLine(this.#text, line, cosigner, this.#primitives);
      if (time <= (this.#lines.get(authority.id)?.time ?? -1)) return false;
      this.#lines.set(authority.id, { line, time });
      return true;
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
      return false;
    }
  }

  #takeLog(signature: NoteSignature): boolean {
    if (this.#byLog !== undefined) return false;
    const key = checkLogSignature(
      this.#text,
      signature,
      this.#policy.origin,
      this.#logKeys,
      this.#primitives,
    );
    if (key === undefined) return false;
    this.#byLog = formatSignature(signature);
    return true;
  }
}
