import { join } from "node:path";
import { readSdJwtVc } from "./views/credential-view.ts";
import { nodePrimitives } from "../crypto/primitives.ts";
import { systemClock } from "../doors/clock.ts";
import { HttpClient } from "../doors/http-client.ts";
import { systemRandom } from "../doors/random.ts";
import type { StatusPlace } from "../follow/light/fetch-proven.ts";
import { HttpSource } from "../follow/sources/http-source.ts";
import { Program, type ProgramDeps } from "./program.ts";
import { openFullRegistry } from "./registry/full-registry.ts";
import { openLightRegistry } from "./registry/light-registry.ts";

/** What a caller may set; everything else is the real thing. */
export interface ComposeOptions extends Partial<
  Pick<
    ProgramDeps,
    | "clock"
    | "random"
    | "kdfPolicy"
    | "onBug"
    | "watchSync"
    | "watchAudit"
    | "watchBulk"
    | "onChanged"
    | "watchRegister"
    | "secrets"
    | "about"
    | "workFactor"
  >
> {
  /** Refuses every request before a socket is opened, while it answers true. */
  readonly offline?: () => boolean;
  /** Issuers on this machine may be received from by http: tests and demonstrations. */
  readonly loopbackIssuers?: boolean;
}

function reportBug(call: string, error: unknown): void {
  // Only the kind of error: its text may hold what nobody else should read.
  const kind = error instanceof Error ? error.name : typeof error;
  process.stderr.write(`sealfolio: ${call} failed unexpectedly (${kind})\n`);
  if (process.env["SEALFOLIO_DEBUG"] !== undefined && error instanceof Error) {
    process.stderr.write(`${error.stack ?? ""}\n`);
  }
}

/** The wallet in a folder, joined to the real clock, randomness, disk and network. Throws as `Program.open`. */
export function openProgram(folder: string, options: ComposeOptions = {}): Program {
  const clock = options.clock ?? systemClock;
  const http = new HttpClient(options.offline === undefined ? {} : { offline: options.offline });
  const deps: ProgramDeps = {
    clock,
    random: options.random ?? systemRandom,
    primitives: nodePrimitives,
    onBug: options.onBug ?? reportBug,
    ...(options.kdfPolicy === undefined ? {} : { kdfPolicy: options.kdfPolicy }),
    ...(options.about === undefined ? {} : { about: options.about }),
    ...(options.workFactor === undefined ? {} : { workFactor: options.workFactor }),
    ...(options.secrets === undefined ? {} : { secrets: options.secrets }),
    ...(options.watchSync === undefined ? {} : { watchSync: options.watchSync }),
    issuers: { http, addresses: options.loopbackIssuers === true ? "loopback" : "public" },
    ...(options.watchBulk === undefined ? {} : { watchBulk: options.watchBulk }),
    ...(options.onChanged === undefined ? {} : { onChanged: options.onChanged }),
    ...(options.watchRegister === undefined ? {} : { watchRegister: options.watchRegister }),
    ...(options.watchAudit === undefined ? {} : { watchAudit: options.watchAudit }),
    postTo: async (url, body) => {
      const answer = await http.httpPost(url, body, {
        contentType: "application/json",
        maxBytes: 65_536,
        addresses: "any",
        // Every refusal of a tag keeper; what it says of its reasons is for its own operator.
        statuses: [200, 403, 404, 409, 422, 429, 503],
      });
      return answer.status === 200 ? answer.body : undefined;
    },
    openRegistry: async (at, { settings, snapshot, held }) => {
      const common = {
        registry: settings.registry,
        sources: settings.sources,
        toSource: (url: string) => new HttpSource(http, url),
        primitives: nodePrimitives,
        clock,
      };
      if (settings.mode === "full") return await openFullRegistry(join(at, "chain.sqlite"), common);
      const places = (): readonly StatusPlace[] =>
        held().map((credential) => {
          const { office, index } = readSdJwtVc(credential, { primitives: nodePrimitives }).credential;
          return { office, index };
        });
      return openLightRegistry({ ...common, store: snapshot, places });
    },
  };
  return Program.open(folder, deps);
}
