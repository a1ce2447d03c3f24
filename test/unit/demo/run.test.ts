import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { runDemo } from "../../../main/demo/run.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const told: string[] = [];
const story = [
  {
    name: "writes something down",
    run: ({ folder }: { readonly folder: string }) => {
      told.push(folder);
      writeFileSync(join(folder, "written"), "here");
      return Promise.resolve("written");
    },
  },
  { name: "fails", run: () => Promise.reject(new TypeError("no")) },
  { name: "is not told", run: () => Promise.resolve("told") },
];

test("what it made is gone afterwards, also after a step that failed", async () => {
  const { ok, steps } = await runDemo(() => {}, { story });
  assert.deepEqual([ok, steps.map(({ detail }) => detail)], [false, ["written", "TypeError", "not told"]]);
  assert.equal(existsSync(told.at(-1) ?? ""), false);
});

test("it stays in a folder that was named, which must be a new one", async () => {
  const keep = join(tempFolder({ after }), "kept");
  await runDemo(() => {}, { story, keep });
  assert.equal(readFileSync(join(keep, "written"), "utf8"), "here");
  await assert.rejects(
    runDemo(() => {}, { story, keep }),
    { code: "file.exists" },
  );
  await assert.rejects(
    runDemo(() => {}, { story, keep: join(keep, "none", "deep") }),
    { code: "file.missing" },
  );
});
