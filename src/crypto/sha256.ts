import { sha256 as noble } from "@noble/hashes/sha2.js";
import type { Sha256 } from "./ports.ts";

/** Pure SHA-256, for where no faster one is passed in. */
export const sha256: Sha256 = (data) => noble(data);
