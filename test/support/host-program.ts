import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { type Script, startScript } from "./child.ts";
import { tempFolder } from "./temp-folder.ts";

const CHILD = join(import.meta.dirname, "host-child.ts");

const DOCUMENT = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Script</title>
<link rel="icon" href="data:,"><script type="module" src="./script.js"></script></head><body></body></html>`;

/** Before the script of a test: it tells what it saw by saving files, as a person would. */
const PROLOGUE = `
const { call, on } = sealfolio;
const tell = (name, value) => call("host.save_file", { name: name + ".json", text: JSON.stringify(value ?? null) });
const value = async (name, args) => {
  const answer = await call(name, args);
  if (!answer.ok) throw new Error(name + ": " + answer.code);
  return answer.value;
};
addEventListener("unhandledrejection", ({ reason }) => tell("failure", String(reason)));
`;

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

function processes(): readonly Process[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
        // The name in brackets may hold anything, so what stands behind the last one is read.
        const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
        if (state === "Z") return [];
        const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
        return [{ pid: Number(pid), parent: Number(parent), command }];
      } catch {
        return [];
      }
    });
}

/** Inodes of the sockets that wait for somebody to connect, of every family that has an address. */
function listeningSockets(): ReadonlySet<string> {
  return new Set(
    ["tcp", "tcp6"].flatMap((family) =>
      readFileSync(`/proc/net/${family}`, "utf8")
        .split("\n")
        .map((line) => line.trim().split(/\s+/))
        .filter((fields) => fields[3] === "0A")
        .map((fields) => fields[9] ?? ""),
    ),
  );
}

/** The whole program, as `npm start` runs it in a browser, showing a page that does as it is told. */
export class HostProgram {
  readonly data: string;
  readonly #saved: string;
  readonly #script: Script;

  private constructor(data: string, saved: string, script: Script) {
    this.data = data;
    this.#saved = saved;
    this.#script = script;
  }

  /** `code` runs in the page, with `call`, `on`, `value` and `tell` at hand. */
  static start(
    t: TestContext,
    code: string,
    options: { readonly args?: readonly string[]; readonly data?: string } = {},
  ): HostProgram {
    const root = tempFolder(t);
    const [saved, page] = [join(root, "saved"), join(root, "page")];
    const data = options.data ?? join(root, "data");
    for (const folder of [saved, page]) mkdirSync(folder);
    writeFileSync(join(page, "index.html"), DOCUMENT);
    writeFileSync(join(page, "script.js"), PROLOGUE + code);
    const args = ["--headless", "--data", data, "--page", page, "--save-to", saved, ...(options.args ?? [])];
    return new HostProgram(data, saved, startScript(t, CHILD, { args }));
  }

  /** What the page told under that name, once it has. */
  async told(name: string, seconds = 30): Promise<unknown> {
    const end = performance.now() + seconds * 1_000;
    const path = join(this.#saved, `${name}.json`);
    while (!existsSync(path)) {
      const failure = join(this.#saved, "failure.json");
      assert.ok(!existsSync(failure), existsSync(failure) ? readFileSync(failure, "utf8") : "");
      assert.ok(performance.now() < end, `${name} was not told`);
      assert.equal(this.#script.process.exitCode, null, "the program ended");
      await new Promise((done) => setTimeout(done, 20));
    }
    return JSON.parse(readFileSync(path, "utf8")) as unknown;
  }

  /** Texts that the page told so far under names that begin so, by the number they end with. */
  allTold(prefix: string): ReadonlyMap<number, string> {
    const names = readdirSync(this.#saved).filter((name) => name.startsWith(prefix));
    return new Map(
      names.map((name) => [
        Number.parseInt(name.slice(prefix.length), 10),
        String(JSON.parse(readFileSync(join(this.#saved, name), "utf8"))),
      ]),
    );
  }

  get process(): Script["process"] {
    return this.#script.process;
  }

  /** Of this program and everything that it started, directly or not. */
  family(): readonly Process[] {
    const all = processes();
    const own = new Set([this.process.pid]);
    for (let before = 0; before < own.size;) {
      before = own.size;
      for (const { pid, parent } of all) if (own.has(parent)) own.add(pid);
    }
    return all.filter(({ pid }) => own.has(pid));
  }

  /** Whoever still works with this browser's profile, whoever started it. */
  browsers(): readonly Process[] {
    return processes().filter(({ command }) => command.includes(`--user-data-dir=${this.data}`));
  }

  /** Commands of this family that wait for connections. */
  listeners(): readonly string[] {
    const listening = listeningSockets();
    return this.family()
      .filter(({ pid }) => {
        try {
          return readdirSync(`/proc/${pid}/fd`).some((fd) => {
            const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1];
            return inode !== undefined && listening.has(inode);
          });
        } catch {
          return false;
        }
      })
      .map(({ command }) => command.replaceAll("\0", " ").slice(0, 80));
  }

  async ended(): Promise<number | null> {
    return await this.#script.ended();
  }

  /** Resolves once no browser works with its profile any more. */
  async browserGone(): Promise<void> {
    const end = performance.now() + 60_000;
    while (this.browsers().length > 0) {
      assert.ok(performance.now() < end, "a browser is left");
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}
