import { spawnSync } from "node:child_process";
import type { TestContext } from "node:test";

/** A place of its own for each authority: an address, and what to start its node under. */
export interface Lanes {
  readonly host: (at: number) => string;
  readonly under: (at: number) => readonly string[];
  /** Takes away, or gives back, all its connections: to the others and to whoever reads. */
  readonly cut: (at: number, isCut: boolean) => void;
}

function ip(...args: readonly string[]): boolean {
  return spawnSync("ip", args, { stdio: "ignore" }).status === 0;
}

/**
 * A network namespace for each authority, joined by a bridge that the test stands on too; undefined
 * where that needs rights or programs that are not there. All of it goes with the test.
 */
export function openLanes(t: Pick<TestContext, "after">, count: number): Lanes | undefined {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return undefined;
  const tag = `sf${process.pid % 1_000_000}`;
  const subnet = `10.${100 + (process.pid % 100)}.${process.pid % 250}`;
  const all = Array.from({ length: count }, (_, at) => at);
  const close = (): void => {
    for (const at of all) ip("netns", "del", `${tag}-${at}`);
    ip("link", "del", `${tag}b`);
  };
  t.after(close);
  const isMade =
    ip("link", "add", `${tag}b`, "type", "bridge") &&
    ip("addr", "add", `${subnet}.254/24`, "dev", `${tag}b`) &&
    ip("link", "set", `${tag}b`, "up") &&
    all.every((at) => {
      const [space, out] = [`${tag}-${at}`, `${tag}v${at}`];
      return (
        ip("netns", "add", space) &&
        ip("link", "add", out, "type", "veth", "peer", "name", "eth0", "netns", space) &&
        ip("link", "set", out, "master", `${tag}b`, "up") &&
        ip("-n", space, "addr", "add", `${subnet}.${at + 1}/24`, "dev", "eth0") &&
        ip("-n", space, "link", "set", "eth0", "up") &&
        ip("-n", space, "link", "set", "lo", "up")
      );
    });
  if (!isMade) {
    close();
    return undefined;
  }
  return {
    host: (at) => `${subnet}.${at + 1}`,
    under: (at) => ["ip", "netns", "exec", `${tag}-${at}`],
    cut: (at, isCut) => void ip("link", "set", `${tag}v${at}`, isCut ? "down" : "up"),
  };
}
