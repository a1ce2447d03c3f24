import {
  History,
  Inbox,
  Library,
  Link2,
  ListChecks,
  type LucideIcon,
  QrCode,
  ScanLine,
  Send,
  Signature,
  SlidersHorizontal,
  Stamp,
  Table2,
  WalletCards,
} from "lucide-react";
import type { WalletView } from "../../src/contract/views.ts";
import type { RouteName } from "../router/routes.ts";

/** Places that stand in the navigation: those whose address has no parts. */
export type NavRoute =
  | "certificates"
  | "receive"
  | "present"
  | "activity"
  | "newCheck"
  | "checks"
  | "issue"
  | "approve"
  | "offers"
  | "tables"
  | "register"
  | "registry"
  | "settings";

export interface NavItem {
  readonly route: NavRoute;
  /** In the area `frame`, under `nav`. */
  readonly word: Exclude<NavRoute, "newCheck"> | "new_check";
  readonly icon: LucideIcon;
  /** Other places that belong to it. */
  readonly within?: readonly RouteName[];
}

export interface NavSection {
  readonly word: "me" | "counter" | "office";
  readonly items: readonly NavItem[];
}

const ME: NavSection = {
  word: "me",
  items: [
    { route: "certificates", word: "certificates", icon: WalletCards, within: ["certificate", "print"] },
    { route: "receive", word: "receive", icon: Inbox },
    { route: "present", word: "present", icon: Send },
    { route: "activity", word: "activity", icon: History },
  ],
};
const COUNTER: NavSection = {
  word: "counter",
  items: [
    { route: "newCheck", word: "new_check", icon: ScanLine },
    { route: "checks", word: "checks", icon: ListChecks, within: ["check", "manyFiles"] },
  ],
};
const OFFICE: NavSection = {
  word: "office",
  items: [
    { route: "issue", word: "issue", icon: Stamp },
    { route: "offers", word: "offers", icon: QrCode },
    { route: "tables", word: "tables", icon: Table2 },
    { route: "approve", word: "approve", icon: Signature },
    { route: "register", word: "register", icon: Library, within: ["record", "copies"] },
  ],
};

/** What stands at the foot for everybody. */
export const FOOT: readonly NavItem[] = [
  { route: "registry", word: "registry", icon: Link2, within: ["block"] },
  { route: "settings", word: "settings", icon: SlidersHorizontal },
];

/** Workspaces of this wallet: counter and office are there for a wallet that works for one. */
export function sectionsOf(wallet: Pick<WalletView, "office"> | undefined): readonly NavSection[] {
  return wallet?.office === undefined ? [ME] : [ME, COUNTER, OFFICE];
}

export function isWithin(item: NavItem, place: RouteName | undefined): boolean {
  return place !== undefined && (item.route === place || (item.within?.includes(place) ?? false));
}
