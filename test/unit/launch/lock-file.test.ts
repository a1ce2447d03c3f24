import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

interface Locked {
  readonly packages: {
    readonly [path: string]: { readonly optionalDependencies?: Readonly<Record<string, string>> };
  };
}

/** As Node finds packages: beside, then further out. */
function isLocked({ packages }: Locked, from: string, name: string): boolean {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    const place = folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (packages[place] !== undefined) return true;
    if (folder === "") return false;
    if (!folder.includes("/node_modules/")) folder = "node_modules/";
    if (folder === "node_modules/") return packages[`node_modules/${name}`] !== undefined;
  }
}

test("the lock holds every platform's package, so that `npm ci` takes it wherever it is run", () => {
  const root = join(import.meta.dirname, "..", "..", "..");
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as Locked;
  const missing = Object.entries(lock.packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !isLocked(lock, from, name))
      .map((name) => `${from}: ${name}`),
  );
  assert.deepEqual(missing, []);
});
