import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { runCli, startCli } from "../support/cli.ts";
import { noEngine } from "../support/network.ts";
import { ask } from "../support/node-process.ts";
import { typed } from "../support/operating-guide.ts";
import { tempFolder } from "../support/temp-folder.ts";

// What docs/operating.md tells the operators of a network to type, from founding it to an authority that
// comes later, typed with ports that are free here.

const skip = noEngine() ?? false;
const IN_STEP_SECONDS = 60;
const PORT = 20_000 + 16 * Math.floor(Math.random() * 600);
const ENGINE_PORT = PORT + 8;
const cwd = tempFolder({ after });

interface Health {
  readonly height: number | null;
}

/** The same words with our ports and this registry's id. */
function here(words: readonly string[], registry = ""): string[] {
  const ports: { readonly [port: string]: number } = {
    "8810": PORT + 4,
    "26670": ENGINE_PORT + 4,
    ...Object.fromEntries([0, 1, 2, 3].map((at) => [`http://127.0.0.1:${8800 + at}`, PORT + at])),
  };
  return words.map((word) => {
    const port = ports[word];
    if (port !== undefined) return word.startsWith("http") ? `http://127.0.0.1:${port}` : String(port);
    return word === "ID" ? registry : word;
  });
}

const nodeUrl = (at: number): string => `http://127.0.0.1:${PORT + at}`;
const health = async (at: number): Promise<Health | undefined> => {
  try {
    return await ask<Health>(nodeUrl(at), "health");
  } catch {
    return undefined;
  }
};

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 120_000;
  while (!(await isSo())) {
    assert.ok(performance.now() < end, `not in time: ${what}`);
    await new Promise((done) => {
      setTimeout(done, 100);
    });
  }
}

async function said(words: readonly string[]): Promise<string> {
  const ran = await runCli(words, { cwd });
  assert.equal(ran.exit, 0, ran.stderr);
  return ran.stdout;
}

test("four authorities, and a fifth that comes later", { skip, timeout: 600_000 }, async (t) => {
  const ports = ["--port", String(PORT), "--engine-port", String(ENGINE_PORT)];
  await said([...typed("registry init"), ...ports]);
  const homeOf = (at: number): string => `./network/authorities/authority-${at + 1}`;
  const serve = typed("registry serve");
  assert.deepEqual(serve.slice(0, 3), ["registry", "serve", "--home"]);
  const started = async (home: string) => await startCli(t, [...serve.slice(0, 3), home], { cwd });
  const nodes = await Promise.all([0, 1, 2, 3].map(async (at) => await started(homeOf(at))));
  await until("begun", async () => ((await health(0))?.height ?? -1) >= 0);

  const genesis = JSON.parse(readFileSync(join(cwd, homeOf(0), "node.json"), "utf8")) as {
    readonly registry: string;
  };
  await said(here(typed("registry enter"), genesis.registry));
  await said(here(typed("registry decide"), genesis.registry));
  const began = performance.now();
  const fifth = await startCli(t, typed("registry serve", 1), { cwd });
  await until("in step", async () => {
    const [own, others] = await Promise.all([health(4), health(0)]);
    return own?.height !== undefined && own.height !== null && own.height >= (others?.height ?? 0);
  });
  const seconds = (performance.now() - began) / 1000;
  assert.ok(seconds <= IN_STEP_SECONDS, `in step after ${seconds} s`);

  // Put under `peers` of another home, it is asked for its cosignature.
  const config = join(cwd, homeOf(0), "node.json");
  const before = JSON.parse(readFileSync(config, "utf8")) as { readonly peers: readonly object[] };
  assert.equal(await nodes[0]?.stop(), 0);
  const peers = [...before.peers, { id: "authority-5", url: nodeUrl(4) }];
  writeFileSync(config, JSON.stringify({ ...before, peers }));
  nodes[0] = await started(homeOf(0));
  // With one of the four away, a quorum needs what the fifth signs.
  assert.equal(await nodes.pop()?.stop(), 0);
  const span = { from: 0, to: 4_000_000_000 };
  const office = { id: "archive", name: { en: "Archive" }, keys: [], issues: [], asks: [], deposits: span };
  writeFileSync(join(cwd, "office.json"), JSON.stringify(office));
  const by = ["--authority", "./authority-5", "--node", nodeUrl(0)];
  await said(["registry", "submit", "office.accredit", "office.json", ...by]);
  await until("heard", async () => {
    const answer = await fetch(`${nodeUrl(0)}/checkpoint`);
    return /^\u2014 \S+\/authority-5 /m.test(await answer.text());
  });
  for (const { stop } of [...nodes, fifth]) assert.equal(await stop(), 0);
});
