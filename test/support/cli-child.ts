// Runs one command after the other, so that only the first one waits for the program to be read in.
// What it says is caught where it leaves the process.
import { run } from "../../main/cli/run.ts";

interface Ask {
  readonly words: readonly string[];
}

type Write = typeof process.stdout.write;

function caught(stream: NodeJS.WriteStream): () => string {
  const { write } = stream;
  let text = "";
  stream.write = ((chunk: string | Uint8Array) => {
    text += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
    return true;
  }) as Write;
  return () => {
    stream.write = write;
    return text;
  };
}

process.on("message", ({ words }: Ask) => {
  const [stdout, stderr] = [caught(process.stdout), caught(process.stderr)];
  void run(words).then((exit) => process.send?.({ exit, stdout: stdout(), stderr: stderr() }));
});
