import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { NodeProcess } from "./node-process.ts";

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once("error", () => done(false));
    server.listen(port, "127.0.0.1", () => server.close(() => done(true)));
  });
}

/** Below those that outgoing connections take, so that none is taken while its node is down. */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  const first = 15_000 + Math.floor(Math.random() * 15_000);
  for (let port = first; ports.length < count; port++) if (await isFree(port)) ports.push(port);
  return ports;
}

/** Processes whose parent this is. */
export function childrenOf(parent: number): number[] {
  return readdirSync("/proc").flatMap((name) => {
    if (!/^[0-9]+$/.test(name)) return [];
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return Number(fields[1]) === parent ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}

/** A node and its engine, as a power cut ends them. */
export async function killTree({ script }: NodeProcess): Promise<void> {
  const children = childrenOf(script.process.pid as number);
  await script.kill();
  for (const child of children) signal(child, "SIGKILL");
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It is gone already.
  }
}
