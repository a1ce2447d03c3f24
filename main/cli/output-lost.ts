import { toFileError } from "../doors/file-error.ts";
import { EXIT } from "./error.ts";
import { languageAsked, languageOfSession } from "./language.ts";
import { Output } from "./output.ts";

async function explain(error: unknown): Promise<void> {
  const output = new Output(false, languageAsked(process.argv) ?? languageOfSession(process.env));
  output.note((await output.explain(toFileError(error).code)).join("\n"));
}

/**
 * A command goes on to its end where nobody reads what it says, so that nothing is left half done; but it
 * ends as failed where its result could not be written: who asked does not have it.
 */
export function watchStreams(): void {
  let isLost = false;
  process.stdout.on("error", (error: Error & { readonly code?: string }) => {
    if (isLost) return;
    isLost = true;
    // Whoever read as much as they wanted closes the pipe.
    if (error.code !== "EPIPE") void explain(error);
  });
  process.stderr.on("error", () => {});
  process.on("exit", () => {
    if (isLost) process.exitCode = EXIT.failed;
  });
}
