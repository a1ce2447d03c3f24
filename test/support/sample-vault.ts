import type { ActivityEvent } from "../../main/vault/activity.ts";
import type { IssuedRow, Settings } from "../../main/wallet/rows.ts";

const row = (given_name: string, state: IssuedRow["state"]): IssuedRow => ({
  credential: "eyJhbGciOiJFUzI1NiJ9.e30.c2ln~",
  type: "birth-certificate",
  claims: { given_name, family_name: "Sample", registration_number: "C 0001/2001" },
  expires: 1_900_000_000,
  made: 1_795_000_000,
  entry: "ZW50cnk",
  hash: "aGFzaA",
  state,
  index: 7,
});

const events: readonly ActivityEvent[] = [
  { kind: "issue", outcome: "done", party: "birth-certificate", given: ["given_name"] },
  { kind: "check", outcome: "refused", code: "check.not_valid", asked: ["age_over_18"] },
];

/** What the committed sample vaults hold; nobody's data. */
export const SAMPLE = {
  passphrase: "a sample that opens for ever",
  made: 1_795_600_000,
  note: "sample",
  settings: {
    registry: "A".repeat(43),
    sources: ["https://registry.example/"],
    mode: "full",
    office: "civil-registry",
  } satisfies Settings,
  issued: { ["B".repeat(43)]: row("Ada", "sealed"), ["C".repeat(43)]: row("Émile", "waiting") },
  anchor: { certificate: "MIIB", imported: 1_795_000_000 },
  events,
} as const;
