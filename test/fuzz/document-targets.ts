import { readAnchor } from "../../main/crypto/trust-anchors.ts";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { parsePostedAnswer } from "../../main/openid4vp/verifier.ts";
import { decodeRecord } from "../../main/vault/record.ts";
import { decodeCbor } from "../../src/cbor/decode.ts";
import { parseCoseKey } from "../../src/cose/key.ts";
import { parseSign1 } from "../../src/cose/sign1.ts";
import { parseOfficeUri, parseStatusUri } from "../../src/credential/addresses.ts";
import { readForeignMdoc } from "../../src/credential/foreign.ts";
import { readMdocCredential } from "../../src/credential/mdoc-profile.ts";
import { parseIssuedSdJwt, parseSdJwt } from "../../src/credential/sd-jwt/parse.ts";
import { processSdJwt } from "../../src/credential/sd-jwt/process.ts";
import { parseStatusListCbor } from "../../src/credential/status-list-cwt.ts";
import { parseStatusList } from "../../src/credential/status-list.ts";
import { parseTypeMetadata } from "../../src/credential/type-metadata.ts";
import { readCredential } from "../../src/credential/vc.ts";
import { parseP256Jwk } from "../../src/crypto/p256.ts";
import { fromBase58 } from "../../src/did/base58.ts";
import { didJwkToP256 } from "../../src/did/did-jwk.ts";
import { parseDidKey } from "../../src/did/did-key.ts";
import { parseConsentRequest } from "../../src/exchange/consent-request.ts";
import { parseDelivery } from "../../src/exchange/delivery.ts";
import { parseKeyRequest } from "../../src/exchange/key-request.ts";
import { parseJsonBytes } from "../../src/json/parse.ts";
import { parseCompactJws } from "../../src/jws/compact.ts";
import { parseDeviceResponse } from "../../src/mdoc/device-response.ts";
import { parseIssuerSigned } from "../../src/mdoc/issuer-signed.ts";
import { parseMobileSecurityObject } from "../../src/mdoc/mobile-security-object.ts";
import { parseClientId } from "../../src/presentation/client-id.ts";
import { parseQuery } from "../../src/presentation/query.ts";
import { parseRequest } from "../../src/presentation/request.ts";
import { parseCarried } from "../../src/presentation/stranger/link.ts";
import { parseStrangerRequest } from "../../src/presentation/stranger/request.ts";
import { parseResponse } from "../../src/presentation/response.ts";
import { secretOf, splitWords } from "../../src/recovery/words.ts";
import { readMdocText } from "../../src/verdict/mdoc-document.ts";
import { inflate } from "../support/sd-jwt.ts";
import { ISSUER, NOW, REGISTRY } from "../support/verdict-world.ts";
import { type Target, text } from "./target.ts";

const { sha256 } = nodePrimitives;
export const TYPE_URL = "https://betelgeuse.example.com/education_credential/v42";

function readMdoc(bytes: Uint8Array): unknown {
  const document = parseIssuerSigned(bytes);
  return readMdocCredential(document) ?? readForeignMdoc(document);
}

export const DOCUMENT_TARGETS: readonly Target[] = [
  { name: "sd-jwt", read: (bytes) => processSdJwt(parseSdJwt(text(bytes)), sha256) },
  {
    name: "issued-sd-jwt",
    read: (bytes) => readCredential(processSdJwt(parseIssuedSdJwt(text(bytes)), sha256)),
  },
  {
    name: "compact-jws",
    read: (bytes) => parseCompactJws(text(bytes), { typ: "dc+sd-jwt", maxLength: 65_536 }),
  },
  { name: "status-list", read: (bytes) => parseStatusList(parseJsonBytes(bytes), inflate) },
  { name: "status-list-cbor", read: (bytes) => parseStatusListCbor(bytes, inflate) },
  { name: "cbor", read: (bytes) => decodeCbor(bytes) },
  { name: "sign1", read: (bytes) => parseSign1(decodeCbor(bytes).value) },
  { name: "cose-key", read: (bytes) => parseCoseKey(decodeCbor(bytes).value) },
  { name: "mso", read: parseMobileSecurityObject },
  { name: "mdoc", read: readMdoc },
  { name: "device-response", read: parseDeviceResponse },
  { name: "mdoc-text", read: (bytes) => readMdocText(text(bytes)) },
  { name: "type-metadata", read: (bytes) => parseTypeMetadata(bytes, TYPE_URL) },
  { name: "jwk", read: (bytes) => parseP256Jwk(parseJsonBytes(bytes)) },
  { name: "did-key", read: (bytes) => parseDidKey(text(bytes)) },
  { name: "base58", read: (bytes) => fromBase58(text(bytes)) },
  { name: "certificate", read: readAnchor },
  {
    name: "key-request",
    read: (bytes) =>
      parseKeyRequest(text(bytes), { registryId: REGISTRY, office: "identity", now: NOW }, nodePrimitives),
  },
  {
    name: "consent-request",
    read: (bytes) =>
      parseConsentRequest(
        text(bytes),
        { registryId: REGISTRY, now: NOW },
        () => ISSUER.publicKey,
        nodePrimitives,
      ),
  },
  { name: "delivery", read: (bytes) => parseDelivery(text(bytes)) },
  { name: "query", read: (bytes) => parseQuery(parseJsonBytes(bytes)) },
  { name: "request", read: (bytes) => parseRequest(text(bytes)) },
  { name: "request-link", read: (bytes) => parseCarried(text(bytes)) },
  { name: "stranger-request", read: (bytes) => parseStrangerRequest(text(bytes)) },
  { name: "posted-answer", read: parsePostedAnswer },
  { name: "did-jwk", read: (bytes) => didJwkToP256(text(bytes)) },
  { name: "response", read: (bytes) => parseResponse(text(bytes)) },
  { name: "client-id", read: (bytes) => parseClientId(text(bytes)) },
  { name: "office-uri", read: (bytes) => parseOfficeUri(text(bytes)) },
  { name: "status-uri", read: (bytes) => parseStatusUri(text(bytes)) },
  { name: "recovery-words", read: (bytes) => secretOf(splitWords(text(bytes))) },
  { name: "vault-record", read: decodeRecord },
];
