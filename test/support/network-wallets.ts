import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { systemClock } from "../../main/doors/clock.ts";
import { HttpClient } from "../../main/doors/http-client.ts";
import { HttpSource } from "../../main/follow/sources/http-source.ts";
import type { SnapshotStore } from "../../main/follow/light/light-copy.ts";
import { openFullRegistry, type RegistryDeps } from "../../main/wallet/registry/full-registry.ts";
import { openLightRegistry } from "../../main/wallet/registry/light-registry.ts";
import type { OwnRegistry } from "../../main/wallet/registry/own-registry.ts";

function inMemory(): SnapshotStore {
  let kept: Uint8Array | undefined;
  return {
    read: () => kept,
    write: (bytes) => {
      kept = bytes;
    },
  };
}

/** Copies of a registry as wallets have them; all end together. */
export class NetworkWallets {
  readonly #registry: string;
  readonly #http = new HttpClient();
  readonly #open: OwnRegistry[] = [];

  constructor(registry: string) {
    this.#registry = registry;
  }

  #deps(sources: readonly string[]): RegistryDeps {
    return {
      registry: this.#registry,
      sources,
      toSource: (url) => new HttpSource(this.#http, url),
      primitives: nodePrimitives,
      clock: systemClock,
    };
  }

  #keep(copy: OwnRegistry): OwnRegistry {
    this.#open.push(copy);
    return copy;
  }

  light(sources: readonly string[]): OwnRegistry {
    return this.#keep(openLightRegistry({ ...this.#deps(sources), store: inMemory(), places: () => [] }));
  }

  async full(path: string, sources: readonly string[]): Promise<OwnRegistry> {
    return this.#keep(await openFullRegistry(path, this.#deps(sources)));
  }

  close(): void {
    for (const each of this.#open) each.close();
    this.#http.close();
  }
}
