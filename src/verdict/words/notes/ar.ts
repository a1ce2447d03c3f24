import type { VerdictWords } from "../table.ts";

export const NOTES_AR: VerdictWords["notes"] = {
  "note.more_than_asked": { what: "عُرض أكثر مما طلبته.", next: "لا تحتفظ بما لم تطلبه." },
  "note.without_consent": {
    what: ["حلّت محل وثيقة أقدم دون موافقة مالكها ({reason}).", "حلّت محل وثيقة أقدم دون موافقة مالكها."],
    next: "عند الشك اسأل المكتب المُصدِر عن الأمر الذي استند إليه.",
  },
  "note.office_withdrawn_since": {
    what: ["فقد «{office}» اعتماده في {date}.", "فقد المكتب اعتماده منذ ذلك الحين."],
    means: "ما وقّعه قبل ذلك يبقى معتدًّا به.",
  },
};

export const TRUST_AR: VerdictWords["trust"] = {
  registry: "جهة الإصدار معروفة من السجل",
  anchor: "جهة الإصدار معروفة بمرساة ثقة استوردتها، لا من السجل",
  none: "لم يثبت أن جهة الإصدار ممن تثق بهم",
};
