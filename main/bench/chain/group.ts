import type { Group } from "../group.ts";
export const chain: Group = { name: "chain", help: "todo", rounds: 1, run: async () => [] };
