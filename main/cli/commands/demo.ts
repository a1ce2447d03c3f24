import { runDemo } from "../../demo/run.ts";
import type { StepResult } from "../../demo/step.ts";
import type { Command } from "../command.ts";
import { findEngine } from "../../registry/cometbft/binary.ts";
import { CliError, EXIT } from "../error.ts";

export const demoCommand: Command = {
  name: "demo",
  usage: "[--keep DIR]",
  help: "tells the whole story with a registry of four authorities, in a temporary folder",
  options: {
    engine: { type: "string", value: "solo|cometbft", help: "what makes the registry's blocks (solo)" },
    keep: { type: "string", value: "DIR", help: "a new folder in which the wallets and the registry stay" },
  },
  run: async (invocation, output) => {
    const began = performance.now();
    const engine = invocation.text("engine") ?? "solo";
    if (engine !== "solo" && engine !== "cometbft") throw new CliError("cli.usage");
    // Said before the story begins, and not in the middle of it.
    if (engine === "cometbft") findEngine();
    const keep = invocation.text("keep");
    const tell = ({ name, ok: good, ms, detail }: StepResult): void => {
      output.line(`${good ? "ok  " : "FAIL"} ${String(ms).padStart(6)} ms  ${name}`);
      output.line(`                 ${detail}`);
    };
    const { ok, steps } = await runDemo(tell, { engine, keep });
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    const good = steps.filter((step) => step.ok).length;
    output.result({ ok, steps }, [`${good} of ${steps.length} steps, ${seconds} s`]);
    return ok ? EXIT.done : EXIT.failed;
  },
};
