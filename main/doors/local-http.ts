import { Agent, request as httpRequest } from "node:http";
import { HttpError } from "./http-error.ts";

export interface LocalPostOptions {
  /** Largest answer read, bytes. */
  readonly maxBytes: number;
  readonly timeoutMs: number;
}

/**
 * Asks a program of this machine over its Unix socket: HTTP without a network, for what no other user
 * may reach. Rejects with HttpError.
 */
export class LocalHttp {
  readonly #path: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 2 });

  /** `path` of the socket. */
  constructor(path: string) {
    this.#path = path;
  }

  /** The body of an answer with status 200. */
  post(body: Uint8Array, { maxBytes, timeoutMs }: LocalPostOptions): Promise<Uint8Array> {
    return new Promise((done, fail) => {
      const headers = { "content-type": "application/json", "content-length": String(body.length) };
      const signal = AbortSignal.timeout(timeoutMs);
      const refuse = (cause: unknown): void => {
        const code = signal.aborted ? "http.timeout" : "http.unreachable";
        fail(cause instanceof HttpError ? cause : new HttpError(code, { cause }));
      };
      const request = httpRequest(
        { socketPath: this.#path, method: "POST", path: "/", headers, agent: this.#agent, signal },
        (response) => {
          const parts: Buffer[] = [];
          let length = 0;
          response.on("data", (part: Buffer) => {
            length += part.length;
            if (length > maxBytes) request.destroy(new HttpError("http.too_large"));
            else parts.push(part);
          });
          response.on("error", refuse);
          response.on("end", () => {
            if (response.statusCode !== 200) refuse(new HttpError("http.status"));
            else done(new Uint8Array(Buffer.concat(parts)));
          });
        },
      );
      request.on("error", refuse);
      request.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
