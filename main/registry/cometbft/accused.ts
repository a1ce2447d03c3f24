import type { Misbehavior } from "cosmjs-types/tendermint/abci/types";
import { fromBase64Url } from "../../../src/bytes/base64.ts";
import { fromUtf8, utf8 } from "../../../src/bytes/bytes.ts";
import { toHex } from "../../../src/bytes/hex.ts";
import type { State } from "../../../src/chain/state/state.ts";
import type { Sha256 } from "../../../src/crypto/ports.ts";
import type { LogStore } from "../../log/log-store.ts";
import { engineAddress } from "./engine-home.ts";

const ACCUSED = "accused";

/**
 * Authorities whose consensus key, of today or earlier, signed what the engine has evidence against
 * (two votes for one step, or a forged header). Ids; a key that nobody has is left out.
 */
export function namesOf(
  misbehavior: readonly Pick<Misbehavior, "validator">[],
  state: Pick<State, "authorities">,
  sha256: Sha256,
): readonly string[] {
  if (misbehavior.length === 0) return [];
  const addresses = new Set(misbehavior.map(({ validator }) => toHex(validator.address)));
  return state.authorities().flatMap(({ id, consensus, past }) => {
    const keys = [consensus, ...past.map((before) => before.consensus)].filter((key) => key !== undefined);
    return keys.some((key) => addresses.has(engineAddress(fromBase64Url(key), sha256))) ? [id] : [];
  });
}

/** Who was ever accused, sorted. */
export function readAccused(store: Pick<LogStore, "meta">): readonly string[] {
  const value = store.meta(ACCUSED);
  return value === undefined ? [] : fromUtf8(value).split(" ");
}

/** Takes part in the caller's transaction. */
export function addAccused(store: Pick<LogStore, "meta" | "putMeta">, ids: readonly string[]): void {
  if (ids.length === 0) return;
  const all = [...new Set([...readAccused(store), ...ids])].sort();
  store.putMeta(ACCUSED, utf8(all.join(" ")));
}
