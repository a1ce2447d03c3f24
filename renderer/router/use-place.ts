import { useSyncExternalStore } from "react";
import { hrefOf, type ParamsArgs, type Place, placeOf, type RouteName } from "./routes.ts";

function subscribe(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

/** Where the window is; undefined for an address that is none of ours, `home` for an empty one. */
export function usePlace(): Place | "home" | undefined {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return hash.length < 2 ? "home" : placeOf(hash);
}

/** Goes to a place, as a link would. */
export function goTo<Name extends RouteName>(name: Name, ...params: ParamsArgs<Name>): void {
  window.location.hash = hrefOf(name, ...params);
}

/** Takes the present address's stead: going back does not come here again. */
export function replaceWith<Name extends RouteName>(name: Name, ...params: ParamsArgs<Name>): void {
  window.location.replace(hrefOf(name, ...params));
}

/** To the first screen, whichever that is for the wallet in use. */
export function goHome(): void {
  window.location.hash = "";
}
