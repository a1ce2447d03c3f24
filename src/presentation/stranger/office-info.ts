import { isId } from "../../chain/ids.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../json/value.ts";
import { parseClientId, formatClientId, type RegistryClient } from "../client-id.ts";
import { PresentationError } from "../error.ts";
import { formatIntroduction, type Introduction, parseIntroduction } from "../introduction.ts";

/** What an office of a registry says of itself in a request that names it in another way. */
export interface OfficeInfo {
  readonly client: RegistryClient;
  /** Id of a purpose the office is accredited for. */
  readonly purpose: string;
  readonly introduction?: Introduction;
}

/** Our format of an attestation about the verifier (OpenID4VP 1.0 section 5.11). */
const FORMAT = "registry_office";
const MAX_INFOS = 16;

/** One element of `verifier_info`; whoever does not know the format passes it over. */
export function formatOfficeInfo({ client, purpose, introduction }: OfficeInfo): JsonObject {
  return {
    format: FORMAT,
    data: {
      client_id: formatClientId(client),
      purpose,
      ...(introduction === undefined ? {} : { introduction: formatIntroduction(introduction) }),
    },
  };
}

/** That of a request's `verifier_info`; undefined where there is none. Throws PresentationError for a broken one. */
export function findOfficeInfo(infos: JsonValue | undefined): OfficeInfo | undefined {
  if (!Array.isArray(infos) || infos.length > MAX_INFOS) return undefined;
  const found = (infos as readonly JsonValue[]).find(
    (info): info is JsonObject => isJsonObject(info) && info["format"] === FORMAT,
  );
  if (found === undefined) return undefined;
  const data = isJsonObject(found["data"]) ? found["data"] : {};
  const { client_id: clientId, purpose, introduction } = data;
  const client = typeof clientId === "string" ? parseClientId(clientId) : undefined;
  if (client === undefined || typeof purpose !== "string" || !isId(purpose)) {
    throw new PresentationError("presentation.request_member");
  }
  return {
    client,
    purpose,
    ...(introduction === undefined ? {} : { introduction: parseIntroduction(introduction) }),
  };
}
