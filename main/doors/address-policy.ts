import { BlockList, isIP, isIPv6 } from "node:net";

/**
 * `public`: only addresses of the open internet, for URLs that came from somebody else.
 * `loopback`: these and this machine, for tests and demonstrations where the other side runs beside us.
 * `any`: also this machine and the local network, for sources that the person configured.
 */
export type AddressPolicy = "public" | "loopback" | "any";

// IANA special-purpose address registries (RFC 6890): what is not globally reachable.
const RESERVED_V4: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];
/** All that is global unicast today; everything outside it is refused (RFC 4291 section 2.4). */
const GLOBAL_V6: readonly [string, number] = ["2000::", 3];
// Parts of 2000::/3 that are reserved, or that carry an IPv4 address a gateway would go on to.
const RESERVED_V6: readonly (readonly [string, number])[] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

const reserved = new BlockList();
for (const [net, prefix] of RESERVED_V4) reserved.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of RESERVED_V6) reserved.addSubnet(net, prefix, "ipv6");
const global = new BlockList();
global.addSubnet(...GLOBAL_V6, "ipv6");

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** Whether a URL's host is this machine by its address, or the name that always means it (RFC 6761 section 6.3). */
export function isLoopbackHost(hostname: string): boolean {
  const literal = hostname.replace(/^\[|\]$/g, "");
  if (isIP(literal) === 0) return literal === "localhost";
  return loopback.check(literal, isIPv6(literal) ? "ipv6" : "ipv4");
}

/** Whether an IP address (text form) may be connected to under the policy. */
export function isAddressAllowed(address: string, policy: AddressPolicy): boolean {
  if (isIP(address) === 0) return false;
  if (policy === "any") return true;
  if (policy === "loopback" && isLoopbackHost(address)) return true;
  if (isIPv6(address)) return global.check(address, "ipv6") && !reserved.check(address, "ipv6");
  return !reserved.check(address, "ipv4");
}
