import type { CaseView, CheckedView } from "../../../src/contract/views.ts";
import { JsonError } from "../../../src/json/error.ts";
import { parseJson } from "../../../src/json/parse.ts";
import { PresentationError } from "../../../src/presentation/error.ts";
import type { OutstandingRequest } from "../../../src/presentation/outstanding.ts";
import type { PostedAnswer, VerifierDesk } from "../../openid4vp/verifier.ts";
import type { Session } from "../session.ts";
import { writeDown } from "../write-down.ts";
import { checkAnswer, checkPlainAnswer, takeDecline } from "./check.ts";

const MAX_TOKEN = 1 << 20;

/** Verdicts that no officer has looked at yet, with what was shown: in memory alone. */
const arrived = new WeakMap<Session, Map<string, CheckedView>>();

function arrivedOf(session: Session): Map<string, CheckedView> {
  let map = arrived.get(session);
  if (map === undefined) {
    map = new Map();
    arrived.set(session, map);
    session.vault.onLock(() => arrived.delete(session));
  }
  return map;
}

function readToken(text: string, state: string): string {
  try {
    const token = parseJson(text, { maxLength: MAX_TOKEN, maxDepth: 8 });
    return JSON.stringify({ vp_token: token, state });
  } catch (error) {
    if (error instanceof JsonError) throw new PresentationError("presentation.response");
    throw error;
  }
}

async function judge(
  session: Session,
  id: string,
  answer: PostedAnswer,
  posted: OutstandingRequest["posted"] & {},
): Promise<CheckedView | undefined> {
  if (answer.kind === "declined") {
    takeDecline(session, id, answer.state);
    return undefined;
  }
  // The other way would let somebody on the line read, or write, what was to be sealed.
  if ((answer.kind === "encrypted") !== posted.encrypted) {
    throw new PresentationError("presentation.encryption");
  }
  return answer.kind === "encrypted"
    ? await checkAnswer(session, answer.response, posted.compare, id)
    : await checkPlainAnswer(session, id, readToken(answer.token, answer.state), posted.compare);
}

/** What lies, and is taken, where this counter listens. */
export function postedDesk(session: Session): VerifierDesk {
  return {
    request: (id) => {
      const row = session.store.outstanding.get(id);
      if (row === undefined || stateOf(row, session.clock()) !== "waiting") return undefined;
      return row.posted?.request;
    },
    take: async (id, answer) => {
      const posted = session.store.outstanding.get(id)?.posted;
      if (posted === undefined) throw new PresentationError("presentation.unknown_request");
      try {
        const checked = await writeDown(session, "check", () => judge(session, id, answer, posted));
        if (checked !== undefined) arrivedOf(session).set(id, checked);
      } finally {
        session.onChanged("counter");
      }
    },
  };
}

function stateOf(row: OutstandingRequest, now: number): CaseView["state"] {
  if (row.declined === true) return "declined";
  if (row.answered !== undefined) return "answered";
  if (row.closed !== undefined) return "closed";
  return now >= row.expires ? "expired" : "waiting";
}

function requireCase(session: Session, id: string): OutstandingRequest {
  const row = session.store.outstanding.get(id);
  if (row === undefined) throw new PresentationError("presentation.unknown_request");
  return row;
}

/** How far a request of this counter is. Throws `presentation.unknown_request`. */
export function viewCase(session: Session, id: string): CaseView {
  const row = requireCase(session, id);
  const checked = arrivedOf(session).get(id);
  return {
    state: stateOf(row, session.clock()),
    ...(row.check === undefined ? {} : { check: row.check }),
    ...(checked === undefined ? {} : { checked }),
  };
}

/**
 * Ends a case: no answer is taken any more, and what was shown is forgotten. Throws
 * `presentation.unknown_request`.
 */
export function closeCase(session: Session, id: string): CaseView {
  const row = requireCase(session, id);
  arrivedOf(session).delete(id);
  const now = session.clock();
  if (stateOf(row, now) === "waiting") session.store.outstanding.put(id, { ...row, closed: now });
  return viewCase(session, id);
}
