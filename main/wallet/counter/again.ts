import { toBase64Url } from "../../../src/bytes/base64.ts";
import { fromUtf8 } from "../../../src/bytes/bytes.ts";
import { CredentialError } from "../../../src/credential/error.ts";
import { parseSdJwt } from "../../../src/credential/sd-jwt/parse.ts";
import { selectElements } from "../../../src/mdoc/device-response.ts";
import type { PresentedDocument } from "../../../src/presentation/response.ts";
import type { CheckName } from "../../../src/verdict/codes.ts";
import type { Check, DocumentVerdict, Verdict } from "../../../src/verdict/verdict.ts";
import { verify } from "../../../src/verdict/verify.ts";
import { isMdocText, readMdocText } from "../../../src/verdict/mdoc-document.ts";
import type { CheckRow } from "../rows.ts";
import type { Session } from "../session.ts";

/** Checks whose answer comes from the registry, and may come otherwise from newer data of it. */
const OF_REGISTRY: ReadonlySet<CheckName> = new Set([
  "issuer_signature",
  "office_accredited",
  "anchored",
  "status",
]);

type Kept = NonNullable<CheckRow["documents"]>[number];

/** What an office signed, as a text of its own: nothing of it was chosen by who showed it. */
function issuedPart(presentation: string): string | undefined {
  if (isMdocText(presentation)) {
    const mdoc = readMdocText(presentation);
    return "cause" in mdoc ? undefined : toBase64Url(selectElements(mdoc.issuerSigned, {}));
  }
  try {
    return `${fromUtf8(parseSdJwt(presentation).jwt.bytes)}~`;
  } catch (error) {
    if (error instanceof CredentialError) return undefined;
    throw error;
  }
}

/** Without any claim that was shown: digests, dates, the place in its list. */
function withoutClaims({ presentation, receipt }: PresentedDocument): Kept | undefined {
  const issued = issuedPart(presentation);
  if (issued === undefined) return undefined;
  return receipt === undefined ? { issued } : { issued, receipt };
}

/** Of what is from outside, the registry has nothing newer to say, and a list says no day of a change. */
function isOfRegistry(verdict: DocumentVerdict | undefined): boolean {
  return verdict?.checks.some(({ name }) => name === "anchored") === true;
}

/**
 * What is kept of a check that was made without a network, to be made again: empty for one that failed
 * anyway, for one made with a network, and where the registry has nothing to say of it.
 */
export function keepForAgain(
  documents: readonly PresentedDocument[],
  { outcome, registry, documents: verdicts }: Verdict,
  session: Session,
): Pick<CheckRow, "documents"> {
  if (outcome === "not valid" || session.registry.isOnline() || registry !== session.registry.view.id)
    return {};
  const kept = documents.flatMap((document, at) =>
    isOfRegistry(verdicts[at]) ? (withoutClaims(document) ?? []) : [],
  );
  return kept.length === 0 ? {} : { documents: kept };
}

/** A change that came after the check does not make the check wrong. */
function cameLater({ name, facts }: Check, at: number): boolean {
  return name === "status" && facts?.time !== undefined && facts.time > at;
}

/** What the newest data say of the same; undefined where they are not newer than the check. */
function judgeAgain(session: Session, { at, documents = [] }: CheckRow): CheckRow["again"] | undefined {
  const { view } = session.registry;
  const now = session.clock();
  const newest = view.age();
  if (newest === undefined || newest.time <= at || view.alarm() !== undefined) return undefined;
  const verdict = verify(
    {
      documents: documents.map(({ issued, receipt }) => ({
        presentation: issued,
        ...(receipt === undefined ? {} : { receipt }),
      })),
      received: at,
      online: true,
    },
    view,
    session.primitives,
    now,
  );
  const checks = verdict.documents.flatMap((document) => document.checks);
  const found = checks.filter((one) => OF_REGISTRY.has(one.name) && !cameLater(one, at));
  const failed = found.find(({ result }) => result === "failed");
  if (failed !== undefined) return { state: "turned", at: now, code: failed.code };
  if (found.some(({ result }) => result !== "passed")) return undefined;
  return { state: "held", at: now };
}

/**
 * Makes the checks again that were made without a network, as far as the data are newer now; what was
 * kept for it is dropped. Answers how many turned.
 */
export function checkAgain(session: Session): number {
  const { store, vault, activity } = session;
  const waiting = store.checks.list().filter(({ value }) => value.documents !== undefined);
  let turned = 0;
  for (const { id, value } of waiting) {
    const again = judgeAgain(session, value);
    if (again === undefined) continue;
    const { documents: _, ...row } = value;
    vault.transaction(() => {
      store.checks.put(id, { ...row, again });
      if (again.state === "held") return;
      activity.append({ kind: "check", outcome: "refused", code: again.code ?? "status.unknown" });
    });
    if (again.state === "turned") turned++;
  }
  return turned;
}

/** What a wallet looks for in data that it has just taken in. */
export async function lookAtNews(session: Session): Promise<void> {
  await session.acts.look();
  checkAgain(session);
}
