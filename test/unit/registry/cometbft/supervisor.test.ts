import assert from "node:assert/strict";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Supervisor } from "../../../../main/registry/cometbft/supervisor.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

test("a program that was killed is started again, and finds nothing that the last one left", async (t) => {
  const left = join(tempFolder(t), "left");
  const script = `if (require("fs").existsSync(process.argv[1])) process.exit(1);
require("fs").writeFileSync(process.argv[1], "x"); setInterval(() => {}, 1000);`;
  let [starts, ends] = [0, 0];
  const supervisor = new Supervisor({
    path: process.execPath,
    args: ["-e", script, left],
    before: () => {
      starts++;
      if (starts > 1) writeFileSync(`${left}.seen`, String(existsSync(left)));
      rmSync(left, { force: true });
    },
    onEnd: () => ends++,
  });
  const until = async (isSo: () => boolean): Promise<void> => {
    const end = performance.now() + 60_000;
    while (!isSo()) {
      assert.ok(performance.now() < end, "not in time");
      await new Promise((done) => setTimeout(done, 20));
    }
  };
  try {
    await until(() => existsSync(left));
    process.kill(supervisor.pid as number, "SIGKILL");
    await until(() => starts === 2 && existsSync(left));
    assert.equal(ends, 1);
    assert.ok(existsSync(`${left}.seen`));
  } finally {
    await supervisor.close();
  }
});

test("a program that says it has stopped working is ended and started again", async () => {
  // Split, so that the program's own text is not what is looked for.
  const script = `process.stderr.write("all is lo"); setTimeout(() => process.stderr.write("st"), 20);
setInterval(() => {}, 1000);`;
  let ends = 0;
  let again: () => void = () => {};
  const ended = new Promise<void>((done) => {
    again = done;
  });
  const supervisor = new Supervisor({
    path: process.execPath,
    args: ["-e", script],
    dying: "all is lost",
    onEnd: () => {
      ends++;
      if (ends === 2) again();
    },
  });
  await ended;
  await supervisor.close();
  assert.ok(ends >= 2);
});
