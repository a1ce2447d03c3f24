import { chmodSync } from "node:fs";
import { createServer, type Socket } from "node:net";

/** One program of this machine, connected. */
export interface LocalPeer {
  /** Waits until the other side can take more. */
  write(bytes: Uint8Array): Promise<void>;
  /** Ends the connection at once. */
  cut(): void;
}

export interface LocalHandler {
  /** Bytes as they come; the next ones are read when the promise has settled. */
  take(bytes: Uint8Array): Promise<void>;
}

export interface LocalServer {
  /** Cuts all connections and stops listening. */
  close(): Promise<void>;
}

async function serve(socket: Socket, open: (peer: LocalPeer) => LocalHandler): Promise<void> {
  const peer: LocalPeer = {
    write: (bytes) =>
      new Promise((done) => {
        if (socket.destroyed || socket.write(bytes)) {
          done();
          return;
        }
        // Whichever comes: the other must not wait on, or every full buffer would leave one behind.
        const go = (): void => {
          socket.off("drain", go).off("close", go);
          done();
        };
        socket.on("drain", go).on("close", go);
      }),
    cut: () => void socket.destroy(),
  };
  const handler = open(peer);
  for await (const bytes of socket) await handler.take(bytes as Uint8Array);
}

/**
 * Listens on a Unix socket for programs of the same user on the same machine; nobody else can connect,
 * since the socket is its owner's alone. `open` is called for each connection. Rejects when the path
 * cannot be bound.
 */
export async function startLocalServer(
  path: string,
  open: (peer: LocalPeer) => LocalHandler,
  maxConnections: number,
): Promise<LocalServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
    // A handler that fails ends its own connection and no other.
    serve(socket, open).catch(() => socket.destroy());
  });
  server.maxConnections = maxConnections;
  await new Promise<void>((done, fail) => {
    server.once("error", fail);
    server.listen(path, done);
  });
  chmodSync(path, 0o600);
  return {
    close: () =>
      new Promise((done) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => done());
      }),
  };
}
