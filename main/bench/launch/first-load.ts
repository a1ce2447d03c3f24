import { extname } from "node:path";
import { gzipSync } from "node:zlib";
import { PageFiles } from "../../host/page-files.ts";
import { BenchError } from "../error.ts";

/** Pressed already: gzip would only add to them. */
const PRESSED: ReadonlySet<string> = new Set([".woff2", ".png", ".webp"]);

/** Bytes of these files of a built page, text gzipped. Throws BenchError where one is not of the page. */
export function weigh(folder: string, paths: readonly string[]): number {
  const files = new PageFiles(folder);
  return paths.reduce((sum, path) => {
    const body = files.find(path)?.body;
    if (body === undefined) throw new BenchError("bench.unexpected");
    return sum + (PRESSED.has(extname(path)) ? body.length : gzipSync(body).length);
  }, 0);
}
