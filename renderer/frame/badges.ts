import { create } from "zustand";
import type { NavRoute } from "./nav-items.ts";

/** How many things wait behind a place of the navigation. Screens that know say so. */
export const useBadges = create<{ readonly counts: { readonly [route in NavRoute]?: number } }>()(() => ({
  counts: {},
}));

export function setBadge(route: NavRoute, count: number): void {
  useBadges.setState(({ counts }) => ({ counts: { ...counts, [route]: count } }));
}
