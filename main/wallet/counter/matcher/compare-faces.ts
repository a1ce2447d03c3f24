import { fromBase64 } from "../../../../src/bytes/base64.ts";
import type { ParsedArgsOf } from "../../../../src/contract/contract.ts";
import type { PastCheckView } from "../../../../src/contract/views.ts";
import { FaceMatcherError } from "../../../../src/verdict/face-matcher.ts";
import { WalletError } from "../../error.ts";
import type { Session } from "../../session.ts";
import { requireCheck, viewCheck } from "../past.ts";
import { openMatcher, requireOn } from "./matcher.ts";
import type { FaceRow } from "./rows.ts";

type Asked = ParsedArgsOf<"counter.compare_faces">;
type Pictures = Extract<Asked, { readonly consent: "given" }>;

/** Whether nobody looked yet, and the visitor was not asked before, or said yes to what then failed. */
function requireOpen(session: Session, id: string): void {
  const { checks, face } = requireCheck(session, id);
  if (!checks.some(({ code }) => code === "person_compared.waiting")) {
    throw new WalletError("counter.not_waiting");
  }
  if (face !== undefined && face.code === undefined) throw new FaceMatcherError("matcher.asked");
}

async function compare(
  session: Session,
  { portrait, live }: Pictures,
): Promise<Pick<FaceRow, "says" | "code">> {
  const pictures = [fromBase64(portrait), fromBase64(live)] as const;
  try {
    return { says: await openMatcher(session).matcher.compare(...pictures) };
  } catch (error) {
    if (error instanceof FaceMatcherError) return { code: error.code };
    throw error;
  } finally {
    for (const picture of pictures) picture.fill(0);
  }
}

/** Only this of a row changes: whoever looks may have settled the check meanwhile. */
function writeDown(session: Session, id: string, face: FaceRow): PastCheckView {
  session.vault.transaction(() => {
    session.store.checks.put(id, { ...requireCheck(session, id), face });
    const { consent, code } = face;
    session.activity.append({
      kind: "face",
      outcome: consent === "refused" ? "refused" : code === undefined ? "done" : "failed",
      ...(code === undefined ? {} : { code }),
    });
  });
  return viewCheck(session, id);
}

/**
 * Writes down what the visitor said and, only where they said yes, what the office's program found. No
 * check changes by it. Throws `counter.unknown_check`, `counter.not_waiting`, FaceMatcherError `.off`,
 * `.asked`.
 */
export async function compareFaces(session: Session, asked: Asked): Promise<PastCheckView> {
  requireOpen(session, asked.check);
  const said = { consent: asked.consent, at: session.clock(), matcher: requireOn(session) };
  const found = asked.consent === "given" ? await compare(session, asked) : {};
  return writeDown(session, asked.check, { ...said, ...found });
}
