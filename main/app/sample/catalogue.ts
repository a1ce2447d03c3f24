import { join } from "node:path";
import { toBase64 } from "../../../src/bytes/base64.ts";
import { parseJsonBytes } from "../../../src/json/parse.ts";
import { isJsonObject, type JsonObject } from "../../../src/json/value.ts";
import { readFileCapped } from "../../doors/file.ts";
import { AppError } from "../error.ts";

const ASSETS = join(import.meta.dirname, "..", "..", "..", "assets");
const MAX_TYPE = 64 << 10;
const MAX_PORTRAIT = 12 << 10;

/** Body of a `type.define` out of the catalogue that comes with the program. */
export function catalogueType(id: string): JsonObject & { readonly vct: string } {
  const value = parseJsonBytes(readFileCapped(join(ASSETS, "catalogue", `${id}.json`), MAX_TYPE));
  if (!isJsonObject(value) || typeof value["vct"] !== "string") throw new AppError("app.sample_failed");
  return { ...value, vct: value["vct"] };
}

/** A drawn portrait as the ID card carries it. */
export function portrait(name: string): string {
  const bytes = readFileCapped(join(ASSETS, "sample", "portraits", `${name}.png`), MAX_PORTRAIT);
  return `data:image/png;base64,${toBase64(bytes)}`;
}
