import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { suite, test, type TestContext } from "node:test";
import { type LocalHandler, type LocalPeer, startLocalServer } from "../../../main/doors/local-server.ts";
import { tempFolder } from "../../support/temp-folder.ts";

/** More than a socket takes before somebody reads. */
const PIECE = new Uint8Array(1 << 20);
/** More than the listeners that Node finds many. */
const PIECES = 20;

async function serve(t: TestContext, open: (peer: LocalPeer) => LocalHandler): Promise<string> {
  const path = join(tempFolder(t), "a.sock");
  const server = await startLocalServer(path, open, 4);
  t.after(() => server.close());
  return path;
}

suite("a server for programs of this machine", () => {
  test("waits for a slow reader as often as it must, and leaves nothing behind", async (t) => {
    const warnings: string[] = [];
    const hear = ({ name }: Error): void => void warnings.push(name);
    process.on("warning", hear);
    t.after(() => process.off("warning", hear));
    const path = await serve(t, (peer) => ({
      take: async () => {
        for (let i = 0; i < PIECES; i++) await peer.write(PIECE);
      },
    }));
    const client = connect(path);
    t.after(() => client.destroy());
    client.write("go");
    let length = 0;
    for await (const bytes of client) {
      length += (bytes as Uint8Array).length;
      if (length === PIECES * PIECE.length) break;
    }
    assert.equal(length, PIECES * PIECE.length);
    assert.deepEqual(warnings, []);
  });

  test("waits no longer for a reader that has gone", async (t) => {
    const written = Promise.withResolvers<void>();
    const path = await serve(t, (peer) => ({
      take: async () => {
        await peer.write(PIECE);
        written.resolve();
      },
    }));
    const client = connect(path);
    client.write("go");
    await once(client, "readable");
    client.destroy();
    await written.promise;
  });
});
