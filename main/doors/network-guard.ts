import dgram from "node:dgram";
import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import { CodedError } from "../../src/error.ts";

export class NetworkGuardError extends CodedError<"network.forbidden"> {}

export interface NetworkGuard {
  /** How often something tried to open a socket or to look up a name since the guard was raised. */
  attempts(): number;
  release(): void;
}

/**
 * Forbids this process every outgoing socket and name look-up until released: each attempt throws
 * `network.forbidden` and is counted. For proving that a step needs no network; HTTP, TLS and fetch all
 * go through the functions taken over here.
 */
export function forbidNetwork(): NetworkGuard {
  let attempts = 0;
  const refuse = (): never => {
    attempts++;
    throw new NetworkGuardError("network.forbidden");
  };
  const { connect } = net.Socket.prototype;
  const { send, connect: connectUdp, bind } = dgram.Socket.prototype;
  const { lookup } = dns;
  const lookupPromise = dns.promises.lookup;
  net.Socket.prototype.connect = refuse;
  dgram.Socket.prototype.send = refuse;
  dgram.Socket.prototype.connect = refuse;
  dgram.Socket.prototype.bind = refuse;
  dns.lookup = refuse as unknown as typeof dns.lookup;
  dns.promises.lookup = refuse as unknown as typeof dns.promises.lookup;
  // Named imports of these modules see the change only after this.
  syncBuiltinESMExports();
  return {
    attempts: () => attempts,
    release: () => {
      net.Socket.prototype.connect = connect;
      Object.assign(dgram.Socket.prototype, { send, connect: connectUdp, bind });
      dns.lookup = lookup;
      dns.promises.lookup = lookupPromise;
      syncBuiltinESMExports();
    },
  };
}
