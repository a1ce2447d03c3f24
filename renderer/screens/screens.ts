import { type ComponentType, lazy, type LazyExoticComponent } from "react";
import type { RouteName } from "../router/routes.ts";
import type { ScreenProps } from "./screen-props.ts";

/** The screen of each place; each is a file of its own, fetched when it is first opened. */
export const SCREENS: {
  readonly [Name in RouteName]: LazyExoticComponent<ComponentType<ScreenProps<Name>>>;
} = {
  certificates: lazy(() => import("./citizen/certificates.tsx")),
  certificate: lazy(() => import("./citizen/certificate.tsx")),
  print: lazy(() => import("./citizen/print.tsx")),
  receive: lazy(() => import("./citizen/receive.tsx")),
  present: lazy(() => import("./citizen/present.tsx")),
  activity: lazy(() => import("./citizen/activity.tsx")),
  newCheck: lazy(() => import("./counter/new-check.tsx")),
  manyFiles: lazy(() => import("./counter/many-files.tsx")),
  checks: lazy(() => import("./counter/checks.tsx")),
  check: lazy(() => import("./counter/check.tsx")),
  issue: lazy(() => import("./office/issue.tsx")),
  approve: lazy(() => import("./office/approve.tsx")),
  offers: lazy(() => import("./office/offers.tsx")),
  tables: lazy(() => import("./office/tables.tsx")),
  register: lazy(() => import("./office/register.tsx")),
  record: lazy(() => import("./office/record.tsx")),
  copies: lazy(() => import("./office/copies.tsx")),
  registry: lazy(() => import("./registry/registry.tsx")),
  block: lazy(() => import("./registry/block.tsx")),
  settings: lazy(() => import("./settings/settings.tsx")),
  parts: lazy(() => import("./gallery/gallery.tsx")),
};
