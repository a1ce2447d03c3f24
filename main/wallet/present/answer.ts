import type { ParsedArgsOf } from "../../../src/contract/contract.ts";
import { selectDisclosures } from "../../../src/credential/sd-jwt/present.ts";
import { PresentationError } from "../../../src/presentation/error.ts";
import { type Approval, buildResponse } from "../../../src/presentation/response.ts";
import { openedBy } from "../../../src/presentation/vp-token.ts";
import { encryptResponse } from "../../presentation/jwe.ts";
import { WalletError } from "../error.ts";
import { readyCopies, spendCopies } from "../copies/held-copies.ts";
import { requireHeld, showHeld } from "../holder/held.ts";
import type { Session } from "../session.ts";
import { nameForLog, namesForLog } from "../names-for-log.ts";
import { approvalOf } from "./candidates.ts";
import { type OpenedRequest, openRequest } from "./open-request.ts";

type Answer = ParsedArgsOf<"present.answer">;

function refuseUnlessSafe({ asker }: OpenedRequest, despiteWarnings: boolean): void {
  // A bad signature or a passed time is no warning: nobody should answer.
  if (asker.refusal !== undefined) throw new WalletError("present.refused");
  if (despiteWarnings) return;
  if (asker.state !== "accredited") throw new WalletError("present.asker_not_accredited");
  if (asker.overAsked.length > 0) throw new WalletError("present.over_asking");
}

function approve(session: Session, opened: OpenedRequest, given: Answer["answers"][number]): Approval {
  const mdoc = opened.mdocs.get(given.credential);
  if (mdoc !== undefined) {
    const { receipt } = session.store.outside.get(given.credential) ?? {};
    const approval = approvalOf(session, mdoc, given.query, given.approved);
    return receipt === undefined ? approval : { ...approval, receipt };
  }
  const row = requireHeld(session, given.credential);
  const read = opened.held.get(given.credential);
  if (read === undefined) throw new WalletError("holder.unknown_credential");
  return {
    query: given.query,
    format: "dc+sd-jwt",
    selection: selectDisclosures(read.sdJwt, given.approved, session.primitives.sha256),
    holder: session.keyring.es256Signer(row.holder),
    receipt: row.receipt,
  };
}

/** `vct` of what is shown. */
function typeShown({ held, mdocs }: OpenedRequest, credential: string): string | undefined {
  const mdoc = mdocs.get(credential)?.held;
  return mdoc?.format === "mso_mdoc" ? mdoc.doctype : held.get(credential)?.credential.vct;
}

const ENDED: ReadonlySet<string> = new Set(["suspended", "revoked", "replaced", "expired"]);

/** What is known not to count is shown by whoever was told so. Throws `present.ended`. */
export function refuseUnlessCounting(session: Session, { answers, despiteWarnings }: Answer): void {
  if (despiteWarnings) return;
  const isEnded = answers.some(({ credential }) => ENDED.has(showHeld(session, credential).state));
  if (isEnded) throw new WalletError("present.ended");
}

/**
 * Answers a request with exactly the approved claims, encrypted for the asker; that it left is in the
 * activity log before the answer is handed out. Throws PresentationError, `present.*`.
 */
export async function answerRequest(session: Session, args: Answer): Promise<string> {
  readyCopies(session, args.answers);
  const opened = openRequest(session, args.request);
  refuseUnlessSafe(opened, args.despiteWarnings);
  const { request, asker } = opened;
  const pairs = args.answers.map(({ query, credential }) => `${query} ${credential}`);
  if (new Set(pairs).size !== pairs.length) throw new PresentationError("presentation.not_asked");
  const shown = args.answers.flatMap(({ credential }) => typeShown(opened, credential) ?? []);
  session.again.require(
    "present",
    shown.map((vct) => session.registry.view.typeByVct(vct)),
  );
  const approvals = args.answers.map((given) => approve(session, opened, given));
  refuseUnlessCounting(session, args);
  const text = buildResponse(request, approvals, session.primitives.sha256, session.clock());
  spendCopies(session, args.answers);
  const response = await encryptResponse(text, request.responseKey);
  session.activity.append({
    kind: "presentation",
    outcome: "done",
    party: nameForLog(asker.office?.id ?? request.clientId),
    ...(asker.office === undefined ? {} : { called: asker.office.name }),
    asked: namesForLog(
      request.query.credentials.flatMap(({ claims = [] }) => claims.map(({ path }) => path)),
    ),
    given: namesForLog(approvals.flatMap(openedBy)),
  });
  return response;
}
