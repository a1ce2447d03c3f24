import type { CodeWords, FindingCode } from "../code.ts";

const ELSEWHERE = "أُهمل ما أرسله؛ ولا يؤخذ إلا ما يصحّ، من مصدر آخر. ولم يُمسّ شيء مما يخصك.";
const OTHERS = "سُئلت مصادر أخرى.";
const WATCH = "إن تكرر ذلك فاحذف هذا المصدر.";
const WAIT = "لا حاجة إلى فعل شيء؛ تُعاد المحاولة.";

/** What was found at a source or on this computer, in Arabic. */
export const FINDINGS_AR: CodeWords<FindingCode> = {
  "source.unreachable": { what: "لم يُجب أحد المصادر.", means: OTHERS, next: WAIT },
  "source.timeout": { what: "تأخر أحد المصادر كثيرًا.", means: OTHERS, next: WAIT },
  "source.busy": { what: "طلب أحد المصادر الانتظار.", means: OTHERS, next: WAIT },
  "source.too_large": { what: "أرسل أحد المصادر أكثر بكثير مما ينبغي.", means: ELSEWHERE, next: WATCH },
  "source.redirect": {
    what: "أحالنا أحد المصادر إلى مكان آخر.",
    means: "لم نذهب إليه؛ سُئلت مصادر أخرى.",
    next: "اسأل من يشغّله عن عنوانه الجديد.",
  },
  "source.missing": { what: "لم يكن لدى أحد المصادر ما طُلب.", means: OTHERS, next: WAIT },
  "source.malformed": { what: "أرسل أحد المصادر شيئًا لا يُقرأ.", means: ELSEWHERE, next: WATCH },
  "source.tile_mismatch": { what: "أرسل أحد المصادر قطعة مغيَّرة من الشجرة.", means: ELSEWHERE, next: WATCH },
  "source.bundle_mismatch": { what: "أرسل أحد المصادر كتلة مغيَّرة.", means: ELSEWHERE, next: WATCH },
  "source.seal_invalid": { what: "أرسل أحد المصادر ختمًا لا يصح.", means: ELSEWHERE, next: WATCH },
  "source.proof_invalid": { what: "أرسل أحد المصادر إثباتًا لا يصح.", means: ELSEWHERE, next: WATCH },
  "source.record_invalid": { what: "أرسل أحد المصادر سجل كتلة مغيَّرًا.", means: ELSEWHERE, next: WATCH },
  "source.epoch_invalid": {
    what: "سمّى أحد المصادر سلطات لا توافق تاريخ السجل.",
    means: ELSEWHERE,
    next: WATCH,
  },
  "source.trust_invalid": {
    what: "أرسل أحد المصادر بيانًا مغيَّرًا عن مكتب أو نوع.",
    means: ELSEWHERE,
    next: WATCH,
  },
  "source.status_invalid": { what: "أرسل أحد المصادر قائمة حالات مغيَّرة.", means: ELSEWHERE, next: WATCH },
  "source.receipt_invalid": { what: "أرسل أحد المصادر إيصالًا لا يصح.", means: ELSEWHERE, next: WATCH },
  "source.foreign": {
    what: "يخدم أحد المصادر سجلًا آخر.",
    means: "لم يُؤخذ منه شيء.",
    next: "احذفه، أو صحّح عنوانه.",
  },
  "source.rules_broken": {
    what: "أرسل أحد المصادر كتلة مختومة تخالف قواعد السجل.",
    means: "لم تُؤخذ.",
    next: "أخبر السلطات.",
  },
  "source.stale": { what: "أحد المصادر متأخر عما لديك.", means: "لم يُرجَع عن شيء.", next: WAIT },
  "source.fork": {
    what: "يُظهر أحد المصادر تاريخًا مختومًا غير الذي تتابعه.",
    means: "وقّعت سلطات تاريخين. حُفظ الختمان دليلًا.",
    next: "لا تبنِ قرارًا على السجل حتى يُحسم هذا. أخبر السلطات.",
  },
  "alarm.fork": {
    what: "لهذا السجل تاريخان مختومان.",
    means: "وقّعت سلطات كليهما. وحتى يُحسم هذا يقول كل فحص إنه لا يمكن الجزم.",
    next: "انظر إلى الدليل في شاشة السجل، وأخبر السلطات.",
  },
  "copy.damaged": {
    what: "تلف جزء من نسختك من السجل على القرص.",
    means: "جُلب من جديد، ولم يُمسّ شيء مما يخصك.",
    next: "إن تكرر ذلك فاطلب فحص القرص.",
  },
  "copy.unreadable": {
    what: "تعذّرت قراءة نسختك من السجل.",
    means: "نُحّيت جانبًا وبُدئ من جديد؛ شهاداتك ليست جزءًا منها.",
    next: "حدّث السجل.",
  },
  "copy.unusable": {
    what: "تناقض نسختك من السجل نفسها.",
    means: "لا تُستعمل؛ شهاداتك ليست جزءًا منها.",
    next: "حدّث السجل. وإن بقي ذلك فاطلب المساعدة مع ذكر هذا الرمز.",
  },
};
