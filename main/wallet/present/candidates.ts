import { fromBase64Url } from "../../../src/bytes/base64.ts";
import type { ClaimDefinition, LangMap } from "../../../src/chain/state/records.ts";
import type { FittingView } from "../../../src/contract/views.ts";
import type { ClaimView } from "../../../src/credential/claim-view.ts";
import { x5chainOf } from "../../../src/cose/sign1.ts";
import { certificatesOf, readForeignSdJwt } from "../../../src/credential/foreign.ts";
import { parseIssuedSdJwt, parseSdJwt, type SdJwt } from "../../../src/credential/sd-jwt/parse.ts";
import { type Selection, selectDisclosures } from "../../../src/credential/sd-jwt/present.ts";
import { processSdJwt } from "../../../src/credential/sd-jwt/process.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { claimsOf } from "../../../src/mdoc/claims.ts";
import type { ChosenElements } from "../../../src/mdoc/device-response.ts";
import { type IssuerSigned, parseIssuerSigned } from "../../../src/mdoc/issuer-signed.ts";
import type { ClaimsPath } from "../../../src/presentation/claims-path.ts";
import { PresentationError } from "../../../src/presentation/error.ts";
import { CredentialError } from "../../../src/credential/error.ts";
import type { Fit, HeldCredential } from "../../../src/presentation/match.ts";
import type { CredentialQuery } from "../../../src/presentation/query.ts";
import type { VpApproval } from "../../../src/presentation/vp-token.ts";
import { authorityKeyOf } from "../../../src/x509/key-identifiers.ts";
import { readReceived } from "../receive/judge.ts";
import { labelOf, viewOutsideClaims } from "../receive/outside.ts";
import type { OutsideRow } from "../rows.ts";
import type { Session } from "../session.ts";
import { viewClaims } from "../views/credential-view.ts";

/** A credential of this wallet as it can be shown to a stranger. */
export interface Candidate {
  readonly held: HeldCredential;
  /** Key of the keyring. */
  readonly holder: string;
  readonly typeName: LangMap;
  /** Names that its issuer gave its claims. */
  readonly described: OutsideRow["configuration"]["claims"];
  readonly document: SdJwt | IssuerSigned;
}

function authoritiesOf(chain: readonly Uint8Array[]): readonly string[] {
  return chain.flatMap((der) => authorityKeyOf(der) ?? []);
}

/** Key identifiers of the authorities that a certificate of ours or another's names (RFC 7515 `x5c`). */
export function authoritiesBehind({ jwt }: SdJwt): readonly string[] {
  return authoritiesOf(certificatesOf(jwt.header));
}

function fromSdJwt(
  session: Session,
  id: string,
  sdJwt: SdJwt,
  more: Omit<Candidate, "held" | "document">,
): Candidate[] {
  const { claims } = processSdJwt(sdJwt, session.primitives.sha256);
  const { vct } = claims;
  if (typeof vct !== "string") return [];
  const authorities = authoritiesBehind(sdJwt);
  const held = { id, format: "dc+sd-jwt", vct, claims, holderBinding: true, authorities } as const;
  return [{ held, document: sdJwt, ...more }];
}

function fromOutside(session: Session, id: string, row: OutsideRow): Candidate[] {
  const { configuration, holder } = row;
  const typeName = labelOf(configuration.names, configuration.type);
  const more = { holder, typeName, described: configuration.claims };
  if (row.format === "dc+sd-jwt") return fromSdJwt(session, id, parseIssuedSdJwt(row.credential), more);
  const document = parseIssuerSigned(fromBase64Url(row.credential));
  const held = {
    id,
    format: "mso_mdoc",
    doctype: document.mso.docType,
    claims: claimsOf(document.elements),
    holderBinding: true,
    authorities: authoritiesOf(x5chainOf(document.issuerAuth)),
  } as const;
  return [{ held, document, ...more }];
}

/** All that this wallet holds, of the registry's offices and of others. */
export function findCandidates(session: Session): readonly Candidate[] {
  const { store, registry } = session;
  const own = store.held.list().flatMap(({ id, value }) => {
    const sdJwt = parseSdJwt(value.credential);
    const found = fromSdJwt(session, id, sdJwt, { holder: value.holder, typeName: {}, described: [] });
    return found.map((one) => {
      const vct = one.held.format === "dc+sd-jwt" ? one.held.vct : "";
      const type = registry.view.typeByVct(vct);
      return { ...one, typeName: typeof type === "string" ? { en: vct } : type.name };
    });
  });
  const outside = store.outside.list().flatMap(({ id, value }) => fromOutside(session, id, value));
  return [...own, ...outside];
}

