/** Every place of the window by name; `:part` is read from the address. */
export const ROUTES = {
  certificates: "/certificates",
  certificate: "/certificates/:id",
  print: "/certificates/:id/print",
  receive: "/receive",
  present: "/present",
  activity: "/activity",
  newCheck: "/check",
  manyFiles: "/check/files",
  checks: "/checks",
  check: "/checks/:id",
  issue: "/issue",
  approve: "/approve",
  offers: "/offers",
  tables: "/tables",
  register: "/register",
  record: "/register/:commitment",
  copies: "/copies",
  registry: "/registry",
  block: "/registry/:height",
  settings: "/settings",
  parts: "/parts",
} as const;

export type RouteName = keyof typeof ROUTES;

type PartOf<Path extends string> = Path extends `${string}:${infer Part}/${infer Rest}`
  ? Part | PartOf<`/${Rest}`>
  : Path extends `${string}:${infer Part}`
    ? Part
    : never;
/** What the address of a place says, by name. */
export type ParamsOf<Name extends RouteName> = { readonly [part in PartOf<(typeof ROUTES)[Name]>]: string };

/** Nothing to pass for a place without parts. */
export type ParamsArgs<Name extends RouteName> = keyof ParamsOf<Name> extends never
  ? []
  : [params: ParamsOf<Name>];

export type Place = {
  readonly [Name in RouteName]: { readonly name: Name; readonly params: ParamsOf<Name> };
}[RouteName];

/** Longest address that is looked at. */
const MAX_HASH = 1024;

/** Address within the page, as `#/certificates/17`. */
export function hrefOf<Name extends RouteName>(name: Name, ...[params]: ParamsArgs<Name>): string {
  const given = (params ?? {}) as { readonly [part: string]: string };
  const path = ROUTES[name].replaceAll(/:([a-z]+)/g, (_, part: string) =>
    encodeURIComponent(given[part] ?? ""),
  );
  return `#${path}`;
}

function decode(text: string): string | undefined {
  try {
    const decoded = decodeURIComponent(text);
    return decoded === "" ? undefined : decoded;
  } catch {
    return undefined;
  }
}

function matchOne(pattern: string, path: string): { readonly [part: string]: string } | undefined {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return undefined;
  const params: { [part: string]: string } = {};
  for (const [i, want] of wanted.entries()) {
    const have = given[i] as string;
    if (!want.startsWith(":")) {
      if (want !== have) return undefined;
      continue;
    }
    const value = decode(have);
    if (value === undefined) return undefined;
    params[want.slice(1)] = value;
  }
  return params;
}

/** The place an address names, or undefined for none of ours. */
export function placeOf(hash: string): Place | undefined {
  if (hash.length > MAX_HASH || !hash.startsWith("#/")) return undefined;
  const path = hash.slice(1);
  for (const [name, pattern] of Object.entries(ROUTES)) {
    const params = matchOne(pattern, path);
    if (params !== undefined) return { name, params } as Place;
  }
  return undefined;
}
