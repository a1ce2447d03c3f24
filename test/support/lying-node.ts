import { DecidedChain } from "../../main/registry/cometbft/decided-chain.ts";

// A node of a network that tells its engine another app hash than its blocks have.

const honest = DecidedChain.prototype.appHash;
DecidedChain.prototype.appHash = function appHash(...args: Parameters<typeof honest>): Uint8Array {
  const hash = honest.apply(this, args);
  if (args[0] === undefined) return hash;
  const lie = hash.slice();
  lie[0] = (lie[0] as number) ^ 1;
  return lie;
};

await import("../../main/registry/serve-main.ts");
