import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CHUNK_PLACES } from "../../../src/chain/roots/status-root.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import type { RegistryView } from "../../../src/trust/registry-view.ts";
import { verify } from "../../../src/verdict/verify.ts";
import { nodePrimitives } from "../../crypto/primitives.ts";
import { FullFollower } from "../../follow/full/full-follower.ts";
import { LightCopy } from "../../follow/light/light-copy.ts";
import { LightFollower } from "../../follow/light/light-follower.ts";
import { LightView } from "../../follow/light/light-view.ts";
import { openOwnCopy } from "../../follow/copy/open-copy.ts";
import { SourcePool } from "../../follow/sources/source-pool.ts";
import { BenchError } from "../error.ts";
import { type BenchRegistry, OFFICE } from "../registry/bench-registry.ts";
import { ID_CARD } from "../registry/id-card.ts";
import { LocalSource } from "../registry/local-source.ts";
import { NOW, QUERY, REQUEST, type Visit } from "./visit.ts";

const clock = (): number => NOW;

/** Two counters that have followed the registry to its newest block, one in full and one lightly. */
export interface Counters {
  readonly full: RegistryView;
  /** The light copy's view by these primitives. */
  readonly light: (primitives: Primitives) => RegistryView;
  readonly close: () => void;
}

/** Follows with the followers that wallets use. */
export async function openCounters(registry: BenchRegistry): Promise<Counters> {
  const { registryId } = registry;
  const folder = mkdtempSync(join(tmpdir(), "sealfolio-bench-"));
  const shared = { registryId, primitives: nodePrimitives, clock };
  const source = new LocalSource(registry);

  const ownCopy = await openOwnCopy(join(folder, "chain.db"), shared);
  const full = new FullFollower(ownCopy, new SourcePool([source], ownCopy.journal, clock), shared);
  await full.sync();

  const lightCopy = new LightCopy(
    { read: () => undefined, write: () => {} },
    registryId,
    nodePrimitives,
    NOW,
  );
  const light = new LightFollower(lightCopy, new SourcePool([source], lightCopy.journal, clock), shared);
  const chunks = Math.ceil(registry.chain.size / CHUNK_PLACES);
  const statuses = Array.from({ length: chunks }, (_, i) => ({ office: OFFICE, index: i * CHUNK_PLACES }));
  await light.sync({ wants: { keys: [`office/${OFFICE}`, `type/${ID_CARD.id}`], statuses } });

  return {
    full: full.view,
    light: (primitives) => new LightView(lightCopy, primitives),
    close: () => {
      full.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The whole verdict on one visit. Throws `bench.unexpected` unless it is `valid`. */
export function checkVisit(visit: Visit, view: RegistryView, primitives: Primitives, receipt?: string): void {
  const document = { presentation: visit.presentation, query: QUERY };
  const documents = [receipt === undefined ? document : { ...document, receipt }];
  const { outcome } = verify({ documents, request: REQUEST }, view, primitives, NOW);
  if (outcome !== "valid") throw new BenchError("bench.unexpected");
}
