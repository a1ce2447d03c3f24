// A process that does one thing to be measured and answers with one line, see ask-child.ts.
import { audit, bareVerify } from "./audit.ts";
import { copyOver, followCopy } from "./following.ts";
import { light } from "./light.ts";
import { serveLarge } from "./serving.ts";
import { soloRun } from "./solo.ts";
import { hashStored } from "./tree.ts";

const ROLES: { readonly [role: string]: (...args: string[]) => Promise<object> } = {
  copy: copyOver,
  follow: followCopy,
  tree: hashStored,
  verify: bareVerify,
  audit,
  light,
  serve: serveLarge,
  solo: soloRun,
};

const [role = "", ...args] = process.argv.slice(2);
const run = ROLES[role];
if (run === undefined) throw new Error("unknown role");
process.stdout.write(`${JSON.stringify(await run(...args))}\n`);
if (role === "serve") {
  process.stdin.resume();
  process.stdin.on("end", () => process.exit(0));
}
