import { join } from "node:path";
import type { JsonObject } from "../../../src/json/value.ts";
import { nodePrimitives } from "../../crypto/primitives.ts";
import { sleep } from "../../doors/clock.ts";
import { HttpClient } from "../../doors/http-client.ts";
import { systemRandom } from "../../doors/random.ts";
import { HttpSource } from "../../follow/sources/http-source.ts";
import { openAuthorityDesk } from "../../registry/founding/authority-desk.ts";
import { initRegistry } from "../../registry/founding/found.ts";
import { serveNode } from "../../registry/serve.ts";
import { AppError } from "../error.ts";

const PATIENCE_MS = 20_000;
const POLL_MS = 10;

const AUTHORITIES = [
  { id: "court", name: { en: "Constitutional Court", de: "Verfassungsgericht", ar: "المحكمة الدستورية" } },
  { id: "interior", name: { en: "Ministry of the Interior", de: "Innenministerium", ar: "وزارة الداخلية" } },
  { id: "notaries", name: { en: "Chamber of Notaries", de: "Notarkammer", ar: "غرفة الموثقين" } },
  { id: "statistics", name: { en: "Statistics Office", de: "Statistikamt", ar: "مكتب الإحصاء" } },
] as const;

/** A registry of four authorities, served on loopback by this process. */
export interface SampleRegistry {
  /** base64url. */
  readonly id: string;
  readonly url: string;
  /** One authority signs and submits; resolves once all of them are sealed. Throws `app.sample_failed`. */
  decide(
    entries: readonly { readonly kind: "office.accredit" | "type.define"; readonly body: JsonObject }[],
  ): Promise<void>;
  close(): Promise<void>;
}

async function untilSealed(source: HttpSource, hash: string, signal: AbortSignal): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const { state } = await source.entryStatus(hash);
    if (state === "sealed") return;
    if (state === "refused" || performance.now() > end) throw new AppError("app.sample_failed");
    if (signal.aborted) throw new AppError("app.cancelled");
    await sleep(POLL_MS);
  }
}

/** Founds it in a folder that does not exist yet, and serves it. */
export async function openSampleRegistry(folder: string, signal: AbortSignal): Promise<SampleRegistry> {
  const founded = initRegistry(folder, {
    name: { en: "Sample Registry", de: "Musterregister", ar: "سجل تجريبي" },
    origin: "registry.example/sample",
    authorities: AUTHORITIES,
    quorum: 3,
    random: systemRandom,
    primitives: nodePrimitives,
  });
  // A person waits for each block here, so it comes as soon as there is something to put into it.
  const node = await serveNode(founded.node, { tuning: { blockMs: 20 } });
  const http = new HttpClient();
  const source = new HttpSource(http, node.url);
  const desk = openAuthorityDesk(join(folder, "authorities", AUTHORITIES[0].id), nodePrimitives);
  return {
    id: founded.registry,
    url: node.url,
    decide: async (entries) => {
      const hashes = await Promise.all(
        entries.map(async ({ kind, body }) => {
          const answer = await desk.submit(kind, body, source);
          if (answer.state !== "accepted") throw new AppError("app.sample_failed");
          return answer.hash;
        }),
      );
      for (const hash of hashes) await untilSealed(source, hash, signal);
    },
    close: async () => {
      http.close();
      await node.close();
    },
  };
}
