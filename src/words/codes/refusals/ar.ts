import type { CodeWords, RefusalCode } from "../code.ts";

const NOT_ENTERED = "لم يقيّدها السجل، ولم يتغير شيء.";
const LOOK_AGAIN = "حدّث السجل، وانظر إلى الشهادة مرة أخرى، وابدأ من جديد.";
const ASK_AUTHORITY = "اسأل سلطتك.";
const REPORT = "أبلغ عن ذلك مع الرمز.";
const ISSUE_AGAIN = "أصدرها مرة أخرى.";

/** Why the registry refused what an office sent in, in Arabic. */
export const REFUSALS_AR: CodeWords<RefusalCode> = {
  "after.stale": { what: "حدث لهذه الشهادة شيء في هذه الأثناء.", means: NOT_ENTERED, next: LOOK_AGAIN },
  "commitment.known": { what: "هذه الشهادة مقيّدة بالفعل.", means: NOT_ENTERED, next: LOOK_AGAIN },
  "credential.unknown": { what: "لا يعرف السجل شهادة كهذه.", means: NOT_ENTERED, next: LOOK_AGAIN },
  "credential.final": {
    what: "انتهت هذه الشهادة نهائيًا.",
    means: "لم يعد يمكن تغيير حالتها.",
    next: "أصدر شهادة جديدة إن كانت مستحقة.",
  },
  "credential.not_yours": {
    what: "أصدر هذه الشهادة مكتب آخر.",
    means: "لا يغيّرها إلا ذلك المكتب.",
    next: "أرسل صاحبها إليه.",
  },
  "status.transition": {
    what: "لا يمكن فعل هذا بشهادة في حالتها الراهنة.",
    means: NOT_ENTERED,
    next: LOOK_AGAIN,
  },
  "tag.held": {
    what: "توجد لهذا شهادة سارية بالفعل.",
    means: "لا تجتمع شهادتان في وقت واحد؛ لم تُقيَّد هذه.",
    next: "ابحث عن الأخرى، واستبدلها أو اسحبها أولًا.",
  },
  "tag.missing": { what: "تنقص هذه الشهادة علامتها الفريدة.", means: NOT_ENTERED, next: REPORT },
  "tag.unexpected": {
    what: "ليس لهذا النوع من الشهادات علامة فريدة.",
    means: NOT_ENTERED,
    next: REPORT,
  },
  "tag.epoch": { what: "العلامة الفريدة من مفتاح سابق.", means: NOT_ENTERED, next: ISSUE_AGAIN },
  "tag.unknown": { what: "العلامة الفريدة غير معروفة.", means: NOT_ENTERED, next: REPORT },
  "batch.places": { what: "بعض هذه النسخ ليس من هذه الدفعة.", means: NOT_ENTERED, next: LOOK_AGAIN },
  "batch.mixed": { what: "لم تُغيَّر هذه النسخ معًا حتى الآن.", means: NOT_ENTERED, next: LOOK_AGAIN },
  "index.used": {
    what: "شُغل المكان في قائمة الحالات في هذه الأثناء.",
    means: NOT_ENTERED,
    next: ISSUE_AGAIN,
  },
  "index.range": { what: "ليس في قائمة الحالات مكان كهذا.", means: NOT_ENTERED, next: REPORT },
  "expires.past": { what: "كانت الشهادة ستكون منتهية بالفعل.", means: NOT_ENTERED, next: "اختر نهاية أبعد." },
  "expires.too_late": {
    what: "كانت الشهادة ستدوم أطول مما يسمح به نوعها.",
    means: NOT_ENTERED,
    next: "اختر نهاية أقرب.",
  },
  "key.unknown": { what: "لا يعرف السجل مفتاح التوقيع.", means: NOT_ENTERED, next: ASK_AUTHORITY },
  "office.unknown": { what: "لا يعرف السجل هذا المكتب.", means: NOT_ENTERED, next: ASK_AUTHORITY },
  "office.withdrawn": {
    what: "لم يعد هذا المكتب معتمدًا.",
    means: "لا يحق له أن يصدر شيئًا أو يغيّره.",
    next: ASK_AUTHORITY,
  },
  "office.not_accredited": {
    what: "هذا المكتب غير معتمد لهذا النوع من الشهادات.",
    means: NOT_ENTERED,
    next: ASK_AUTHORITY,
  },
  "type.unknown": { what: "لا يعرف السجل نوعًا كهذا من الشهادات.", means: NOT_ENTERED, next: LOOK_AGAIN },
  "type.retired": {
    what: "لم يعد هذا النوع من الشهادات يصدر.",
    means: NOT_ENTERED,
    next: "اختر النوع الذي حل محله.",
  },
  "type.retagging": {
    what: "تُعدّ العلامات الفريدة لهذا النوع من جديد الآن.",
    means: NOT_ENTERED,
    next: "حاول لاحقًا.",
  },
  "replace.type": {
    what: "لا تُستبدل الشهادة إلا بشهادة من نوعها.",
    means: NOT_ENTERED,
    next: "ابدأ من جديد بالنوع نفسه.",
  },
  "replace.reason": { what: "لا يناسب هذا السبب هذا الاستبدال.", means: NOT_ENTERED, next: "اختر سببًا آخر." },
  "consent.missing": { what: "لم يوافق المالكون.", means: NOT_ENTERED, next: "اطلب منهم الموافقة." },
  "consent.unexpected": {
    what: "يجري هذا الاستبدال دون موافقة المالكين.",
    means: NOT_ENTERED,
    next: "ابدأ من جديد دونها.",
  },
  "consent.need": {
    what: "عدد من يجب أن يوافق أكبر من عدد المالكين.",
    means: NOT_ENTERED,
    next: "انظر كم منهم يجب أن يوافق.",
  },
  "consent.unknown_key": { what: "وافق من ليس مالكًا.", means: NOT_ENTERED, next: "اسأل المالكين أنفسهم." },
  "consent.too_few": {
    what: "وافق عدد غير كافٍ من المالكين.",
    means: NOT_ENTERED,
    next: "اطلب من الآخرين الموافقة.",
  },
  "consent.invalid": {
    what: "إحدى الموافقات ليست لهذا التغيير.",
    means: NOT_ENTERED,
    next: "اطلبها مرة أخرى.",
  },
  "consent.parties": {
    what: "لم يوافق طرف ثالث تلزم موافقته، أو ليس هو المقصود.",
    means: NOT_ENTERED,
    next: "اطلب من ذلك الطرف الموافقة.",
  },
  "sig.invalid": { what: "أحد التواقيع لا يصح.", means: NOT_ENTERED, next: `${ISSUE_AGAIN} ${REPORT}` },
  "sig.not_officer": {
    what: "من وقّع ليس موظفًا في هذا المكتب.",
    means: NOT_ENTERED,
    next: ASK_AUTHORITY,
  },
  "sig.too_few": {
    what: "يجب أن يوقّع موظف آخر أيضًا.",
    means: NOT_ENTERED,
    next: "اطلب من موظف ثانٍ أن يوقّع.",
  },
  "sig.unknown": { what: "لا يعرف السجل من وقّع.", means: NOT_ENTERED, next: ASK_AUTHORITY },
};
