import type { Write } from "./state.ts";

/** The public keys a row holds or held, and whose they are; the index behind `State.keyOwner`. */
export function keysOf(
  write: Write,
): { readonly owner: string; readonly keys: readonly string[] } | undefined {
  switch (write.table) {
    case "registry": {
      const { log, pending = [] } = write.record;
      const coming = pending.flatMap((amendment) => (amendment.log === undefined ? [] : [amendment.log]));
      return { owner: "registry", keys: [...log, ...coming] };
    }
    case "authority": {
      const { id, entry, cosign, log, consensus, past } = write.record;
      const all = [
        entry,
        cosign,
        log,
        consensus,
        ...past.flatMap((old) => [old.entry, old.cosign, old.log, old.consensus]),
      ];
      return { owner: `authority/${id}`, keys: all.filter((key) => key !== undefined) };
    }
    case "office": {
      const { id, keys } = write.record;
      return { owner: `office/${id}`, keys: keys.map(({ key }) => key) };
    }
    default:
      return undefined;
  }
}
