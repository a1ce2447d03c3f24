import type { CodeWords, PaperCode } from "../code.ts";

/** What printing a certificate may answer, in Arabic. */
export const PAPER_AR: CodeWords<PaperCode> = {
  "paper.form": {
    what: "لا يمكن طباعة شهادة بهذا الشكل.",
    means: "لا تتسع الورقة إلا لرموز شهادات مكاتب السجل بشكلها الأول.",
    next: "أبرزها من محفظتك بدلًا من ذلك.",
  },
  "paper.not_recorded": {
    what: "لا تُظهر نسختك من السجل بعد أن هذه الشهادة مسجلة.",
    means: "لن يستطيع أحد التحقق من المطبوع.",
    next: "حدّث السجل ثم حاول مجددًا.",
  },
  "paper.ended": {
    what: "لم تعد هذه الشهادة سارية.",
    means: "سيرى ذلك كل من يتحقق من المطبوع. لم يُطبع شيء.",
    next: "اطلب من المكتب شهادة جديدة.",
  },
  "paper.syntax": {
    what: "لا تحمل هذه الرموز شهادة مطبوعة.",
    means: "هي لشيء آخر أو غُيّرت.",
    next: "تأكد من أنها الورقة الصحيحة.",
  },
  "paper.other_answer": {
    what: "هذا ليس جوابًا عن ذلك الطلب.",
    means: "هو مشفّر لغيره. لم يُطبع شيء.",
    next: "افتح الطلب من جديد وأجب عنه.",
  },
  "paper.too_large": {
    what: "هذا أكثر مما تتسع له الورقة.",
    means: "لم يُطبع شيء.",
    next: "اختر بيانات أقل.",
  },
};
