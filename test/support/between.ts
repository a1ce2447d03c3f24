import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * Somebody between a wallet and a node, on loopback: passes on what is asked and what is answered, and
 * changes, delays or holds back what a test tells it to.
 */
export class Between {
  readonly url: string;
  /** Paths in the order in which they were asked for. */
  readonly asked: string[] = [];
  /** Milliseconds before each answer. */
  delay = 0;
  /** What becomes of an answer; it is passed on as it is where this gives undefined. */
  change: (path: string, body: Buffer) => Buffer | undefined = () => undefined;
  /** Requests that wait until they are let through; none while this says no. */
  holds: (path: string) => boolean = () => false;
  readonly #target: () => string;
  readonly #held: (() => void)[] = [];

  private constructor(url: string, target: () => string) {
    this.url = url;
    this.#target = target;
  }

  static async open(
    t: { after(work: () => void | Promise<void>): void },
    target: () => string,
  ): Promise<Between> {
    const server = createServer((request, response) => void between.#pass(request, response));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    t.after(() => {
      between.letAllThrough();
      server.closeAllConnections();
      return new Promise<void>((done) => server.close(() => done()));
    });
    const { port } = server.address() as AddressInfo;
    const between = new Between(`http://127.0.0.1:${port}`, target);
    return between;
  }

  /** How many requests wait. */
  get waiting(): number {
    return this.#held.length;
  }

  letThrough(count: number): void {
    for (const go of this.#held.splice(0, count)) go();
  }

  letAllThrough(): void {
    this.holds = () => false;
    this.letThrough(this.#held.length);
  }

  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? "/";
    this.asked.push(path);
    if (this.holds(path)) {
      await new Promise<void>((go) => {
        this.#held.push(go);
        // Nobody waits for it any more.
        response.once("close", () => {
          const at = this.#held.indexOf(go);
          if (at >= 0) this.#held.splice(at, 1);
          go();
        });
      });
    }
    if (this.delay > 0) await new Promise((done) => setTimeout(done, this.delay));
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = chunks.length === 0 ? {} : { body: new Uint8Array(Buffer.concat(chunks)) };
      const answer = await fetch(this.#target() + path, { method: request.method ?? "GET", ...body });
      const given = Buffer.from(await answer.arrayBuffer());
      const type = answer.headers.get("content-type") ?? "application/octet-stream";
      response.writeHead(answer.status, { "content-type": type });
      response.end(this.change(path, given) ?? given);
    } catch {
      response.destroy();
    }
  }
}
