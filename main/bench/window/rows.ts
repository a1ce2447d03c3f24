import { createHash } from "node:crypto";
import { join } from "node:path";
import { toBase64Url } from "../../../src/bytes/base64.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { ProfileStore } from "../../app/profile-store.ts";
import { systemClock } from "../../doors/clock.ts";
import { systemRandom } from "../../doors/random.ts";
import { createVault } from "../../vault/create.ts";
import { FLOOR_KDF } from "../../vault/kdf-policy.ts";
import { type IssuedRow, openStore } from "../../wallet/rows.ts";

export const PASSPHRASE = "four quiet words together";

const GIVEN = [
  "Ada",
  "Jonah",
  "Ruth",
  "Miriam",
  "Elif",
  "Noah",
  "Luca",
  "Inès",
  "Yusuf",
  "Clara",
  "Zoë",
  "Otto",
];
const FAMILY = [
  "Sample",
  "Buyer",
  "Okafor",
  "Meyer",
  "García",
  "Núñez",
  "Haddad",
  "Kowalski",
  "Tanaka",
  "Lindqvist",
];
const TOWNS = ["Lakeside", "Millford", "Northgate", "São Bento", "Hafenstadt", "Kirkwall"];
const DAY = 86_400;
const NEWEST = 1_790_000_000;

const hashOf = (row: number): Buffer => createHash("sha256").update(`row ${row}`).digest();
const pick = (list: readonly string[], number: number): string => list[number % list.length] as string;
const digits = (number: number, length: number): string => String(number).padStart(length, "0");

/** A birth certificate as a civil registry's wallet keeps it, as long as a real one. */
function makeRow(row: number, filler: string): { readonly commitment: string; readonly value: IssuedRow } {
  const hash = hashOf(row);
  const [a = 0, b = 0, c = 0] = [0, 4, 8].map((at) => hash.readUInt32BE(at));
  const family = pick(FAMILY, b);
  const year = 1940 + (a % 85);
  const place = pick(TOWNS, c);
  const claims = {
    given_name: `${pick(GIVEN, a)} ${pick(GIVEN, b >>> 8)}`,
    family_name: c % 3 === 0 ? `${family}-${pick(FAMILY, c >>> 4)}` : family,
    birth_date: `${year}-${digits((b % 12) + 1, 2)}-${digits((c % 28) + 1, 2)}`,
    birth_place: place,
    registration_number: `${place.charAt(0)} ${digits(row % 10_000, 4)}/${year}`,
    mother: `${pick(GIVEN, c >>> 3)} ${pick(FAMILY, a >>> 3)}`,
    father: `${pick(GIVEN, c >>> 9)} ${family}`,
  };
  const commitment = toBase64Url(hash);
  const value: IssuedRow = {
    credential: filler,
    type: "birth-certificate",
    claims,
    expires: NEWEST + 3650 * DAY,
    made: NEWEST - (row % 20_000) * 1000,
    entry: commitment,
    hash: commitment,
    state: "sealed",
    height: row,
    index: row,
  };
  return { commitment, value };
}

/** A data folder with one office's wallet that issued so many; the folder of the wallet. */
export async function makeOffice(data: string, rows: number): Promise<string> {
  const profiles = new ProfileStore(data, systemRandom);
  const { id } = profiles.create({ name: "Bench", kind: "office" });
  const folder = profiles.pathOf(id);
  const filler = toBase64Url(systemRandom(1100));
  const deps = { clock: systemClock, random: systemRandom, kdfPolicy: FLOOR_KDF };
  const registry = toBase64Url(createHash("sha256").update(utf8("bench")).digest());
  const vault = await createVault(join(folder, "vault.sqlite"), PASSPHRASE, deps, (first) => {
    const { settings, issued } = openStore(first);
    settings.put("wallet", { registry, sources: ["http://127.0.0.1:9/"], mode: "full", office: "bench" });
    for (let row = 0; row < rows; row++) {
      const { commitment, value } = makeRow(row, filler);
      issued.put(commitment, value);
    }
  });
  vault.close();
  return folder;
}
