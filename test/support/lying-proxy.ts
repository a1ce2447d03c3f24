import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestContext } from "node:test";

/** Serves what a node serves, but for what `change` makes of some answers; answers its URL. */
export async function startLyingProxy(
  t: Pick<TestContext, "after">,
  upstream: string,
  change: (path: string, body: Uint8Array) => Uint8Array,
): Promise<string> {
  const relay = async (path: string, response: ServerResponse): Promise<void> => {
    const answer = await fetch(`${upstream}${path}`);
    const body = change(path, new Uint8Array(await answer.arrayBuffer()));
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" });
    response.end(body);
  };
  const server = createServer((request, response) => {
    relay(request.url ?? "/", response).catch(() => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** One bit of the middle byte. */
export function flipped(body: Uint8Array): Uint8Array {
  const changed = body.slice();
  const middle = Math.floor(changed.length / 2);
  changed[middle] = (changed[middle] as number) ^ 1;
  return changed;
}
