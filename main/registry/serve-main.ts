import { codeOf } from "../../src/error.ts";
import { serveNode } from "./serve.ts";

/**
 * A node as a process: `serve-main.ts HOME [PORT]`. Prints one JSON line when it serves, faults by code
 * on stderr, and ends cleanly on SIGTERM or SIGINT. Exit code 4 if it cannot serve.
 */
async function main(folder: string | undefined, port: string | undefined): Promise<void> {
  if (folder === undefined) {
    process.stderr.write("usage: serve-main.ts HOME [PORT]\n");
    process.exitCode = 2;
    return;
  }
  try {
    const node = await serveNode(folder, {
      ...(port === undefined ? {} : { port: Number(port) }),
      report: (code) => process.stderr.write(`${code}\n`),
    });
    const stop = (): void => {
      void node.close();
    };
    process.once("SIGTERM", stop);
    process.once("SIGINT", stop);
    const { role, url, registry } = node;
    process.stdout.write(`${JSON.stringify({ role, url, registry })}\n`);
  } catch (error) {
    process.stderr.write(`${codeOf(error) ?? "registry.internal"}\n`);
    process.exitCode = 4;
  }
}

await main(process.argv[2], process.argv[3]);
