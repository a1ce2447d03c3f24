import type { ProfileKind } from "../../../src/contract/calls/app.ts";
import { strengthOf } from "../../parts/passphrase-strength.ts";

/** What is typed for a new wallet, as it stands in the fields. */
export interface WalletFields {
  readonly name: string;
  readonly kind: ProfileKind;
  readonly office: string;
  readonly registry: string;
  /** One address a line. */
  readonly sources: string;
  readonly passphrase: string;
  readonly again: string;
}

export const EMPTY_FIELDS: WalletFields = {
  name: "",
  kind: "citizen",
  office: "",
  registry: "",
  sources: "",
  passphrase: "",
  again: "",
};

/** Words for what is wrong, in the area `start` under `wrong`. */
export type Fault =
  | "name"
  | "office"
  | "registry"
  | "sources_none"
  | "sources_many"
  | "source"
  | "passphrase"
  | "again";

// As src/contract/args.ts reads them, which this page does not load: it brings the parsers.
const HASH = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;
const ID = /^[a-z0-9][a-z0-9.-]{0,63}$/;
const MOST_SOURCES = 16;

/** Addresses as typed, one a line. */
export function linesOf(text: string): readonly string[] {
  return text
    .split(/\s+/u)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** Whether these can be a registry's sources. */
export function faultOfSources(lines: readonly string[]): Fault | undefined {
  if (lines.length === 0) return "sources_none";
  if (lines.length > MOST_SOURCES) return "sources_many";
  const isFit = lines.every(
    (line) => /^https?:$/.test(URL.parse(line)?.protocol ?? "") && line.length <= 2048,
  );
  return isFit ? undefined : "source";
}

export type Faults = { readonly [field in keyof WalletFields]?: Fault };

/** What keeps a wallet from being made of this, by field; nothing where all is well. */
export function faultsOf(fields: WalletFields): Faults {
  const { name, kind, office, registry, sources, passphrase, again } = fields;
  const badSources = faultOfSources(linesOf(sources));
  return {
    ...(name.trim() === "" && { name: "name" }),
    ...(kind !== "citizen" && !ID.test(office.trim()) && { office: "office" }),
    ...(!HASH.test(registry.trim()) && { registry: "registry" }),
    ...(badSources !== undefined && { sources: badSources }),
    ...(strengthOf(passphrase) === "too_short" && { passphrase: "passphrase" }),
    ...(passphrase !== again && { again: "again" }),
  };
}
