const LONGEST_NAME = 200;
const MOST_NAMES = 256;

/** The asker chose these words; the log takes only so much of them. */
export function nameForLog(text: string): string {
  const short = text.slice(0, LONGEST_NAME).toWellFormed();
  return short === "" ? "(no name)" : short;
}

export function namesForLog(paths: readonly (readonly unknown[])[]): string[] {
  return paths.slice(0, MOST_NAMES).map((path) => nameForLog(path.map(String).join("/")));
}
