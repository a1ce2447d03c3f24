import { EXIT } from "./error.ts";
import { watchStreams } from "./output-lost.ts";
import { run } from "./run.ts";

// Whatever ends the process before a command has: Node's own 1 would say "not valid".
process.exitCode = EXIT.failed;
process.on("uncaughtException", (error) => {
  // Only the kind of error: its text may hold what nobody else should read.
  process.stderr.write(`sealfolio: ${error instanceof Error ? error.name : typeof error}\n(failed)\n`);
  if (process.env["SEALFOLIO_DEBUG"] !== undefined) console.error(error);
  process.exit(EXIT.failed);
});
watchStreams();
process.exitCode = await run(process.argv.slice(2));
