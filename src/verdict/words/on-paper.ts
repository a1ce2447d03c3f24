import type { Language } from "../../language/languages.ts";
import type { VerdictWords } from "./table.ts";

type PaperCodes = Pick<VerdictWords["codes"], "holder_bound.on_paper" | "holder_bound.by_person">;

/** What is said of the holder of something on paper. */
export const ON_PAPER: { readonly [language in Language]: PaperCodes } = {
  en: {
    "holder_bound.on_paper": {
      what: "It came on paper, which anybody may carry.",
      means: "Who carries it was not checked.",
      next: "Compare the person with the portrait, or ask for the certificate itself.",
    },
    "holder_bound.by_person": {
      what: "The person is the one in the signed portrait.",
      next: "Go on as with a certificate that was presented.",
    },
  },
  de: {
    "holder_bound.on_paper": {
      what: "Es kam auf Papier, das jeder bei sich tragen kann.",
      means: "Wer es bei sich trägt, wurde nicht geprüft.",
      next: "Vergleichen Sie die Person mit dem Bild, oder verlangen Sie die Urkunde selbst.",
    },
    "holder_bound.by_person": {
      what: "Die Person ist die auf dem unterschriebenen Bild.",
      next: "Verfahren Sie wie mit einer vorgezeigten Urkunde.",
    },
  },
  ar: {
    "holder_bound.on_paper": {
      what: "وصلت على ورق، وقد يحمله أي شخص.",
      means: "لم يُفحص من يحملها.",
      next: "قارن الشخص بالصورة، أو اطلب الشهادة نفسها.",
    },
    "holder_bound.by_person": {
      what: "الشخص هو صاحب الصورة الموقعة.",
      next: "تابع كما تفعل مع شهادة أُبرزت لك.",
    },
  },
};
