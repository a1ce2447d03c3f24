import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { TestContext } from "node:test";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { homePath } from "../../main/registry/home/home.ts";
import { readKeyFile } from "../../main/registry/home/key-file.ts";
import { cosignerName, formatVkey, SIGNATURE_TYPE } from "../../src/note/keys.ts";
import type { Programs } from "./go-programs.ts";
import type { FoundedRegistry } from "./node-process.ts";

type Test = Pick<TestContext, "after">;

/** Runs a program to its end; its output, which must be there. */
export async function runProgram(path: string, args: readonly string[]): Promise<string> {
  const child = spawn(path, args, { stdio: ["ignore", "pipe", "pipe"] });
  let out = "";
  let errors = "";
  child.stdout.on("data", (part: Buffer) => (out += part.toString()));
  child.stderr.on("data", (part: Buffer) => (errors += part.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  assert.equal(code, 0, errors.slice(-2000));
  return out;
}

export async function runPeer<T>(programs: Programs, ...args: readonly string[]): Promise<T> {
  return JSON.parse(await runProgram(programs.peer, args)) as T;
}

/** Starts a program that goes on until the test ends, and waits for a line of its output or its log. */
async function startProgram(t: Test, path: string, args: readonly string[], until: string): Promise<string> {
  const child = spawn(path, args, { stdio: ["ignore", "pipe", "pipe"] });
  const exit = once(child, "exit");
  t.after(async () => {
    child.kill("SIGKILL");
    await exit;
  });
  return await new Promise((done, fail) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        if (line.includes(until)) done(line);
      });
    }
    child.once("error", fail).once("exit", () => fail(new Error(`${path} ended`)));
  });
}

/** A port of loopback that was free a moment ago, for programs that cannot choose one themselves. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

export interface RunningWitness {
  readonly url: string;
  readonly vkey: string;
}

/** A litewitness that knows one log, and an agent that keeps its key. */
export async function startWitness(
  t: Test,
  programs: Programs,
  folder: string,
  log: { readonly origin: string; readonly vkey: string },
): Promise<RunningWitness> {
  const db = join(folder, "witness.db");
  const socket = join(folder, "agent.sock");
  const ready = await startProgram(t, programs.peer, ["agent", socket, "witness"], "fingerprint");
  const { fingerprint } = JSON.parse(ready) as { fingerprint: string };
  const listen = `127.0.0.1:${await freePort()}`;
  const flags = ["-name", "witness.test/lite", "-db", db, "-ssh-agent", socket, "-key", fingerprint];
  const line = await startProgram(t, programs.litewitness, [...flags, "-listen", listen], "vkey=");
  const vkey = /vkey="?([^"\s]+)/.exec(line)?.[1];
  assert.ok(vkey !== undefined);
  await runPeer(programs, "watch", db, log.origin, log.vkey);
  return { url: `http://${listen}`, vkey };
}

export interface RegistryVkeys {
  readonly origin: string;
  readonly log: string;
  readonly cosigners: readonly string[];
}

/** Verifier keys of a founded registry, from the key files in its homes. */
export function vkeysOf({ founded }: FoundedRegistry, origin: string): RegistryVkeys {
  const log = readKeyFile(homePath(founded.node, "logKey"));
  const cosigners = founded.authorities.map(({ id, home }) => {
    const { publicKey } = readKeyFile(homePath(home, "cosignKey"));
    return formatVkey(cosignerName(origin, id), SIGNATURE_TYPE.cosignature, publicKey, nodePrimitives.sha256);
  });
  return { origin, log: formatVkey(origin, SIGNATURE_TYPE.log, log.publicKey), cosigners };
}

export async function serveHttp(t: Test, listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Serves a folder as any web server does. */
export function serveFolder(t: Test, folder: string): Promise<string> {
  return serveHttp(t, (request, response) => {
    try {
      response.end(readFileSync(join(folder, (request.url ?? "").replaceAll("..", ""))));
    } catch {
      response.writeHead(404).end();
    }
  });
}
