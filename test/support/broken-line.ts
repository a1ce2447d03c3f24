import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";

interface Endings {
  after(work: () => void | Promise<void>): void;
}

const PASSED_ON = ["content-type", "authorization", "dpop"] as const;

/** A way to a server on this machine on which answers can be lost: the server has done what was asked. */
export class BrokenLine {
  readonly url: string;
  /** Path whose answers do not come through. */
  loses: string | undefined;

  private constructor(url: string) {
    this.url = url;
  }

  static async open(t: Endings, target: string): Promise<BrokenLine> {
    const server = createServer((request, response) => void line.#pass(target, request, response));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const line = new BrokenLine(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    t.after(() => {
      server.closeAllConnections();
      server.close();
    });
    return line;
  }

  async #pass(target: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { method = "GET", url = "/" } = request;
    const headers = PASSED_ON.flatMap((name) => {
      const value = request.headers[name];
      return typeof value === "string" ? [[name, value] as [string, string]] : [];
    });
    const body = method === "POST" ? { body: Buffer.concat(parts) } : {};
    const answer = await fetch(`${target}${url}`, { method, headers, ...body });
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (url === this.loses) return void response.destroy();
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "text/plain" });
    response.end(bytes);
  }
}
