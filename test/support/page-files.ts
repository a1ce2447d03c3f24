import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { PAGE_POLICY } from "../../src/contract/page-policy.ts";

/** What a page of the wallet may load: `src/` with its types taken out, and the npm packages that `src/` uses. */

const root = join(import.meta.dirname, "..", "..");
const slashes = (path: string): string => path.split(sep).join("/");

const PAGE = "/test/support/page-start.ts";
const TYPESCRIPT = /^\/(src\/[\w/-]+|test\/support\/page-(start|work|primitives))\.ts$/;
const PACKAGE =
  /^\/node_modules\/(@noble\/(ciphers|curves|hashes)|@scure\/bip39|dcql|qr|valibot|zod)\/[\w./-]+\.m?js$/;

const entryOf = (name: string): string =>
  `/${slashes(relative(root, fileURLToPath(import.meta.resolve(name))))}`;

const IMPORT_MAP = JSON.stringify({
  imports: {
    "@noble/ciphers/": "/node_modules/@noble/ciphers/",
    "@noble/curves/": "/node_modules/@noble/curves/",
    "@noble/hashes/": "/node_modules/@noble/hashes/",
    "@scure/bip39": "/node_modules/@scure/bip39/index.js",
    "@scure/bip39/": "/node_modules/@scure/bip39/",
    dcql: entryOf("dcql"),
    qr: entryOf("qr"),
    valibot: entryOf("valibot"),
    zod: entryOf("zod"),
  },
});

const DOCUMENT = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sealfolio</title>
<link rel="icon" href="data:,">
<script type="importmap">${IMPORT_MAP}</script>
<script type="module" src="${PAGE}"></script></head><body></body></html>`;

const hashSource = `'sha256-${createHash("sha256").update(IMPORT_MAP).digest("base64")}'`;

/** The window's own policy, but for the import map, and for the order that the page fetches and the report it posts. */
const POLICY = PAGE_POLICY.split("; ")
  .filter((directive) => !/^(script|connect)-src /.test(directive))
  .concat(`script-src 'self' ${hashSource}`, "connect-src 'self'")
  .join("; ");

export interface PageFile {
  readonly contentType: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
}

function file(contentType: string, body: string, headers: PageFile["headers"] = {}): PageFile {
  return { contentType, body, headers: { "X-Content-Type-Options": "nosniff", ...headers } };
}

function read(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch {
    return undefined;
  }
}

/** What is served at a path of the origin, or undefined. `own` are a test's own modules by path, as TypeScript. */
export function pageFile(path: string, own: { readonly [path: string]: string } = {}): PageFile | undefined {
  if (path === "/") return file("text/html", DOCUMENT, { "Content-Security-Policy": POLICY });
  const isScript = TYPESCRIPT.test(path);
  const text = own[path] ?? (isScript || PACKAGE.test(path) ? read(path) : undefined);
  if (text === undefined) return undefined;
  const isTyped = isScript || path in own;
  return file("text/javascript", isTyped ? stripTypeScriptTypes(text, { mode: "strip" }) : text);
}

/** Path in the page of every module under `src/`; `globals.d.ts` declares and is none. */
export function sourcePaths(): readonly string[] {
  return globSync("src/**/*.ts", { cwd: root })
    .filter((path) => !path.endsWith(".d.ts"))
    .map((path) => `/${slashes(path)}`)
    .sort();
}
