import type { PresentationWords } from "./table.ts";

const ASK_AGAIN = "اطلب من صاحبها أن يبرزها مرة أخرى.";
const NEW_REQUEST = "اطلب طلبًا جديدًا.";
const MAKE_NEW = "أعدّ طلبًا جديدًا.";
const DO_NOT_ANSWER = "لا تردّ عليه.";
const ONLY_IF_KNOWN = "لا تردّ إلا إذا كنت تعرف من سلّمك إياه وتثق به.";
const UPDATE_FIRST = "حدّث نسختك من السجل أولًا.";
const ASK_WHY = "اسأل المكتب لمَ يحتاج إلى هذا.";
const PRETENDING = "ربما ينتحل شخص ما صفته.";

export const AR: PresentationWords = {
  askers: {
    "asker.ok": { what: ["السائل: {office}، وهو معتمد في السجل.", "السائل مكتب معتمد."] },
    "asker.anchor": {
      what: ["السائل هو {office}.", "السائل يحمل شهادة رقمية."],
      means: "شهادته الرقمية تقود إلى شهادة تثق بها.",
    },
    "asker.certificate_unknown": {
      what: ["يقول السائل إنه {office}.", "السائل غير معروف."],
      means: "لديه شهادة رقمية، لكنها ليست من أحد تثق به.",
      next: "لا تردّ إلا إذا كنت تعرف من أرسلك إلى هنا وتثق به.",
    },
    "asker.did": {
      what: "السائل غير معروف.",
      means: "لا يثبت إلا أنه يملك مفتاحه. لا أحد يضمنه.",
      next: "لا تردّ إلا إذا كنت تعرف من أرسلك إلى هنا وتثق به.",
    },
    "asker.unsigned": {
      what: "لم يوقّع أحد هذا الطلب.",
      means: "قد يكون أي شخص قد أعدّه. لا يُعرف إلا إلى أين يذهب الرد.",
      next: "لا تردّ إلا إذا كنت تعرف من أرسلك إلى هنا وتثق به.",
    },
    "asker.certificate": {
      what: "شهادة السائل الرقمية غير سارية.",
      means: "انتهت، أو لا يمكن قراءتها، أو سلسلتها مكسورة.",
      next: "لا تردّ. اطلب طلبًا جديدًا.",
    },
    "asker.client_mismatch": {
      what: "الطلب ليس ممن يدّعي أنه منه.",
      means: "اسمه ومفتاحه، أو المكان الذي يذهب إليه الرد، لا يتوافقان.",
      next: "لا تردّ.",
    },
    "asker.not_of_registry": {
      what: "لا يُعرف من يسأل.",
      means: "لا يذكر الطلب أحدًا يعتمده السجل.",
      next: DO_NOT_ANSWER,
    },
    "asker.other_registry": {
      what: "السائل تابع لسجل آخر.",
      means: "لا يمكن هنا فحص اعتماده هناك.",
      next: ONLY_IF_KNOWN,
    },
    "asker.no_data": {
      what: "ليست على هذا الجهاز بيانات من السجل بعد.",
      means: "لا يمكن فحص من يسأل.",
      next: UPDATE_FIRST,
    },
    "asker.alarm": {
      what: "في نسختك من السجل إنذار لم يُحسم.",
      means: "لا يمكن فحص من يسأل حتى يُحسم.",
      next: "افتح شاشة السجل وانظر في الإنذار.",
    },
    "asker.office_unknown": {
      what: "نسختك من السجل لا تتضمن السائل.",
      means: "لا يمكن هنا فحص اعتماده.",
      next: UPDATE_FIRST,
    },
    "asker.office_absent": {
      what: "لا يعرف السجل أحدًا بهذا الاسم.",
      means: "السائل غير معتمد.",
      next: "لا تردّ إلا إذا كنت تعرف من يسأل.",
    },
    "asker.office_withdrawn": {
      what: ["لم يعد «{office}» معتمدًا.", "لم يعد المكتب السائل معتمدًا."],
      means: "لم يعد يحق له أن يسأل.",
      next: DO_NOT_ANSWER,
    },
    "asker.key_absent": {
      what: "لم يوقّع الطلبَ المكتبُ المذكور فيه.",
      means: PRETENDING,
      next: DO_NOT_ANSWER,
    },
    "asker.key_not_active": {
      what: ["وقّع «{office}» بمفتاح غير مستعمل اليوم.", "وقّع المكتب بمفتاح غير مستعمل اليوم."],
      means: "ربما كان الطلب قديمًا.",
      next: NEW_REQUEST,
    },
    "asker.key_distrusted": {
      what: "وُقّع الطلب بمفتاح أُعلن أنه غير آمن.",
      means: PRETENDING,
      next: DO_NOT_ANSWER,
    },
    "asker.signature": {
      what: "غُيّر الطلب بعد توقيعه.",
      means: "ليس ما كتبه السائل.",
      next: DO_NOT_ANSWER,
    },
    "asker.purpose_absent": {
      what: ["«{office}» غير معتمد لهذا الغرض.", "المكتب غير معتمد لهذا الغرض."],
      means: "لا يحق له أن يسأل عنه.",
      next: ASK_WHY,
    },
    "asker.purpose_not_active": {
      what: ["«{office}» غير معتمد اليوم لهذا الغرض.", "المكتب غير معتمد اليوم لهذا الغرض."],
      means: "لا يحق له أن يسأل عنه الآن.",
      next: ASK_WHY,
    },
    "asker.expired": { what: "انتهى الطلب.", means: "لن يُقبل رد عليه.", next: NEW_REQUEST },
    "asker.not_yet": {
      what: "يحمل الطلب تاريخًا في المستقبل.",
      means: "إحدى الساعات خاطئة، هنا أو عند السائل.",
      next: "انظر إلى ساعة هذا الجهاز.",
    },
  },
  overAsked: {
    what: "يُطلب أكثر مما يحق لهذا المكتب أن يسأل عنه لهذا الغرض.",
    means: "لا حق له فيما وُضعت عليه علامة.",
    next: "أعطِ ما تريد إعطاءه فقط، أو لا تردّ.",
  },
  problems: {
    "presentation.too_large": { what: "الرسالة كبيرة جدًا.", next: "اطلبها مرة أخرى." },
    "presentation.request_syntax": { what: "لا يمكن قراءة الطلب.", next: NEW_REQUEST },
    "presentation.request_header": { what: "الطلب غير موقّع كما يجب.", next: NEW_REQUEST },
    "presentation.request_member": { what: "في الطلب نقص أو خطأ.", next: NEW_REQUEST },
    "presentation.request_window": {
      what: "مدة الطلب أطول مما يجوز، أو أنه ينتهي قبل أن يبدأ.",
      next: NEW_REQUEST,
    },
    "presentation.unsupported": {
      what: "يريد الطلب ردًا بصيغة لا يعرفها هذا البرنامج.",
      next: "اطلب نوعًا آخر من الطلبات.",
    },
    "presentation.transaction_data": {
      what: "يريد الطلب أن تأذن بمعاملة، وهذا البرنامج لا يفعل ذلك.",
      next: DO_NOT_ANSWER,
    },
    "presentation.query": { what: "لا يمكن قراءة ما يُسأل عنه.", next: NEW_REQUEST },
    "presentation.query_too_large": { what: "يسأل الطلب عن الكثير دفعة واحدة.", next: "اطلب طلبًا أصغر." },
    "presentation.link": {
      what: "هذا الرابط ليس طلبًا لوثائقك.",
      means: "قد يكون لغرض آخر أو ناقصًا.",
      next: NEW_REQUEST,
    },
    "presentation.client_id": {
      what: "يسمّي الطلب السائلَ بطريقة لا يقبلها هذا البرنامج.",
      next: "اطلب نوعًا آخر من الطلبات.",
    },
    "presentation.address": {
      what: "يذكر الطلب عنوانًا غير آمن.",
      means: "لا تُفتح إلا العناوين المحمية (https).",
      next: NEW_REQUEST,
    },
    "presentation.private_address": {
      what: "يقود الطلب إلى شبكة خاصة.",
      means: "لا شأن لطلب من الخارج بها، فلم يُفتح.",
      next: "لا تردّ. اسأل من أرسله.",
    },
    "presentation.redirect": {
      what: "السائل يحيل إلى عنوان آخر.",
      means: "لا يُتّبع ذلك، إذ لا يرى أحد أين ينتهي.",
      next: "أخبر السائل بالرمز.",
    },
    "presentation.offline": {
      what: "لا توجد شبكة.",
      means: "لا يمكن الوصول إلى السائل.",
      next: "اتصل بالشبكة ثم حاول من جديد.",
    },
    "presentation.unreachable": {
      what: "لا يمكن الوصول إلى السائل.",
      means: "قد يكون الطلب انتهى، أو أن السائل غير متاح الآن.",
      next: "حاول لاحقًا، أو اطلب طلبًا جديدًا.",
    },
    "presentation.not_taken": {
      what: "لم يقبل السائل الرد.",
      means: "قد يكون وصل إليه. وقد يكون الطلب انتهى أو أُجيب عنه من قبل.",
      next: NEW_REQUEST,
    },
    "presentation.response": { what: "لا يمكن قراءة الرد.", next: ASK_AGAIN },
    "presentation.declined": { what: "اختار صاحبها ألا يردّ." },
    "presentation.not_asked": { what: "في الرد وثيقة لم يسأل عنها أحد.", next: "اختر من جديد." },
    "presentation.incomplete": {
      what: "سينقص الردَّ شيءٌ مما سُئل عنه.",
      next: "اختر من جديد، أو لا تردّ.",
    },
    "presentation.beyond_request": { what: "سيُظهر الرد أكثر مما سُئل عنه.", next: "اختر من جديد." },
    "presentation.encryption": { what: "الرد غير مشفَّر لهذا الطلب.", next: ASK_AGAIN },
    "presentation.decryption": {
      what: "لا يمكن فتح الرد.",
      means: "إما أنه غُيّر في الطريق أو هو لشخص آخر.",
      next: ASK_AGAIN,
    },
    "presentation.key": { what: "ليس في الطلب مفتاح صالح للتشفير.", next: NEW_REQUEST },
    "presentation.unknown_request": {
      what: "ليس لديك طلب مفتوح يردّ عليه هذا.",
      means: "ربما كان لشخص آخر.",
      next: MAKE_NEW,
    },
    "presentation.replayed": {
      what: "سبق الرد على هذا الطلب.",
      means: "لا يُعتدّ بالرد إلا مرة واحدة.",
      next: MAKE_NEW,
    },
    "presentation.closed": {
      what: "أُغلقت معاملة هذا الطلب عند الشباك.",
      means: "لم تعد الردود عليه تُقبل.",
      next: MAKE_NEW,
    },
    "presentation.expired": { what: "انتهى الطلب.", means: "لم تعد الردود عليه تُقبل.", next: MAKE_NEW },
  },
};
