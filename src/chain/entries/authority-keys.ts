import type { State } from "../state/state.ts";

interface Keys {
  readonly entry: string;
  readonly cosign: string;
  readonly log?: string;
  readonly consensus?: string;
}

/** All that an authority signs with. */
export function keysOfAuthority({ entry, cosign, log, consensus }: Keys): readonly string[] {
  return [entry, cosign, log, consensus].filter((key) => key !== undefined);
}

/** Whether it can run a node of a network: that needs a log key and a consensus key of its own. */
export function runsNode({ log, consensus }: Keys): boolean {
  return log !== undefined && consensus !== undefined;
}

/** Whether the registry is a network of nodes, or has decided to become one. */
export function willRunNetwork(state: Pick<State, "registry">): boolean {
  const registry = state.registry();
  const engines = [registry?.engine, ...(registry?.pending ?? []).map(({ engine }) => engine)];
  return engines.includes("cometbft");
}