/** Mdocs of the registry's own offices, by id: what one of its counters may ask for. */
export function findRegisteredMdocs(session: Session): ReadonlyMap<string, Candidate> {
  const found = session.store.outside.list().flatMap(({ id, value }) => {
    if (value.format !== "mso_mdoc") return [];
    const { office } = readReceived(value.format, value.credential, session);
    return office?.registry === session.registry.view.id ? fromOutside(session, id, value) : [];
  });
  return new Map(found.map((one) => [one.held.id, one]));
}

/** What leaves, by what is approved: `viewOf` says exactly what would be read if just those places were opened. */
export function viewFitting(
  query: CredentialQuery,
  { credential, leaves }: Fit,
  viewOf: (paths: readonly ClaimsPath[]) => readonly ClaimView[],
): Omit<FittingView, "heldBy"> {
  const always = viewOf([]);
  const known = new Set(always.map((claim) => JSON.stringify(claim)));
  const opens = (query.claims ?? []).map(({ path }) => {
    try {
      return viewOf([path]).filter((claim) => !known.has(JSON.stringify(claim)));
    } catch (error) {
      // It has no such claim, so nobody can approve it.
      if (error instanceof CredentialError) return [];
      throw error;
    }
  });
  return {
    id: credential,
    preferred: leaves.map((path) => path.map(String)),
    leaves: viewOf(leaves),
    always,
    opens,
  };
}

/** What was chosen of a candidate, ready to be shown and then to leave as it is. */
export type Chosen =
  | { readonly format: "dc+sd-jwt"; readonly selection: Selection }
  | { readonly format: "mso_mdoc"; readonly document: IssuerSigned; readonly chosen: ChosenElements };

function chooseElements(document: IssuerSigned, paths: readonly ClaimsPath[]): Chosen {
  const spaces = new Map<string, Set<string>>();
  for (const [space, name, ...rest] of paths) {
    if (typeof space !== "string" || typeof name !== "string" || rest.length > 0) {
      throw new PresentationError("presentation.not_asked");
    }
    spaces.set(space, (spaces.get(space) ?? new Set()).add(name));
  }
  const chosen = Object.fromEntries([...spaces].map(([space, names]) => [space, [...names]]));
  return { format: "mso_mdoc", document, chosen };
}

/** Throws `sdjwt.path`, `presentation.not_asked`. */
export function choose(session: Session, { document }: Candidate, paths: readonly ClaimsPath[]): Chosen {
  if ("mso" in document) return chooseElements(document, paths);
  const selection = selectDisclosures(document, paths, session.primitives.sha256);
  return { format: "dc+sd-jwt", selection };
}

export function approvalOf(
  session: Session,
  candidate: Candidate,
  query: string,
  paths: readonly ClaimsPath[],
): VpApproval {
  const holder = session.keyring.es256Signer(candidate.holder);
  return { query, holder, ...choose(session, candidate, paths) };
}

/** Exactly what a verifier would read of a choice, what cannot be held back included. */
export function viewChosen(session: Session, candidate: Candidate, chosen: Chosen): readonly ClaimView[] {
  if (chosen.format === "mso_mdoc") {
    // By a map: an object has members of its own accord, and a name space may be called as one of them.
    const wanted = new Map(Object.entries(chosen.chosen));
    const leaving = chosen.document.elements.filter(
      ({ nameSpace, identifier }) => wanted.get(nameSpace)?.includes(identifier) === true,
    );
    const { docType } = chosen.document.mso;
    const type = session.registry.view.typeByVct(docType);
    return viewAll(claimsOf(leaving), candidate.described, typeof type === "string" ? [] : type.claims, [
      docType,
    ]);
  }
  const { selection } = chosen;
  const vct = candidate.held.format === "dc+sd-jwt" ? candidate.held.vct : "";
  const type = session.registry.view.typeByVct(vct);
  const { claims } = readForeignSdJwt(selection.sdJwt.jwt, selection);
  return viewAll(claims, candidate.described, typeof type === "string" ? [] : type.claims);
}

/**
 * All of it: what the registry's type defines with its labels, the rest as its issuer calls it. An issuer
 * outside may call its kind as the registry calls one, and say more than that has.
 */
function viewAll(
  claims: JsonObject,
  described: Candidate["described"],
  defined: readonly ClaimDefinition[],
  within: readonly string[] = [],
): readonly ClaimView[] {
  const placed = defined.map((definition) => ({ ...definition, path: [...within, ...definition.path] }));
  const known = viewClaims({ claims: placed }, claims);
  const isKnown = (path: readonly string[]): boolean =>
    known.some((claim) => claim.path.every((name, i) => path[i] === name));
  return [...known, ...viewOutsideClaims(claims, described).filter(({ path }) => !isKnown(path))];
}
