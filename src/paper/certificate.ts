import type { LangMap } from "../chain/state/records.ts";
import type { ClaimView } from "../credential/claim-view.ts";
import { sayDate } from "../verdict/words.ts";
import { LEGAL } from "../language/legal.ts";
import { textIn } from "../language/sentences.ts";
import { type PrintedCode, setCodes } from "./codes.ts";
import { Flow } from "./flow.ts";
import { sayClaimValue } from "./say-claim.ts";
import type { Measure, Sheet, SheetSize } from "./sheet.ts";
import { fill, PAPER_WORDS, type PaperLanguage } from "./words.ts";

/** What goes on the paper; times in POSIX seconds. */
export interface PrintedCertificate {
  readonly type: { readonly id: string; readonly name: LangMap };
  readonly office: LangMap;
  readonly registry: LangMap | undefined;
  /** First digits of the commitment, as the window writes them beside the rosette. */
  readonly mark: string;
  readonly claims: readonly ClaimView[];
  readonly issued: { readonly height: number; readonly time: number };
  readonly expires: number;
  readonly printed: number;
  /** IANA name, for all dates. */
  readonly timeZone: string;
  readonly codes: readonly PrintedCode[];
  /** Some of its characters have no shape in the fonts that are printed with. */
  readonly unprintable: boolean;
}

const LABEL_WIDTH = 150;
const PORTRAIT = { width: 96, height: 120 };
const GAP = 14;
const TYPES_WITH_TITLE = new Set(["property-title"]);

const isPicture = ({ kind, value }: ClaimView): boolean =>
  kind === "image" && typeof value === "string" && /^data:image\/(?:png|jpeg);base64,/.test(value);

function setHead(flow: Flow, of: PrintedCertificate, language: PaperLanguage): void {
  const words = PAPER_WORDS[language];
  const small = flow.width < 300;
  flow.text(textIn(of.office, language), { size: small ? 8 : 11 });
  flow.space(small ? 2 : 4);
  flow.text(textIn(of.type.name, language), { size: small ? 15 : 26, font: "bold" });
  flow.text(fill(words.printed, { date: sayDate(of.printed, language, of.timeZone) }), {
    size: small ? 7 : 9,
  });
  flow.space(small ? 4 : 8);
  flow.rule();
  flow.space(small ? 5 : 12);
}

function setClaims(flow: Flow, of: PrintedCertificate, language: PaperLanguage): void {
  const words = PAPER_WORDS[language];
  const picture = of.claims.find(isPicture);
  const top = flow.y;
  if (picture !== undefined) {
    const x = flow.width - flow.margin - PORTRAIT.width;
    flow.add({ kind: "image", x, y: top, ...PORTRAIT, src: String(picture.value) });
  }
  const width = picture === undefined ? flow.inner : flow.inner - PORTRAIT.width - GAP;
  flow.text(words.says, { size: 13, font: "bold", width });
  flow.space(4);
  for (const claim of of.claims) {
    const value = claim.kind === "image" ? words.picture : sayClaimValue(claim, language);
    flow.row(textIn(claim.label, language), value, { label: LABEL_WIDTH, size: 11, width });
  }
  if (of.claims.length === 0) flow.text(words.nothing, { size: 11, width });
  if (of.unprintable) flow.text(words.unprintable, { size: 8, width });
  // The picture is never run into by what stands below it.
  if (picture !== undefined) flow.y = Math.max(flow.y, top + PORTRAIT.height + GAP);
}

function setOrigin(flow: Flow, of: PrintedCertificate, language: PaperLanguage): void {
  const words = PAPER_WORDS[language];
  const date = (time: number): string => sayDate(time, language, of.timeZone);
  const widths = { label: LABEL_WIDTH, size: 10 };
  flow.space(6);
  flow.rule();
  flow.space(8);
  flow.row(words.office, textIn(of.office, language), widths);
  if (of.registry !== undefined) flow.row(words.registry, textIn(of.registry, language), widths);
  const block = { date: date(of.issued.time), height: of.issued.height };
  flow.row(words.recorded, fill(words.block, block), widths);
  flow.row(words.until, date(of.expires), widths);
  flow.row(words.mark, of.mark, widths);
}

function setMeaning(flow: Flow, of: PrintedCertificate, language: PaperLanguage): void {
  const words = PAPER_WORDS[language];
  const legal = LEGAL[language];
  const count = of.codes.length;
  flow.space(6);
  flow.rule();
  flow.space(8);
  flow.text(words.checking, { size: 11, font: "bold" });
  flow.text(count === 1 ? words.how : fill(words.howMany, { count }), { size: 9 });
  flow.space(3);
  flow.text(legal.copy, { size: 9 });
  flow.text(legal.carrier, { size: 9 });
  if (TYPES_WITH_TITLE.has(of.type.id)) flow.text(legal.title, { size: 9 });
  flow.text(legal.abroad, { size: 9 });
  flow.space(8);
}

/** A certificate on A4 or Letter, readable without colour. */
export function layOutCertificate(
  of: PrintedCertificate,
  size: Exclude<SheetSize, "label">,
  language: PaperLanguage,
  measure: Measure,
): readonly Sheet[] {
  const flow = new Flow(size, measure, fill(PAPER_WORDS[language].foot, { mark: of.mark }));
  setHead(flow, of, language);
  setClaims(flow, of, language);
  setOrigin(flow, of, language);
  setMeaning(flow, of, language);
  setCodes(flow, of.codes, language, 236);
  return flow.done();
}

/** A label for a thing: what it is, and the codes. */
export function layOutLabel(
  of: PrintedCertificate,
  language: PaperLanguage,
  measure: Measure,
): readonly Sheet[] {
  const words = PAPER_WORDS[language];
  const flow = new Flow("label", measure, fill(words.foot, { mark: of.mark }));
  setHead(flow, of, language);
  for (const claim of of.claims) {
    if (claim.kind === "image") continue;
    flow.row(textIn(claim.label, language), sayClaimValue(claim, language), { label: 90, size: 8 });
  }
  if (of.unprintable) flow.text(words.unprintable, { size: 6 });
  flow.space(3);
  flow.text(`${words.label} ${LEGAL[language].label}`, { size: 7 });
  flow.space(5);
  setCodes(flow, of.codes, language, of.codes.length === 1 ? 190 : 122);
  return flow.done();
}
