#!/usr/bin/env node
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runNode24 } from "./node24.mjs";

const here = dirname(fileURLToPath(import.meta.url));
runNode24([join(here, "..", "cli", "sealfolio.ts"), ...process.argv.slice(2)]);
