import { codeOf } from "../../src/error.ts";
import { type LineName } from "../../src/words/lines/en.ts";
import { sayLine } from "../../src/words/lines/say.ts";
import type { RunningServer } from "../doors/http-server.ts";
import type { Program } from "../wallet/program.ts";
import type { Invocation } from "./command.ts";
import { EXIT, type ExitCode } from "./error.ts";
import type { Output } from "./output.ts";
import { untilTold } from "./until-told.ts";
import { type Ask, withProgram } from "./wallet-session.ts";

/** How often an office that serves others looks who may do what, seconds. */
const SYNC_EVERY = 30;

/** Runs a service of an office's wallet, with `--port` and `--host`, until told to stop. */
export function serveFor(
  invocation: Invocation,
  output: Output,
  line: LineName,
  start: (
    program: Program,
    options: { readonly port: number; readonly host?: string },
    ask: Ask,
  ) => Promise<Pick<RunningServer, "url" | "close">>,
): Promise<ExitCode> {
  const port = invocation.count("port", { min: 0, max: 65_535, otherwise: 0 });
  const host = invocation.text("host");
  return withProgram(invocation, async (program, ask) => {
    await ask("registry.sync", {});
    const server = await start(program, { port, ...(host === undefined ? {} : { host }) }, ask);
    const sync = setInterval(() => {
      ask("registry.sync", {}).catch((error: unknown) => output.note(codeOf(error) ?? "failed"));
    }, SYNC_EVERY * 1000);
    output.result({ url: server.url }, [sayLine(output.language, line, { url: server.url })]);
    await untilTold();
    clearInterval(sync);
    await server.close();
    // An open standard input would keep the process alive.
    process.stdin.destroy();
    return EXIT.done;
  });
}
