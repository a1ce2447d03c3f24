import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..", "..");

/** Where the built page lies, beside the sources and in a package alike. */
export const PAGE_FOLDER = join(ROOT, "dist", "renderer");
