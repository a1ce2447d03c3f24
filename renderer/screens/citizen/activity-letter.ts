/** Words of the letter, in the reader's language. */
export interface LetterWords {
  readonly to: string;
  readonly subject: string;
  readonly on: string;
  readonly ask: string;
  readonly law: string;
  readonly nothing: string;
  readonly sign: string;
}

/** A letter to whoever was shown a certificate: names of details, never what they said. */
export function letterOf(words: LetterWords, given: readonly string[]): string {
  return [
    words.to,
    words.subject,
    [words.on, ...given.map((name) => `- ${name}`)].join("\n"),
    words.ask,
    words.law,
    words.nothing,
    `${words.sign}\n\n______________________________\n`,
  ].join("\n\n");
}
