import type { Words } from "../../../language/sentences.ts";
import type { CodeWords, Family } from "../code.ts";

const NOT_USED = "إما أنه تالف أو غُيّر أو ليس ما يجب أن يكون؛ لم يُستعمل.";
const REFUSED = "لم يقيّده السجل، ولم يتغير شيء.";
const ASK_AGAIN = "اطلبه مرة أخرى.";
const CORRECT = "صحّحه، ثم أرسله مرة أخرى.";

const unreadable = (what: string): Words => ({ what, means: NOT_USED, next: ASK_AGAIN });
const refused = (what: string, next: string): Words => ({ what, means: REFUSED, next });

/** What is said of all codes that begin alike, in Arabic. */
export const FAMILIES_AR: CodeWords<Family> = {
  bytes: unreadable("ليس النص بالصيغة المتوقعة."),
  crypto: unreadable("لا يمكن استعمال مفتاح أو توقيع."),
  cbor: unreadable("ليست البايتات بصيغة CBOR المتوقعة."),
  cose: unreadable("إحدى الرسائل الموقّعة بصيغة CBOR لا تصح."),
  did: unreadable("لا يمكن قراءة اسم أحد المفاتيح."),
  mdoc: unreadable("لا يمكن قراءة الشهادة."),
  tags: unreadable("أحد الأسئلة عن علامة فريدة لا يصح."),
  json: unreadable("ليس النص بصيغة JSON المتوقعة."),
  jws: unreadable("إحدى الرسائل الموقّعة لا تصح."),
  kb: unreadable("إثبات صاحب الشهادة لا يصح."),
  merkle: unreadable("أحد إثباتات السجل لا يصح."),
  note: unreadable("لا يمكن قراءة مذكرة موقّعة من السجل."),
  checkpoint: unreadable("لا يمكن قراءة نقطة تحقق من السجل."),
  seal: unreadable("أحد أختام السجل لا يصح."),
  proof: unreadable("لا يمكن قراءة أحد إثباتات السجل."),
  statement: unreadable("إثبات ما يقوله السجل لا يصمد."),
  receipt: unreadable("أحد الإيصالات لا يصح."),
  epoch: unreadable("السلطات المذكورة لا توافق تاريخ السجل."),
  record: unreadable("لا يمكن قراءة سجل كتلة."),
  authorities: unreadable("لا يمكن قراءة قائمة سلطات."),
  trust: unreadable("لا يمكن قراءة بيان مكتب أو نوع."),
  status: unreadable("لا يمكن قراءة قائمة حالات من السجل."),
  status_list: unreadable("لا يمكن قراءة قائمة حالات."),
  ledger: unreadable("إحدى الكتل لا توافق السجل."),
  entry: unreadable("لا يمكن قراءة أحد قيود السجل."),
  sdjwt: unreadable("لا يمكن قراءة الشهادة."),
  vc: unreadable("ليست الشهادة معدّة كما تُعدّ شهادات هذا النوع."),
  type_metadata: unreadable("لا يمكن قراءة وصف نوع من الشهادات."),
  tag: {
    what: "لا يمكن تكوين علامة فريدة من هذا الرقم.",
    means: "إما أنه فارغ أو طويل جدًا أو يُقرأ بطريقتين.",
    next: "اكتب الرقم كما هو في السجل تمامًا.",
  },

  body: refused("في القيد نقص أو صيغة خاطئة.", CORRECT),
  block: refused("لا تُرسل كتلة على أنها قيد.", "أرسل القيود نفسها."),
  registry: refused("بدأ السجل بغير هذا.", "انظر هل هذا هو السجل الصحيح."),
  rules: refused("لا يسير السجل بهذه القواعد.", "ثبّت أحدث إصدار."),
  quorum: refused("عدد الموقّعين أقل أو أكثر مما يناسب السلطات الموجودة.", CORRECT),
  authority: refused("ليست السلطة كما يحتاج إليها هذا القيد.", "انظر إلى قائمة السلطات."),
  key: refused("أحد المفاتيح غير صالح أو مستعمل بالفعل.", "أنشئ مفتاحًا جديدًا وأرسله."),
  office: refused("ليس المكتب كما يحتاج إليه هذا القيد.", "انظر إلى بيان المكتب."),
  right: refused("الحق الذي يُغيَّر غير موجود، أو يتداخل مع غيره.", CORRECT),
  span: refused("أحد التواريخ يبدأ أو ينتهي بعد ما يجوز.", CORRECT),
  type: refused("ليس نوع الشهادة كما يحتاج إليه هذا القيد.", "انظر إلى الأنواع الموجودة."),
  deposit: refused("هذه الوثيقة مودعة بالفعل.", "لا حاجة إلى شيء آخر."),
  retag: refused("العلامات الفريدة الجديدة غير كاملة أو ليست من حافظها.", CORRECT),
};
