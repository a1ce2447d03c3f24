import { CodedError } from "../error.ts";

export type WordsErrorCode = "words.count" | "words.unknown" | "words.checksum";

/** Words that are no recovery phrase. */
export class WordsError extends CodedError<WordsErrorCode> {
  /** With `words.unknown`: places of the words that the list does not have, from 1. */
  readonly places: readonly number[];

  constructor(code: WordsErrorCode, places: readonly number[] = []) {
    super(code);
    this.places = places;
  }
}
