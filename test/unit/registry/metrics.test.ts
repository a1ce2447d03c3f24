import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { formatMetrics, HttpTally } from "../../../main/registry/http/metrics.ts";
import { serveNode } from "../../../main/registry/serve.ts";
import { FoundedRegistry, postEntry, untilSealed } from "../../support/node-process.ts";
import { tempFolder } from "../../support/temp-folder.ts";

// Prometheus text format 0.0.4: a name, labels with escaped values, a number.
const SAMPLE =
  /^[a-z_]+(?:\{[a-z]+="(?:[^"\\\n]|\\["\\n])*"(?:,[a-z]+="(?:[^"\\\n]|\\["\\n])*")*\})? -?[0-9.e+-]+$/;

function check(text: string): Map<string, number> {
  assert.ok(text.endsWith("\n"));
  const samples = new Map<string, number>();
  for (const line of text.slice(0, -1).split("\n")) {
    if (line.startsWith("# ")) {
      assert.match(line, /^# (?:HELP [a-z_]+ .+|TYPE [a-z_]+ (?:gauge|counter))$/);
      continue;
    }
    assert.match(line, SAMPLE);
    const at = line.lastIndexOf(" ");
    assert.ok(!samples.has(line.slice(0, at)), line);
    samples.set(line.slice(0, at), Number(line.slice(at + 1)));
  }
  return samples;
}

test("a node counts what it answers and says how it is", async (t) => {
  const registry = new FoundedRegistry(join(tempFolder(t), "registry"));
  const node = await serveNode(registry.founded.node);
  t.after(() => node.close());
  const accredit = registry.accredit();
  assert.equal((await postEntry(node.url, accredit)).status, 202);
  assert.equal((await postEntry(node.url, Uint8Array.of(1))).status, 422);
  await untilSealed(node.url, registry.hash(accredit));
  for (const path of ["nothing", "checkpoint", "tile/0/000.p/1", "tile/entries/000.p/1"])
    await (await fetch(`${node.url}/${path}`)).arrayBuffer();
  const response = await fetch(`${node.url}/metrics`);
  assert.equal(response.headers.get("content-type"), "text/plain; version=0.0.4; charset=utf-8");
  const samples = check(await response.text());
  assert.equal(samples.get('sealfolio_node_info{role="solo"}'), 1);
  assert.equal(samples.get("sealfolio_block_height"), 1);
  assert.equal(samples.get("sealfolio_log_size"), 4);
  assert.equal(samples.get("sealfolio_pending_entries"), 0);
  assert.equal(samples.get('sealfolio_fault{code=""}'), 0);
  const counted = (route: string, status: number): number | undefined =>
    samples.get(`sealfolio_http_requests_total{route="${route}",status="${status}"}`);
  assert.equal(counted("submit", 202), 1);
  assert.equal(counted("submit", 422), 1);
  assert.equal(counted("other", 404), 1);
  assert.equal(counted("checkpoint", 200), 1);
  assert.equal(counted("tile", 200), 1);
  assert.equal(counted("bundle", 200), 1);
  assert.ok((samples.get("process_resident_memory_bytes") ?? 0) > 1e6);
});

test("odd names are escaped, odd paths are counted as one, and what is unknown is left out", () => {
  const tally = new HttpTally();
  for (let i = 0; i < 1000; i++) tally.add("GET", `/odd/${i}`, 404, 0.001);
  const silent = { 'a"b\\c\nd': "cosigner.unreachable" };
  const samples = check(formatMetrics({ role: "solo", fault: "seal.no_quorum", age: null, silent }, tally));
  assert.equal(samples.get('sealfolio_http_requests_total{route="other",status="404"}'), 1000);
  assert.equal(samples.get('sealfolio_fault{code="seal.no_quorum"}'), 1);
  assert.equal(
    samples.get('sealfolio_cosigner_silent{name="a\\"b\\\\c\\nd",code="cosigner.unreachable"}'),
    1,
  );
  assert.ok(![...samples.keys()].some((key) => key.startsWith("sealfolio_seal_age")));
});
