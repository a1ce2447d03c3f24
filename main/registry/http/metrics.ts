import { utf8 } from "../../../src/bytes/bytes.ts";
import type { ServerResponseParts } from "../../doors/http-server.ts";

/** What a node tells of itself (docs/registry-format.md, `GET /health`); each role knows some of it. */
export interface NodeHealth {
  readonly role?: string;
  readonly authority?: string;
  readonly height?: number | null | undefined;
  readonly size?: number;
  readonly seal?: number | null;
  readonly age?: number | null;
  readonly pending?: number;
  readonly silent?: { readonly [authority: string]: string };
  readonly fault?: string;
  /** Authorities of a network that its engine has evidence against. */
  readonly accused?: readonly string[];
  readonly witnesses?: {
    readonly seen: readonly { readonly name: string; readonly time: number }[];
    readonly silent: { readonly [name: string]: string };
  };
}

interface Counted {
  readonly count: number;
  readonly seconds: number;
}

const ROUTES =
  /^\/(checkpoint|genesis|health|metrics|block|epochs|receipt|proof|trust|status|cosigned|engine|light|entries|add-checkpoint|add-entries)(?:\/|$)/;
const BUNDLE = /^\/tile\/entries\//;

/** Few and fixed, so that nobody can make a monitor's memory grow by asking for odd paths. */
function routeOf(method: string, path: string): string {
  if (BUNDLE.test(path)) return "bundle";
  if (path.startsWith("/tile/")) return "tile";
  const route = ROUTES.exec(path)?.[1] ?? "other";
  return method === "POST" && route === "entries" ? "submit" : route;
}

/** Counts answers by route and status. */
export class HttpTally {
  readonly #counts = new Map<string, Counted>();

  add(method: string, path: string, status: number, seconds: number): void {
    const key = `route="${routeOf(method, path)}",status="${status}"`;
    const before = this.#counts.get(key) ?? { count: 0, seconds: 0 };
    this.#counts.set(key, { count: before.count + 1, seconds: before.seconds + seconds });
  }

  get rows(): ReadonlyMap<string, Counted> {
    return this.#counts;
  }
}

function escaped(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}

/** One metric family; nothing where it has no sample. */
function family(
  name: string,
  type: "gauge" | "counter",
  help: string,
  samples: readonly (readonly [labels: string, value: number | null | undefined])[],
): string {
  const known = samples.filter(([, value]) => typeof value === "number");
  if (known.length === 0) return "";
  const lines = known.map(([labels, value]) => `${name}${labels === "" ? "" : `{${labels}}`} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join("")}`;
}

function silentRows(silent: { readonly [name: string]: string } | undefined): [string, number][] {
  return Object.entries(silent ?? {}).map(([name, code]) => [
    `name="${escaped(name)}",code="${escaped(code)}"`,
    1,
  ]);
}

/** A node in the text format of Prometheus (version 0.0.4). */
export function formatMetrics(health: NodeHealth, tally: HttpTally): string {
  const { role, authority, height, size, seal, age, pending, silent, fault, accused, witnesses } = health;
  const who = authority === undefined ? "" : `,authority="${escaped(authority)}"`;
  const rows = [...tally.rows];
  return [
    family("sealfolio_node_info", "gauge", "What this node is.", [
      [`role="${escaped(role ?? "unknown")}"${who}`, 1],
    ]),
    family("sealfolio_block_height", "gauge", "Height of the newest block.", [["", height]]),
    family("sealfolio_log_size", "gauge", "Leaves of the log.", [["", size]]),
    family("sealfolio_seal_time_seconds", "gauge", "k-th newest cosignature time of the newest seal.", [
      ["", seal],
    ]),
    family("sealfolio_seal_age_seconds", "gauge", "How long ago that is.", [["", age]]),
    family("sealfolio_pending_entries", "gauge", "Entries acknowledged and not sealed yet.", [["", pending]]),
    family("sealfolio_fault", "gauge", "1 with the code of what keeps the node from its work, else 0.", [
      [`code="${escaped(fault ?? "")}"`, fault === undefined ? 0 : 1],
    ]),
    family(
      "sealfolio_cosigner_silent",
      "gauge",
      "Authorities that did not cosign when last asked.",
      silentRows(silent),
    ),
    family(
      "sealfolio_accused",
      "gauge",
      "Authorities that were seen to contradict themselves in the network's engine.",
      (accused ?? []).map((id) => [`name="${escaped(id)}"`, 1]),
    ),
    family(
      "sealfolio_witness_silent",
      "gauge",
      "Outside witnesses that did not cosign when last asked.",
      silentRows(witnesses?.silent),
    ),
    family(
      "sealfolio_witness_time_seconds",
      "gauge",
      "When an outside witness cosigned the newest checkpoint.",
      (witnesses?.seen ?? []).map(({ name, time }) => [`name="${escaped(name)}"`, time]),
    ),
    family(
      "sealfolio_http_requests_total",
      "counter",
      "Answers given.",
      rows.map(([labels, { count }]) => [labels, count]),
    ),
    family(
      "sealfolio_http_seconds_total",
      "counter",
      "Time taken for them.",
      rows.map(([labels, { seconds }]) => [labels, Number(seconds.toFixed(6))]),
    ),
    family("process_resident_memory_bytes", "gauge", "Memory of the process.", [
      ["", process.memoryUsage.rss()],
    ]),
    family("process_uptime_seconds", "gauge", "Age of the process.", [["", Math.round(process.uptime())]]),
  ].join("");
}

export function answerMetrics(health: NodeHealth, tally: HttpTally): ServerResponseParts {
  return {
    status: 200,
    contentType: "text/plain; version=0.0.4; charset=utf-8",
    body: utf8(formatMetrics(health, tally)),
    cache: "no-store",
  };
}
