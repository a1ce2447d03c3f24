import { writeSync } from "node:fs";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { systemClock } from "../../main/doors/clock.ts";
import { HttpClient } from "../../main/doors/http-client.ts";
import { FullFollower } from "../../main/follow/full/full-follower.ts";
import { HttpSource } from "../../main/follow/sources/http-source.ts";
import { openOwnCopy } from "../../main/follow/copy/open-copy.ts";
import { SourcePool } from "../../main/follow/sources/source-pool.ts";
import { fromBase64Url } from "../../src/bytes/base64.ts";
import { codeOf } from "../../src/error.ts";

// A wallet that syncs as a process of its own, for tests that kill it: <file> <registry id> <url>.
// Says `open` when its copy is open, then `done` or the error's code.

const [path, id, url] = process.argv.slice(2) as [string, string, string];
const shared = { registryId: fromBase64Url(id), primitives: nodePrimitives, clock: systemClock };
const copy = await openOwnCopy(path, shared);
const http = new HttpClient();
const pool = new SourcePool([new HttpSource(http, url)], copy.journal, systemClock);
const follower = new FullFollower(copy, pool, shared);
writeSync(1, "open\n");
try {
  await follower.sync();
  writeSync(1, "done\n");
} catch (error) {
  writeSync(1, `${codeOf(error)}\n`);
}
http.close();
follower.close();
