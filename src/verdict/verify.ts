import type { Primitives } from "../crypto/ports.ts";
import { SD_JWT_LIMITS } from "../credential/sd-jwt/parse.ts";
import type { PresentedDocument } from "../presentation/response.ts";
import type { StatusLists, TrustAnchors } from "../trust/anchors.ts";
import type { Case, RequestContext } from "./case.ts";
import { check, checksOnPaper, outcomeOf, worse } from "./check.ts";
import { checkAnswered } from "./checks/answer.ts";
import { ageAt } from "./checks/chain.ts";
import { CHECK_NAMES, type CheckName } from "./codes.ts";
import { judgeDocument } from "./document.ts";
import type { RegistryView } from "../trust/registry-view.ts";
import type { Check, DocumentVerdict, Verdict } from "./verdict.ts";

/** What a person said of portrait and visitor; `waiting` where the comparison is asked for and still to be made. */
export type PersonFinding = "same" | "different" | "unsure" | "waiting";

export interface VerifyInput {
  /** As `parseResponse` gives them; for a file looked at on its own, one without `query`. */
  readonly documents: readonly PresentedDocument[];
  /**
   * What was asked. Without it nothing shows that the document was presented, here or now, so the
   * verdict is at best `cannot tell`. That it is answered once only is `acceptOnce`'s to see to.
   */
  readonly request?: RequestContext;
  /** Set where the person has to be compared. */
  readonly person?: PersonFinding;
  /** Whether the type's limit for data of a connected checker applies; else the one for a checker without a network. */
  readonly online?: boolean;
  /**
   * When the presentation came, POSIX seconds, if not now: a check made again after a sync judges the
   * proof and the validity as of then, and the registry as it stands. (To judge the registry too as of
   * a day, "was this valid on that day?", pass a view of that day and that day as `now`.)
   */
  readonly received?: number;
  /** It came on paper: nothing was asked, and nobody can have signed. */
  readonly onPaper?: boolean;
  /** Trust anchors for issuers that are no offices of the registry, and status lists that these keep. */
  readonly anchors?: TrustAnchors;
  readonly statusLists?: StatusLists;
}

function personCheck(person: PersonFinding): Check {
  return check("person_compared", person === "same" ? "ok" : person);
}

function worstOf(name: CheckName, checks: readonly Check[], before: Check | undefined): Check | undefined {
  let worst = before;
  for (const one of checks) if (one.name === name) worst = worse(worst, one);
  return worst;
}

function mergeChecks(documents: readonly DocumentVerdict[], whole: readonly Check[]): Check[] {
  const merged: Check[] = [];
  for (const name of CHECK_NAMES) {
    let worst: Check | undefined;
    for (const { checks } of documents) worst = worstOf(name, checks, worst);
    worst = worstOf(name, whole, worst);
    if (worst !== undefined) merged.push(worst);
  }
  return merged;
}

// Documents are judged one after the other, and nothing of a verdict is bytes.
const room = new Uint8Array(SD_JWT_LIMITS.maxLength);

/** What was presented is somebody's, and is not left lying there. */
function judgeAndClear(document: PresentedDocument, of: Case): DocumentVerdict {
  try {
    return judgeDocument(document, of);
  } finally {
    room.fill(0, 0, document.presentation.length);
  }
}

/**
 * The verdict on what was presented, from one's own copy of the registry alone. Pure: the same input
 * and the same copy give the same verdict. Never throws on hostile input. `now` in POSIX seconds.
 */
export function verify(input: VerifyInput, view: RegistryView, primitives: Primitives, now: number): Verdict {
  const moment = view.age();
  const age = moment === undefined ? undefined : ageAt(moment, now);
  const { request, received = now, online = false } = input;
  const { anchors, statusLists } = input;
  const of: Case = { view, primitives, request, now, received, online, age, anchors, statusLists, room };
  const asPaper = (checks: readonly Check[]): readonly Check[] =>
    input.onPaper === true ? checksOnPaper(checks, input.person === "same") : checks;
  const documents = input.documents.map((document) => {
    const judged = judgeAndClear(document, of);
    if (input.onPaper !== true) return judged;
    const checks = asPaper(judged.checks);
    return { ...judged, checks, outcome: outcomeOf(checks) };
  });
  const whole = [checkAnswered(documents, of)];
  if (input.person !== undefined) whole.push(personCheck(input.person));
  const checks = asPaper(mergeChecks(documents, whole));
  return {
    outcome: view.alarm() === undefined ? outcomeOf(checks) : "cannot tell",
    checks,
    documents,
    registry: view.id,
    at: now,
    ...(age === undefined ? undefined : { age }),
  };
}
