import { checkTypeMetadata } from "../../../src/credential/check-type-metadata.ts";
import { CredentialError } from "../../../src/credential/error.ts";
import { parseIssuedSdJwt } from "../../../src/credential/sd-jwt/parse.ts";
import { type ProcessedSdJwt, processSdJwt } from "../../../src/credential/sd-jwt/process.ts";
import type { TypeMetadata } from "../../../src/credential/type-metadata.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { VciError } from "../../openid4vci/error.ts";
import type { AwaitedRow } from "../rows.ts";
import type { Session } from "../session.ts";
import { readReceived } from "./judge.ts";
import { fetchTypeMetadata } from "./type-metadata.ts";
import { shownClaims } from "./view.ts";

type Configuration = AwaitedRow["configuration"];

const isEmpty = (names: object): boolean => Object.keys(names).length === 0;

/** Whether the issuer left something without a name that a person can read. */
function lacksNames({ names, claims: described }: Configuration, claims: JsonObject): boolean {
  return isEmpty(names) || shownClaims(claims, described).some(({ names: known }) => isEmpty(known));
}

/** An issuer's own names come first (OpenID4VCI 1.0 section 12.2.4, `credential_metadata`). */
function withNames(configuration: Configuration, metadata: TypeMetadata): Configuration {
  const known = new Map(configuration.claims.map((one) => [JSON.stringify(one.path), one]));
  for (const { path, label } of metadata.claims) {
    // A place in a list, or each of it, has no line of its own.
    const names = path.filter((part) => typeof part === "string");
    const place = JSON.stringify(names);
    if (names.length !== path.length || isEmpty(label)) continue;
    const said = known.get(place);
    if (said === undefined || isEmpty(said.names)) known.set(place, { path: names, names: label });
  }
  return {
    ...configuration,
    names: isEmpty(configuration.names) ? metadata.display : configuration.names,
    claims: [...known.values()],
  };
}

function read(session: Session, credential: string): ProcessedSdJwt {
  return processSdJwt(parseIssuedSdJwt(credential), session.primitives.sha256);
}

async function learn(session: Session, one: AwaitedRow): Promise<AwaitedRow> {
  const { configuration, arrived = [] } = one;
  const [first] = arrived;
  if (first === undefined || configuration.format !== "dc+sd-jwt") return one;
  const { foreign, office } = readReceived(configuration.format, first.credential, session);
  // An office's types are the registry's.
  if (office !== undefined || !lacksNames(configuration, foreign.claims)) return one;
  const whole = read(session, first.credential);
  const metadata = await fetchTypeMetadata(session, configuration.type, whole.claims["vct#integrity"]);
  if (metadata === undefined) return one;
  try {
    for (const { credential } of arrived) checkTypeMetadata(metadata, read(session, credential));
  } catch (cause) {
    if (cause instanceof CredentialError) throw new VciError("vci.swapped", { cause });
    throw cause;
  }
  return { ...one, configuration: withNames(configuration, metadata) };
}

/**
 * What came, with the names that its type has where its issuer gave none. Nobody is asked where nothing
 * lacks a name. Throws `vci.swapped` for what is not as its type says that it must be.
 */
export async function withTypeNames(
  session: Session,
  awaited: readonly AwaitedRow[],
): Promise<readonly AwaitedRow[]> {
  const named: AwaitedRow[] = [];
  for (const one of awaited) named.push(await learn(session, one));
  return named;
}
