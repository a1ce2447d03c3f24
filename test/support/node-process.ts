import assert from "node:assert/strict";
import { join } from "node:path";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { systemRandom } from "../../main/doors/random.ts";
import { type Founded, initRegistry } from "../../main/registry/founding/found.ts";
import { homePath } from "../../main/registry/home/home.ts";
import { readKeyFile } from "../../main/registry/home/key-file.ts";
import { toBase64Url } from "../../src/bytes/base64.ts";
import { buildEntry, ZERO_HASH } from "../../src/chain/entries/entry.ts";
import type { Ed25519Signer } from "../../src/crypto/ports.ts";
import type { JsonObject } from "../../src/json/value.ts";
import { leafHash } from "../../src/merkle/hash.ts";
import { type Script, type ScriptOptions, startScript } from "./child.ts";
import { hashOf, keyText, seedSigner } from "./test-keys.ts";

const MAIN = join(import.meta.dirname, "..", "..", "main", "registry", "serve-main.ts");

export interface NodeProcess {
  readonly script: Script;
  readonly url: string;
}

type Test = Parameters<typeof startScript>[0];

export interface NodeProcessOptions extends Omit<ScriptOptions, "args"> {
  /** Instead of `serve-main.ts`, with the same arguments. */
  readonly main?: string;
}

/** Starts the node of a home as a process of its own and waits until it serves. */
export async function startNode(
  t: Test,
  home: string,
  port = 0,
  { main = MAIN, ...options }: NodeProcessOptions = {},
): Promise<NodeProcess> {
  const script = startScript(t, main, { ...options, args: [home, String(port)] });
  const line = await script.line();
  assert.ok(line !== undefined, "the node did not start");
  return { script, url: (JSON.parse(line) as { url: string }).url };
}

/** Ends it as an operator does; answers its exit code. */
export async function stopNode({ script }: NodeProcess): Promise<number | null> {
  script.process.kill("SIGTERM");
  return await script.ended();
}

/** What two ways of founding have in common, and entries that the registry takes. */
export class RegistryEntries<Of extends Pick<Founded, "genesis" | "authorities" | "registry">> {
  readonly founded: Of;
  readonly #officer: Ed25519Signer = seedSigner("archive officer 1");

  constructor(founded: Of) {
    this.founded = founded;
  }

  get #registryId(): Uint8Array {
    return leafHash(this.founded.genesis, nodePrimitives.sha256);
  }

  /** Accredits the office `archive` for deposits. */
  accredit(): Uint8Array {
    const span = { from: 0, to: 4_000_000_000 };
    const body: JsonObject = {
      id: "archive",
      name: { en: "Archive" },
      keys: [{ use: "officer", key: keyText(this.#officer), ...span }],
      issues: [],
      asks: [],
      deposits: span,
    };
    const [first] = this.founded.authorities as [{ id: string; home: string }];
    const signer = readKeyFile(homePath(first.home, "entryKey"));
    const unsigned = { kind: "office.accredit", by: first.id, after: ZERO_HASH, body } as const;
    return buildEntry(this.#registryId, unsigned, [signer]);
  }

  deposit(name: string): Uint8Array {
    const body = { digest: hashOf(name) };
    const unsigned = { kind: "document.deposit", by: "archive", after: ZERO_HASH, body } as const;
    return buildEntry(this.#registryId, unsigned, [this.#officer]);
  }

  hash(leaf: Uint8Array): string {
    return toBase64Url(leafHash(leaf, nodePrimitives.sha256));
  }
}

/** A registry of four authorities in a folder, and entries that it takes. */
export class FoundedRegistry extends RegistryEntries<Founded> {
  constructor(folder: string) {
    super(
      initRegistry(folder, {
        name: { en: "Test registry" },
        origin: "registry.test/processes",
        authorities: 4,
        random: systemRandom,
        primitives: nodePrimitives,
      }),
    );
  }
}

export async function postEntry(url: string, leaf: Uint8Array): Promise<{ status: number; code?: string }> {
  const response = await fetch(`${url}/entries`, { method: "POST", body: Uint8Array.from(leaf) });
  const answer = (await response.json()) as { code?: string };
  return { status: response.status, ...answer };
}

/** What `GET /<path>` says; undefined for 404. */
export async function ask<T>(url: string, path: string): Promise<T | undefined> {
  const response = await fetch(`${url}/${path}`);
  const body = await response.text();
  return response.status === 200 ? (JSON.parse(body) as T) : undefined;
}

/** Resolves once it holds; fails the test after a minute. */
export async function eventually(holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 60_000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error("did not come true");
    await new Promise((done) => setTimeout(done, 20));
  }
}

export async function untilSealed(url: string, hash: string): Promise<void> {
  await eventually(async () => (await ask<{ state: string }>(url, `entries/${hash}`))?.state === "sealed");
}
