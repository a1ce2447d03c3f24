import { toBase64 } from "../../../src/bytes/base64.ts";
import type { ParsedArgsOf } from "../../../src/contract/contract.ts";
import type { PastCheckView } from "../../../src/contract/views.ts";
import { layOutReport, layOutSlip, type PrintedCheck } from "../../../src/paper/slip.ts";
import { Pdf } from "../../paper/pdf.ts";
import type { Session } from "../session.ts";
import { viewCheck } from "./past.ts";

interface Printed {
  readonly name: string;
  readonly pdf: string;
}

function headOf(session: Session) {
  const { registry, settings, clock } = session;
  const id = settings.office ?? "";
  const office = registry.view.office(id);
  return {
    office: typeof office === "string" ? { en: id } : office.name,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    printed: clock(),
  };
}

function describe({ id, at, outcome, checks, purpose }: PastCheckView, name?: string): PrintedCheck {
  return {
    at,
    outcome,
    checks,
    mark: id.slice(0, 8),
    ...(purpose?.label === undefined ? {} : { purpose: purpose.label }),
    ...(name === undefined ? {} : { name }),
  };
}

/** What a visitor takes home of a check, as a PDF, base64. Throws `counter.unknown_check`. */
export async function printSlip(session: Session, asked: ParsedArgsOf<"counter.slip">): Promise<Printed> {
  const { size, language } = asked;
  const check = describe(viewCheck(session, asked.check));
  const head = headOf(session);
  const pdf = new Pdf({
    title: `${language === "de" ? "Beleg" : "Receipt"} ${check.mark}`,
    language,
    made: head.printed,
  });
  const bytes = await pdf.write(layOutSlip({ ...head, check }, size, language, pdf.measure));
  return { name: `check-${check.mark.replaceAll(/[^A-Za-z0-9]/g, "0")}.pdf`, pdf: toBase64(bytes) };
}

/** The same of many, each with the name of its file. Throws `counter.unknown_check`. */
export async function printReport(session: Session, asked: ParsedArgsOf<"counter.report">): Promise<Printed> {
  const { size, language } = asked;
  const rows = asked.checks.map(({ check, name }) => describe(viewCheck(session, check), name));
  const head = headOf(session);
  const pdf = new Pdf({ title: language === "de" ? "Bericht" : "Report", language, made: head.printed });
  const bytes = await pdf.write(layOutReport({ ...head, rows }, size, language, pdf.measure));
  return { name: "checks.pdf", pdf: toBase64(bytes) };
}
