import type { Words } from "../../language/sentences.ts";
import { NOTES_AR, TRUST_AR } from "./notes/ar.ts";
import { ON_PAPER } from "./on-paper.ts";
import type { VerdictWords } from "./table.ts";

const ASK_AGAIN = "اطلب من صاحبها أن يبرزها مرة أخرى.";
const DO_NOT_ACCEPT = "لا تقبلها.";
const UPDATE = "حدّث نسختك من السجل، ثم أعد الفحص.";
const SEND_AWAY = "لا تقبلها. أرسل صاحبها إلى المكتب الذي أصدرها.";

const NOT_CHECKED: Words = { what: "لم يُفحص هذا، لأن ما يحتاج إليه ناقص." };
const ALARM: Words = {
  what: "في نسختك من السجل إنذار لم يُحسم.",
  means: "لا يُعتدّ بشيء من السجل حتى يُحسم.",
  next: "افتح شاشة السجل وانظر في الإنذار.",
};

export const AR: VerdictWords = {
  outcomes: { valid: "صالحة", "not valid": "غير صالحة", "cannot tell": "لا يمكن الجزم" },
  documentValid: "الوثيقة صالحة",
  documentGenuine: "الوثيقة أصلية",
  checks: {
    parses: "مقروءة",
    issuer_signature: "توقيع المكتب",
    office_accredited: "المكتب معتمد",
    anchored: "مقيّدة في السجل",
    status: "ما زالت سارية",
    validity: "ضمن مدتها",
    holder_bound: "أبرزها صاحبها",
    request_bound: "ردًا على هذا الطلب",
    disclosures: "عُرضت دون تغيير",
    answered: "كل ما طُلب",
    person_compared: "قورن الشخص",
    data_fresh: "البيانات حديثة",
  },
  codes: {
    "parses.ok": { what: "الوثيقة مقروءة." },
    "parses.malformed": {
      what: "لا يمكن قراءة الوثيقة.",
      means: "إما أنها تالفة أو ليست من وثائقنا.",
      next: ASK_AGAIN,
    },
    "issuer_signature.ok": { what: ["وقّعها: {office}.", "وقّعها المكتب المذكور فيها."] },
    "issuer_signature.bad": {
      what: ["التوقيع ليس توقيع: {office}.", "التوقيع ليس توقيع المكتب المذكور فيها."],
      means: "الوثيقة غُيّرت أو زُوّرت.",
      next: DO_NOT_ACCEPT,
    },
    "issuer_signature.office_absent": {
      what: "لا يعرف السجل مكتبًا كهذا.",
      means: "لا تقف جهة معتمدة وراء هذه الوثيقة.",
      next: DO_NOT_ACCEPT,
    },
    "issuer_signature.key_absent": {
      what: ["ليس لدى «{office}» مفتاح كهذا.", "ليس لدى المكتب مفتاح كهذا."],
      means: "وقّع شخص آخر باسمه.",
      next: DO_NOT_ACCEPT,
    },
    "issuer_signature.office_unknown": {
      what: "نسختك من السجل لا تتضمن هذا المكتب.",
      means: "لا يمكن هنا فحص من وقّع.",
      next: UPDATE,
    },
    "issuer_signature.foreign_issuer": {
      what: "جهة الإصدار ليست مكتبًا في سجلك.",
      means: "لا يضمنها هنا أحد ممن تثق بهم.",
      next: "افحصها ببرنامج يعرف جهة الإصدار، أو استورد مرساة ثقة لها.",
    },
    "issuer_signature.by_anchor": {
      what: [
        "وقّعها: {office}؛ وتقود شهادته إلى «{anchor}» الذي تثق به.",
        "وقّعها مُصدِر تقود شهادته إلى من تثق به.",
      ],
      means: "ليس مكتبًا في السجل: أنت من يضمن هذا المُصدِر.",
      next: "انظر إلى من تثق بهم إن لم تكن متأكدًا منه.",
    },
    "issuer_signature.certificate_invalid": {
      what: "شهادة المُصدِر لا تصح.",
      means: "لم يثبت من وقّع.",
      next: DO_NOT_ACCEPT,
    },
    "issuer_signature.alarm": ALARM,
    "issuer_signature.not_checked": NOT_CHECKED,
    "office_accredited.ok": {
      what: ["كان «{office}» معتمدًا لهذا حين وقّع في {date}.", "كان المكتب معتمدًا لهذا حين وقّع."],
    },
    "office_accredited.office_absent": {
      what: "لا يعرف السجل مكتبًا كهذا.",
      means: "لم يكن معتمدًا قط.",
      next: DO_NOT_ACCEPT,
    },
    "office_accredited.office_withdrawn": {
      what: ["فقد «{office}» اعتماده في {date}، قبل أن يوقّع.", "فقد المكتب اعتماده قبل أن يوقّع."],
      means: "لم يعد يحق له إصدار الوثائق.",
      next: DO_NOT_ACCEPT,
    },
    "office_accredited.office_not_yet": {
      what: ["لم يكن «{office}» معتمدًا بعد في {date}.", "لم يكن المكتب معتمدًا بعد."],
      means: "لم يكن يحق له حينها إصدار الوثائق.",
      next: DO_NOT_ACCEPT,
    },
    "office_accredited.key_not_active": {
      what: ["لم يكن «{office}» يستعمل هذا المفتاح في {date}.", "لم يكن المكتب يستعمل هذا المفتاح حينها."],
      means: "لا يُعتدّ بما وُقّع به في ذلك الوقت.",
      next: SEND_AWAY,
    },
    "office_accredited.key_distrusted": {
      what: ["أُعلن أن هذا المفتاح من «{office}» غير آمن.", "أُعلن أن هذا المفتاح غير آمن."],
      means: "ربما وقّع به شخص آخر.",
      next: SEND_AWAY,
    },
    "office_accredited.type_absent": {
      what: "لا يعرف السجل هذا النوع من الوثائق.",
      means: "لا يحق لأي مكتب إصداره.",
      next: DO_NOT_ACCEPT,
    },
    "office_accredited.type_not_allowed": {
      what: ["لا يحق لـ«{office}» إصدار هذا: {type}.", "لا يحق للمكتب إصدار هذا النوع من الوثائق."],
      means: "صدرت الوثيقة دون حق.",
      next: DO_NOT_ACCEPT,
    },
    "office_accredited.office_unknown": {
      what: "نسختك من السجل لا تتضمن هذا المكتب.",
      means: "لا يمكن هنا فحص اعتماده.",
      next: UPDATE,
    },
    "office_accredited.type_unknown": {
      what: "نسختك من السجل لا تتضمن هذا النوع من الوثائق.",
      means: "لا يمكن هنا فحص حق المكتب في إصداره.",
      next: UPDATE,
    },
    "office_accredited.time_unknown": {
      what: "لا يُعرف هنا متى وقّع المكتب.",
      means: "لا يمكن فحص اعتماده في ذلك الوقت.",
      next: UPDATE,
    },
    "office_accredited.alarm": ALARM,
    "office_accredited.not_checked": NOT_CHECKED,
    "anchored.ok": { what: ["قُيّدت في السجل في {date}.", "مقيّدة في السجل."] },
    "anchored.absent": {
      what: "لا قيد لهذه الوثيقة في السجل.",
      means: "لم تصدر قط على الوجه الصحيح.",
      next: DO_NOT_ACCEPT,
    },
    "anchored.receipt_invalid": {
      what: "الإثبات المرافق للوثيقة لا يصح.",
      means: "إما أنه غُيّر أو يخص شيئًا آخر.",
      next: ASK_AGAIN,
    },
    "anchored.mismatch": {
      what: "تختلف الوثيقة عما قيّده السجل عنها.",
      means: "قيّد المكتب غير ما وقّعه.",
      next: SEND_AWAY,
    },
    "anchored.unknown": {
      what: "لا تصل نسختك من السجل إلى هذه الوثيقة.",
      means: "ربما صدرت منذ وقت قريب فقط.",
      next: UPDATE,
    },
    "anchored.alarm": ALARM,
    "anchored.not_checked": NOT_CHECKED,
    "status.ok": { what: "سارية، بحسب البيانات المستعملة هنا." },
    "status.revoked": {
      what: ["سحبها المكتب في {date} ({reason}).", "سحبها المكتب في {date}.", "سحبها المكتب."],
      means: "لم يعد يُعتدّ بها.",
      next: DO_NOT_ACCEPT,
    },
    "status.suspended": {
      what: ["أوقفها المكتب في {date} ({reason}).", "أوقفها المكتب في {date}.", "أوقفها المكتب."],
      means: "لا يُعتدّ بها حتى يرفع المكتب الإيقاف.",
      next: SEND_AWAY,
    },
    "status.replaced": {
      what: [
        "حلّت محلها وثيقة أحدث في {date} ({reason}).",
        "حلّت محلها وثيقة أحدث في {date}.",
        "حلّت محلها وثيقة أحدث.",
      ],
      means: "لم يعد يُعتدّ بهذه.",
      next: "اطلب الوثيقة الأحدث.",
    },
    "status.unknown": {
      what: "لا يُعرف هنا هل ما زالت سارية.",
      means: "تنقص نسختك من السجل قائمة المكتب.",
      next: UPDATE,
    },
    "status.not_kept": {
      what: "لا يحفظ المُصدِر قائمة بالوثائق المسحوبة.",
      means: "لا يُعرف هل سُحبت بعد ذلك.",
      next: "اسأل المُصدِر إن كان الأمر مهمًا.",
    },
    "status.alarm": ALARM,
    "status.not_checked": NOT_CHECKED,
    "validity.ok": { what: ["صالحة حتى {date}.", "ضمن مدتها."] },
    "validity.expired": {
      what: ["انتهت في {date}.", "انتهت مدتها."],
      means: "لم يعد يُعتدّ بها.",
      next: "اطلب وثيقة مجدَّدة.",
    },
    "validity.not_yet": {
      what: "لم يبدأ سريانها بعد.",
      means: "تبدأ مدتها لاحقًا، أو أن إحدى الساعات خاطئة.",
      next: "انظر إلى ساعة هذا الجهاز، ثم أعد الفحص.",
    },
    "validity.undated": {
      what: "لا يمكن قراءة تواريخها.",
      means: "لم يصدرها المكتب على الوجه الصحيح.",
      next: SEND_AWAY,
    },
    "validity.not_checked": NOT_CHECKED,
    "holder_bound.ok": { what: "أُبرزت بمفتاح صاحبها نفسه." },
    "holder_bound.missing": {
      what: "إثبات صاحبها ناقص.",
      means: "يمكن لأي شخص أن يكون قد أرسل هذه النسخة.",
      next: ASK_AGAIN,
    },
    "holder_bound.bad": {
      what: "إثبات صاحبها لا يصح.",
      means: "إما أنه غُيّر أو أعدّه شخص آخر.",
      next: DO_NOT_ACCEPT,
    },
    ...ON_PAPER.ar,
    "holder_bound.not_presented": {
      what: "لم يبرز أحد هذه الوثيقة، بل نُظر فيها فقط.",
      means: "لم يُفحص من يحملها.",
      next: "اطلب من صاحبها أن يبرزها.",
    },
    "holder_bound.not_checked": NOT_CHECKED,
    "request_bound.ok": { what: "أُعدّت ردًا على هذا الطلب وفي الوقت المناسب." },
    "request_bound.nonce": {
      what: "الرد يخص طلبًا آخر.",
      means: "ربما هو رد قديم أُعيد استعماله.",
      next: ASK_AGAIN,
    },
    "request_bound.audience": {
      what: "أُعدّ الرد لجهة أخرى.",
      means: "ربما يمرّره شخص ما.",
      next: DO_NOT_ACCEPT,
    },
    "request_bound.too_early": {
      what: "الرد أقدم من الطلب.",
      means: "إما أن إحدى الساعات خاطئة أو أنه أُعدّ سلفًا.",
      next: ASK_AGAIN,
    },
    "request_bound.too_late": {
      what: "يحمل الرد تاريخًا في المستقبل.",
      means: "إحدى الساعات خاطئة، هنا أو عند صاحب الوثيقة.",
      next: "انظر إلى الساعتين، ثم اطلب مرة أخرى.",
    },
    "request_bound.expired": {
      what: ["انتهى الطلب في {date}.", "انتهى الطلب."],
      means: "لم تعد الردود عليه تُقبل.",
      next: "أعدّ طلبًا جديدًا.",
    },
    "request_bound.no_request": {
      what: "لم يُطلب شيء، بل نُظر في الوثيقة فقط.",
      means: "لا يُعرف متى أُبرزت ولا لمن.",
      next: "أعدّ طلبًا ليُردّ عليه.",
    },
    "request_bound.not_checked": NOT_CHECKED,
    "disclosures.ok": { what: "كل ما عُرض هو كما وقّعه المكتب." },
    "disclosures.unfit": {
      what: "بعض ما عُرض ليس ما وقّعه المكتب.",
      means: "أُضيفت بيانات أو كُرّرت أو غُيّرت.",
      next: DO_NOT_ACCEPT,
    },
    "disclosures.not_checked": NOT_CHECKED,
    "answered.ok": { what: "أُعطي كل ما طلبته." },
    "answered.incomplete": {
      what: "لم يُعطَ كل ما طلبته.",
      means: "لا يكفي الرد لغرضك.",
      next: ASK_AGAIN,
    },
    "answered.unasked": {
      what: "أُعطيت وثيقة لم تطلبها.",
      means: "لا يوافق الرد الطلب.",
      next: ASK_AGAIN,
    },
    "answered.no_request": {
      what: "لم يُطلب شيء، بل نُظر في الوثيقة فقط.",
      next: "أعدّ طلبًا ليُردّ عليه.",
    },
    "answered.not_checked": NOT_CHECKED,
    "person_compared.ok": { what: "وجدت أنه الشخص نفسه." },
    "person_compared.different": {
      what: "وجدت أنه ليس الشخص نفسه.",
      means: "الوثيقة تخص شخصًا آخر.",
      next: DO_NOT_ACCEPT,
    },
    "person_compared.unsure": {
      what: "لم تتأكد أنه الشخص نفسه.",
      means: "يبقى مفتوحًا من يحمل الوثيقة.",
      next: "اسأل زميلًا، أو اطلب وثيقة أخرى.",
    },
    "person_compared.waiting": {
      what: "بقي أن تقارن الشخص.",
      means: "الوثيقة وحدها لا تقول من يحملها.",
      next: "قارن الصورة بالشخص.",
    },
    "data_fresh.ok": { what: ["عمر البيانات المستعملة: {age}.", "البيانات المستعملة حديثة بما يكفي."] },
    "data_fresh.stale": {
      what: ["البيانات المستعملة قديمة، وعمرها: {age}.", "البيانات المستعملة قديمة."],
      means: "لو سُحبت بعد ذلك لما ظهر هنا.",
      next: UPDATE,
    },
    "data_fresh.none": {
      what: "ليست على هذا الجهاز بيانات من السجل بعد.",
      means: "لا يمكن فحص شيء بالرجوع إلى السجل.",
      next: UPDATE,
    },
    "data_fresh.clock": {
      what: "بيانات السجل أحدث من ساعة هذا الجهاز.",
      means: "الساعة خاطئة، فلا يُعرف عمر البيانات.",
      next: "اضبط ساعة هذا الجهاز، ثم أعد الفحص.",
    },
    "data_fresh.type_unknown": {
      what: "لا يُعرف هنا كم يجب أن تكون البيانات حديثة.",
      means: "نسختك من السجل لا تتضمن هذا النوع من الوثائق.",
      next: UPDATE,
    },
    "data_fresh.alarm": ALARM,
    "data_fresh.not_checked": NOT_CHECKED,
  },
  notes: NOTES_AR,
  trust: TRUST_AR,
  reasons: {
    lost: "فقدان",
    stolen: "سرقة",
    error: "صدرت خطأً",
    fraud: "احتيال",
    "holder-request": "بطلب صاحبها",
    investigation: "قيد التحقيق",
    death: "وفاة صاحبها",
    court: "بأمر محكمة",
    law: "بحكم القانون",
    "lost-key": "فقدان مفتاح صاحبها",
    ended: "انتهاء",
    superseded: "حلّ غيرها محلها",
    correction: "تصحيح",
    renewal: "تجديد",
    transfer: "مالك جديد",
    step: "الخطوة التالية",
    "key-compromise": "مفتاح لم يعد آمنًا",
    "duty-ended": "انتهاء المهمة",
  },
};
