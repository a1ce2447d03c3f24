import { existsSync } from "node:fs";
import { nodePrimitives } from "../../crypto/primitives.ts";
import { homePath } from "../../registry/home/home.ts";
import { joinRegistry } from "../../registry/founding/join.ts";
import { serveNode } from "../../registry/serve.ts";
import { sayLine } from "../../../src/words/lines/say.ts";
import type { Command } from "../command.ts";
import { EXIT } from "../error.ts";
import { untilTold } from "../until-told.ts";

const serve: Command = {
  name: "registry serve",
  usage: "HOME [--port N] | --home HOME | --mirror URL --registry ID HOME",
  help: "runs a node, a mirror or an authority's cosigner from its home, until told to stop",
  options: {
    home: { type: "string", value: "HOME", help: "the home, if it does not stand behind the command" },
    port: { type: "string", value: "N", help: "instead of the port that its configuration names" },
    host: { type: "string", value: "ADDRESS", help: "instead of the address that its configuration names" },
    mirror: { type: "string", value: "URL", help: "make the home of a mirror of this node first" },
    registry: { type: "string", value: "ID", help: "the registry's id, for a new mirror" },
  },
  run: async (invocation, output) => {
    const home = invocation.text("home") ?? invocation.positional(0);
    const upstream = invocation.text("mirror");
    // The home is made once; started again, the mirror goes on from it.
    if (upstream !== undefined && !existsSync(homePath(home, "config"))) {
      await joinRegistry(home, {
        upstream,
        registry: invocation.required("registry"),
        primitives: nodePrimitives,
      });
    }
    const port = invocation.count("port", { min: 0, max: 65_535, otherwise: -1 });
    const host = invocation.text("host");
    const node = await serveNode(home, {
      ...(port < 0 ? {} : { port }),
      ...(host === undefined ? {} : { host }),
      report: (code) => void output.mention(code).then((text) => output.note(text)),
    });
    const { role, url, registry } = node;
    output.result({ role, url, registry }, [
      sayLine(output.language, "registry.serves", { role, id: registry, url }),
    ]);
    await untilTold();
    await node.close();
    // An open standard input would keep the process alive.
    process.stdin.destroy();
    return EXIT.done;
  },
};

export const SERVE_COMMANDS: readonly Command[] = [serve];
