import { DOCUMENT_TARGETS } from "./document-targets.ts";
import { REGISTRY_TARGETS } from "./registry-targets.ts";
import type { Target } from "./target.ts";

/** Every reader of bytes from outside. */
export const TARGETS: readonly Target[] = [...REGISTRY_TARGETS, ...DOCUMENT_TARGETS];
