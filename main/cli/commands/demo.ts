import { runDemo } from "../../demo/run.ts";
import type { Command } from "../command.ts";
import { EXIT } from "../error.ts";

export const demoCommand: Command = {
  name: "demo",
  usage: "",
  help: "tells the whole story with a registry of four authorities, in a temporary folder",
  options: {},
  run: async (_invocation, output) => {
    const began = performance.now();
    const { ok, steps } = await runDemo(({ name, ok: good, ms, detail }) => {
      output.line(`${good ? "ok  " : "FAIL"} ${String(ms).padStart(6)} ms  ${name}`);
      output.line(`                 ${detail}`);
    });
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    const good = steps.filter((step) => step.ok).length;
    output.result({ ok, steps }, [`${good} of ${steps.length} steps, ${seconds} s`]);
    return ok ? EXIT.done : EXIT.failed;
  },
};
