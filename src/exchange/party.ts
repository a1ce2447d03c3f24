/**
 * How parties of a registry are named in messages: `registry:<registry id>:<office id>`. It is the
 * `client_id` of our requests, the audience of answers and of key requests.
 */
export function officeName(registryId: string, office: string): string {
  return `registry:${registryId}:${office}`;
}

const NAME = /^registry:([A-Za-z0-9_-]{43}):([a-z0-9][a-z0-9.-]{0,63})$/;

export function parseOfficeName(
  name: unknown,
): { readonly registryId: string; readonly office: string } | undefined {
  if (typeof name !== "string") return undefined;
  const match = NAME.exec(name);
  return match === null ? undefined : { registryId: match[1] as string, office: match[2] as string };
}
