// Holds the folder named in its first argument until it is killed; says "held" or the error's code.
import { writeSync } from "node:fs";
import { lockFolder } from "../../main/doors/folder-lock.ts";
import { codeOf } from "../../src/error.ts";

try {
  const held = lockFolder(process.argv[2] as string);
  writeSync(1, "held\n");
  process.stdin.resume();
  // Named to the end: what nothing refers to may be collected, and its lock with it.
  process.stdin.once("end", () => held.release());
} catch (error) {
  writeSync(1, `${codeOf(error)}\n`);
}
