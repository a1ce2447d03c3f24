import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, readFileSync, rmdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join, sep } from "node:path";

/** The window's page as it is shipped, for tests that open it. */

const root = join(import.meta.dirname, "..", "..");
const BUILT = join(root, "dist", "renderer");
const MADE_FROM = ["renderer/**/*", "src/**/*.ts", "vite.config.ts", "package-lock.json"];
const LOCK = join(tmpdir(), `sealfolio-build-${statSync(root).ino}`);
const PATIENCE = 120_000;

const TYPES: { readonly [ending: string]: string } = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
};

const timeOf = (path: string): number => statSync(path).mtimeMs;

function isStale(): boolean {
  const page = join(BUILT, "index.html");
  if (!existsSync(page)) return true;
  const built = timeOf(page);
  return globSync(MADE_FROM, { cwd: root }).some((path) => timeOf(join(root, path)) > built);
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** Test files run side by side: one builds, the others wait for it. */
function locked(work: () => void): void {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      mkdirSync(LOCK);
      break;
    } catch {
      // One that was killed left it behind.
      if (Date.now() > end) rmdirSync(LOCK);
      pause(100);
    }
  }
  try {
    work();
  } finally {
    rmdirSync(LOCK);
  }
}

function build(): void {
  if (!isStale()) return;
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  const done = spawnSync(process.execPath, [vite, "build"], { cwd: root, encoding: "utf8" });
  if (done.status !== 0) throw new Error(`vite build: ${done.stderr}`);
}

export interface BuiltFile {
  readonly contentType: string;
  readonly body: Buffer;
}

/** The build as it was read, by path: another build that begins later does not change what is served. */
let files: ReadonlyMap<string, BuiltFile> | undefined;

function readFiles(): ReadonlyMap<string, BuiltFile> {
  const paths = globSync("**/*.*", { cwd: BUILT }).map((path) => path.split(sep).join("/"));
  return new Map(
    paths.flatMap((path) => {
      const contentType = TYPES[extname(path)];
      return contentType === undefined
        ? []
        : [[`/${path}`, { contentType, body: readFileSync(join(BUILT, path)) }]];
    }),
  );
}

// It begins where a name begins: a list of words is one run of half a million letters.
const NAMES = /(?<![\w.-])[\w.-]+-[\w-]{8}\.(?:js|css|woff2)\b/g;

/** Whether every file that another one names is there: somebody else may be building just now. */
function isWhole(read: ReadonlyMap<string, BuiltFile>): boolean {
  if (!read.has("/index.html")) return false;
  return [...read].every(([path, { body }]) =>
    path.endsWith(".woff2")
      ? true
      : [...body.toString("utf8").matchAll(NAMES)].every(([name]) => read.has(`/assets/${name}`)),
  );
}

function snapshot(): ReadonlyMap<string, BuiltFile> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      const read = readFiles();
      if (isWhole(read)) return read;
    } catch {
      // Gone while it was read.
    }
    if (Date.now() > end) throw new Error("dist/renderer is not whole");
    pause(200);
  }
}

/** Builds the page if anything it is made of is newer, and reads it. */
export function buildRenderer(): void {
  locked(build);
  files = snapshot();
}

/** What is served at a path of the page's origin; `/` is the page. */
export function builtFile(path: string): BuiltFile | undefined {
  files ??= snapshot();
  return files.get(path === "/" ? "/index.html" : path);
}
