import { refuse } from "../../../src/result.ts";
import { nodePrimitives } from "../../crypto/primitives.ts";
import { ChainCopy } from "../../registry/home/chain-copy.ts";
import { startNodeServer } from "../../registry/http/server.ts";
import { openLargeRegistry } from "./large-registry.ts";

/** A node over loopback that serves the large registry in the file. It takes no entries. */
export async function serveLarge(path = ""): Promise<{ readonly url: string }> {
  const { registryId, store, genesis } = openLargeRegistry(path);
  const chain = await ChainCopy.open(store, genesis, registryId, nodePrimitives);
  const { url } = await startNodeServer({
    genesis,
    chain: () => chain,
    submit: () => Promise.resolve(refuse("bench.closed")),
    status: () => Promise.resolve(undefined),
    health: () => ({}),
  });
  return { url };
}
