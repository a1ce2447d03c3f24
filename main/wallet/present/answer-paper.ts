import { toBase64 } from "../../../src/bytes/base64.ts";
import type { LangMap } from "../../../src/chain/state/records.ts";
import type { ParsedArgsOf } from "../../../src/contract/contract.ts";
import type { AnswerPaperView } from "../../../src/contract/paper-views.ts";
import type { RequestView } from "../../../src/contract/views.ts";
import { layOutAnswer, type PrintedAnswer } from "../../../src/paper/answer.ts";
import { formatAnswer } from "../../../src/paper/message.ts";
import { textIn } from "../../../src/language/sentences.ts";
import { Pdf } from "../../paper/pdf.ts";
import { isPrintable } from "../../paper/runs.ts";
import { responseKeyId } from "../../presentation/jwe.ts";
import { WalletError } from "../error.ts";
import { codesOf } from "../holder/paper-codes.ts";
import type { Session } from "../session.ts";
import { nameForLog, namesForLog } from "../names-for-log.ts";
import { openRequest, previewRequest } from "./open-request.ts";

type Wanted = ParsedArgsOf<"paper.answer">;

const MARK = 8;

/** Names of what was approved, each once, as the request's view has them. */
function namesOf({ asked }: RequestView, answers: Wanted["answers"]): readonly LangMap[] {
  const names = answers.flatMap(({ query, approved }) => {
    const claims = asked.find((one) => one.query === query)?.claims ?? [];
    return approved.map((path) => {
      const place = path.join("/");
      const claim = claims.find((one) => one.path.join("/") === place);
      return claim?.label ?? { en: place };
    });
  });
  return [...new Map(names.map((name) => [JSON.stringify(name), name])).values()];
}

/**
 * The answer to one of the registry's requests on paper, for who brings it to the counter: encrypted as it
 * is, with the names of what was approved. Throws PresentationError, `paper.other_answer`, `paper.too_large`.
 */
export async function printAnswer(
  session: Session,
  { request: text, response, answers, size, language }: Wanted,
): Promise<AnswerPaperView> {
  const { request, asker } = openRequest(session, text);
  if (responseKeyId(response) !== request.responseKey.kid) throw new WalletError("paper.other_answer");
  const message = formatAnswer(response);
  const view = previewRequest(session, text);
  const given = namesOf(view, answers);
  const name = view.asker.name ?? { en: request.clientId };
  const said = [name, ...given, ...(view.purpose.label === undefined ? [] : [view.purpose.label])];
  const of: PrintedAnswer = {
    asker: name,
    purpose: view.purpose.label,
    expires: request.expires,
    given,
    mark: request.responseKey.kid.slice(0, MARK),
    printed: session.clock(),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    codes: codesOf(response),
    unprintable: !said.every((one) => isPrintable(textIn(one, language))),
  };
  const title = language === "de" ? "Antwort für einen Schalter" : "Answer for a counter";
  const attachment = { name: "answer.sealfolio", text: message };
  const pdf = new Pdf({ title, language, made: of.printed, attachment });
  const sheets = layOutAnswer(of, size, language, pdf.measure);
  const bytes = await pdf.write(sheets);
  session.activity.append({
    kind: "print",
    outcome: "done",
    party: nameForLog(asker.office?.id ?? request.clientId),
    ...(asker.office === undefined ? {} : { called: asker.office.name }),
    given: namesForLog(answers.flatMap(({ approved }) => approved)),
  });
  return { name: "answer.pdf", pdf: toBase64(bytes), sheets, codes: of.codes.length };
}
