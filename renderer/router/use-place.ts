import { useSyncExternalStore } from "react";
import { hrefOf, type ParamsArgs, type Place, placeOf, type RouteName } from "./routes.ts";

const HOME = "certificates" satisfies RouteName;

function subscribe(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

/** Where the window is; undefined for an address that is none of ours. An empty one is the first screen. */
export function usePlace(): Place | undefined {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return placeOf(hash === "" || hash === "#" ? hrefOf(HOME) : hash);
}

/** Goes to a place, as a link would. */
export function goTo<Name extends RouteName>(name: Name, ...params: ParamsArgs<Name>): void {
  window.location.hash = hrefOf(name, ...params);
}

/** Takes the present address's stead: going back does not come here again. */
export function replaceWith<Name extends RouteName>(name: Name, ...params: ParamsArgs<Name>): void {
  window.location.replace(hrefOf(name, ...params));
}
