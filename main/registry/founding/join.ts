import { fromBase64UrlOf } from "../../../src/bytes/base64.ts";
import { equal } from "../../../src/bytes/bytes.ts";
import { BytesError } from "../../../src/bytes/error.ts";
import { registryIdOf } from "../../../src/chain/blocks/ledger.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { HttpClient } from "../../doors/http-client.ts";
import { HttpSource } from "../../follow/sources/http-source.ts";
import { RegistryError } from "../error.ts";
import { type MirrorConfig, writeHome } from "../home/home.ts";

export interface JoinOptions {
  /** base64url; pinned, so that a wrong node is noticed. */
  readonly registry: string;
  /** The node to mirror. */
  readonly upstream: string;
  readonly listen?: { readonly host: string; readonly port: number };
  readonly primitives: Pick<Primitives, "sha256">;
}

function parseRegistry(text: string): Uint8Array {
  try {
    return fromBase64UrlOf(text, 32);
  } catch (error) {
    if (error instanceof BytesError) throw new RegistryError("registry.config");
    throw error;
  }
}

/**
 * Makes the home of a mirror: asks the node for the registry's first leaf, which must hash to the
 * pinned id. Throws `registry.config` for an id that is none, `registry.foreign`, `registry.exists`,
 * SourceError or FileError.
 */
export async function joinRegistry(folder: string, options: JoinOptions): Promise<void> {
  const { registry, upstream, primitives } = options;
  const registryId = parseRegistry(registry);
  const http = new HttpClient();
  try {
    const genesis = await new HttpSource(http, upstream).genesis();
    if (!equal(registryIdOf(genesis, primitives), registryId)) throw new RegistryError("registry.foreign");
    const listen = options.listen ?? { host: "127.0.0.1", port: 0 };
    const config: MirrorConfig = { role: "mirror", registry, upstream, listen: { ...listen } };
    writeHome(folder, config, genesis);
  } finally {
    http.close();
  }
}
