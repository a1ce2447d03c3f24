import { embedCbor, type CborInput, EncodedCbor, encodeCbor } from "../cbor/encode.ts";
import type { CborDocument } from "../cbor/decode.ts";
import { type CborValue, isCborArray } from "../cbor/value.ts";
import { CoseError } from "../cose/error.ts";
import { parseSign1, type Sign1, signSign1, verifySign1 } from "../cose/sign1.ts";
import type { Es256Signer, Primitives } from "../crypto/ports.ts";
import { MdocError } from "./error.ts";
import { type IssuerSigned, readIssuerSigned } from "./issuer-signed.ts";
import { embedded, readCbor, requireMap, requireText } from "./read.ts";

/** A document of a `DeviceResponse` (ISO 18013-5 section 8.3.2.1.2.2), read; nothing is verified but its digests. */
export interface PresentedMdoc {
  readonly docType: string;
  readonly issuerSigned: IssuerSigned;
  /** `DeviceNameSpacesBytes`, as signed by the device. */
  readonly deviceNameSpaces: Uint8Array;
  /** Undefined where the device answered with a MAC, which only the reader of that session can check. */
  readonly deviceSignature: Sign1 | undefined;
}

const MAX_DOCUMENTS = 16;

function readDeviceAuth(value: CborValue): Sign1 | undefined {
  const auth = requireMap(value, "mdoc.device_auth");
  const signature = auth.get("deviceSignature");
  if ((signature === undefined) === (auth.get("deviceMac") === undefined)) {
    throw new MdocError("mdoc.device_auth");
  }
  if (signature === undefined) return undefined;
  try {
    return parseSign1(signature);
  } catch (cause) {
    if (cause instanceof CoseError) throw new MdocError("mdoc.device_auth", { cause });
    throw cause;
  }
}

function readDocument(value: CborValue, document: CborDocument): PresentedMdoc {
  const members = requireMap(value);
  const docType = requireText(members.get("docType"));
  const issuerSigned = readIssuerSigned(members.get("issuerSigned"), document);
  // Section 9.3.1 step 4: what the issuer signed is of this type.
  if (issuerSigned.mso.docType !== docType) throw new MdocError("mdoc.doc_type");
  const device = requireMap(members.get("deviceSigned"));
  const nameSpaces = device.get("nameSpaces");
  embedded(nameSpaces);
  return {
    docType,
    issuerSigned,
    deviceNameSpaces: document.encodedOf(nameSpaces),
    deviceSignature: readDeviceAuth(device.get("deviceAuth")),
  };
}

/** Reads a response that says it went well and holds documents. Throws MdocError. */
export function parseDeviceResponse(bytes: Uint8Array): readonly PresentedMdoc[] {
  const document = readCbor(bytes);
  const response = requireMap(document.value);
  if (!requireText(response.get("version"), "mdoc.version").startsWith("1.")) {
    throw new MdocError("mdoc.version");
  }
  const documents = response.get("documents");
  if (response.get("status") !== 0 || !isCborArray(documents)) throw new MdocError("mdoc.syntax");
  if (documents.length === 0 || documents.length > MAX_DOCUMENTS) throw new MdocError("mdoc.syntax");
  return documents.map((one) => readDocument(one, document));
}

/** `DeviceAuthenticationBytes` (section 9.1.3.4); `transcript` is the encoded SessionTranscript. */
export function deviceAuthentication(
  transcript: Uint8Array,
  docType: string,
  deviceNameSpaces: Uint8Array,
): Uint8Array {
  return embedCbor([
    "DeviceAuthentication",
    new EncodedCbor(transcript),
    docType,
    new EncodedCbor(deviceNameSpaces),
  ]);
}

/**
 * That whoever holds the device key answered in this session (section 9.1.3.6). Throws
 * `mdoc.device_key`, `.device_mac` or `.device_signature`.
 */
export function verifyDeviceSignature(
  presented: PresentedMdoc,
  transcript: Uint8Array,
  primitives: Pick<Primitives, "verifyEs256">,
): void {
  const { deviceSignature, docType, deviceNameSpaces, issuerSigned } = presented;
  const key = issuerSigned.mso.deviceKey;
  if (key === undefined) throw new MdocError("mdoc.device_key");
  if (deviceSignature === undefined) throw new MdocError("mdoc.device_mac");
  const signed = deviceAuthentication(transcript, docType, deviceNameSpaces);
  const detached = deviceSignature.payload === undefined ? signed : undefined;
  if (detached === undefined) throw new MdocError("mdoc.device_signature");
  try {
    verifySign1(deviceSignature, key, primitives, detached);
  } catch (cause) {
    if (cause instanceof CoseError) throw new MdocError("mdoc.device_signature", { cause });
    throw cause;
  }
}

/** Names of elements by name space. */
export type ChosenElements = { readonly [nameSpace: string]: readonly string[] };

/** `IssuerSigned` with the chosen elements alone. Throws `mdoc.no_element` for one that is not there. */
export function selectElements(issuerSigned: IssuerSigned, chosen: ChosenElements): Uint8Array {
  const spaces = Object.entries(chosen).map(([nameSpace, names]): readonly [string, readonly CborInput[]] => {
    const items = names.map((name) => {
      const found = issuerSigned.elements.find(
        (element) => element.nameSpace === nameSpace && element.identifier === name,
      );
      if (found === undefined) throw new MdocError("mdoc.no_element");
      return new EncodedCbor(found.bytes);
    });
    return [nameSpace, items];
  });
  return encodeCbor(
    new Map<string, CborInput>([
      ["nameSpaces", new Map(spaces)],
      ["issuerAuth", new EncodedCbor(issuerSigned.issuerAuthBytes)],
    ]),
  );
}

/** A `DeviceResponse` of one document with the chosen elements, signed by the device key. */
export function presentMdoc(
  issuerSigned: IssuerSigned,
  chosen: ChosenElements,
  transcript: Uint8Array,
  device: Es256Signer,
): Uint8Array {
  const { docType } = issuerSigned.mso;
  const nameSpaces = embedCbor(new Map());
  const deviceSignature = signSign1(
    {
      header: new Map(),
      unprotected: new Map(),
      payload: deviceAuthentication(transcript, docType, nameSpaces),
      isDetached: true,
    },
    device,
  );
  const document = new Map<string, CborInput>([
    ["docType", docType],
    ["issuerSigned", new EncodedCbor(selectElements(issuerSigned, chosen))],
    [
      "deviceSigned",
      new Map<string, CborInput>([
        ["nameSpaces", new EncodedCbor(nameSpaces)],
        ["deviceAuth", new Map([["deviceSignature", deviceSignature]])],
      ]),
    ],
  ]);
  return encodeCbor(
    new Map<string, CborInput>([
      ["version", "1.0"],
      ["documents", [document]],
      ["status", 0],
    ]),
  );
}
