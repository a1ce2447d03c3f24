import type { CodeWords } from "../code.ts";
import type { MACHINE_EN } from "./en.ts";

const TRY_AGAIN = "حاول مرة أخرى.";
const REPORT = "إن تكرر ذلك فأبلغ عنه مع الرمز.";
const NOTHING_CHANGED = "لم يتغير شيء.";
const STOPS = "لا تواصل العقدة عملها هكذا.";
const THROWN_AWAY = "أُهمل.";

/** What files, folders, the network and a node of a registry may answer to who runs them, in Arabic. */
export const MACHINE_AR: CodeWords<keyof typeof MACHINE_EN> = {
  "file.missing": { what: "لا يوجد ملف أو مجلد كهذا.", means: NOTHING_CHANGED, next: "انظر إلى اسمه ومكانه." },
  "file.exists": { what: "يوجد ملف بهذا الاسم بالفعل.", means: "تُرك كما هو.", next: "اختر اسمًا آخر." },
  "file.too_large": { what: "الملف كبير جدًا.", means: "لم يُفتح.", next: "اختر ملفًا آخر." },
  "file.full": {
    what: "القرص ممتلئ.",
    means: "لم يُكتب شيء.",
    next: "أفسح مكانًا على القرص، ثم حاول مرة أخرى.",
  },
  "file.denied": {
    what: "لا يحق لك قراءة هذا الملف أو الكتابة فيه.",
    means: NOTHING_CHANGED,
    next: "امنح نفسك هذا الحق، أو اختر مكانًا آخر.",
  },
  "file.not_a_file": { what: "ليس هذا ملفًا عاديًا.", means: "لم يُفتح.", next: "اختر ملفًا آخر." },
  "file.failed": { what: "تعذّرت قراءة الملف أو كتابته.", means: NOTHING_CHANGED, next: TRY_AGAIN },
  "folder.in_use": {
    what: "يستعمل برنامج آخر هذا المجلد.",
    means: "اثنان معًا يضران بما فيه.",
    next: "أغلق البرنامج الآخر، ثم حاول مرة أخرى.",
  },
  "folder.unusable": {
    what: "لا يمكن استعمال هذا المجلد.",
    means: "إما أنه غير موجود أو لا يحق لك الكتابة فيه.",
    next: "اختر مجلدًا آخر.",
  },

  "http.url": {
    what: "لا يصلح هذا عنوانًا.",
    means: "لا تُقبل إلا عناوين https، وhttp على هذا الجهاز.",
    next: "انظر إلى العنوان.",
  },
  "http.offline": { what: "لا توجد شبكة.", means: NOTHING_CHANGED, next: "اتصل بالشبكة، ثم حاول مرة أخرى." },
  "http.private_address": {
    what: "يؤدي هذا العنوان إلى شبكة خاصة.",
    means: "لم يُتصل به.",
    next: "استعمل العنوان العام.",
  },
  "http.unreachable": {
    what: "لا يجيب أحد على هذا العنوان.",
    means: NOTHING_CHANGED,
    next: "انظر إلى العنوان والشبكة، ثم حاول مرة أخرى.",
  },
  "http.tls": {
    what: "لا يستطيع الطرف الآخر أن يثبت أن العنوان له.",
    means: "لم يجرِ معه اتصال.",
    next: "اسأل من يشغّله.",
  },
  "http.timeout": { what: "تأخر الطرف الآخر كثيرًا.", means: NOTHING_CHANGED, next: TRY_AGAIN },
  "http.cancelled": { what: "سُحب السؤال.", means: NOTHING_CHANGED, next: TRY_AGAIN },
  "http.redirect": {
    what: "يحيلنا الطرف الآخر إلى مكان آخر.",
    means: "لم نذهب إليه.",
    next: "اسأل من يشغّله عن عنوانه الجديد.",
  },
  "http.status": {
    what: "رفض الطرف الآخر.",
    means: NOTHING_CHANGED,
    next: "انظر هل العنوان صحيح، ثم حاول مرة أخرى.",
  },
  "http.too_large": {
    what: "أرسل الطرف الآخر أكثر بكثير مما ينبغي.",
    means: THROWN_AWAY,
    next: "استعمل مصدرًا آخر.",
  },
  "http.body": { what: "أرسل الطرف الآخر شيئًا لا يُقرأ.", means: THROWN_AWAY, next: TRY_AGAIN },
  "http.listen": {
    what: "لا يمكن الوصول إلى هذا البرنامج على العنوان والمنفذ المعطَيين.",
    means: "ربما يستعملهما برنامج آخر.",
    next: "اختر منفذًا آخر.",
  },
  http: { what: "رفض الطرف الآخر.", means: NOTHING_CHANGED, next: REPORT },
  network: { what: "استُعملت الشبكة حيث لا يجوز.", means: "مُنع ذلك.", next: REPORT },

  "registry.config": {
    what: "لا يمكن قراءة الإعدادات في هذا المجلد.",
    means: STOPS,
    next: "صحّحها، أو خذها من نسخة احتياطية.",
  },
  "registry.exists": { what: "يوجد سجل هنا بالفعل.", means: "تُرك كما هو.", next: "اختر مجلدًا آخر." },
  "registry.missing": {
    what: "لا يوجد سجل هنا.",
    means: NOTHING_CHANGED,
    next: "انظر إلى اسم المجلد، أو أسّس سجلًا أولًا.",
  },
  "registry.authorities": {
    what: "لا يمكن لهذه السلطات أن تؤسس سجلًا.",
    means: "لاثنتين منها المعرّف نفسه، أو أن عددها كبير جدًا.",
    next: "اذكر سلطات مختلفة عددها من 1 إلى 15.",
  },
  "registry.genesis": {
    what: "لا يبدأ سجل هكذا.",
    means: "لن تقبل أي عقدة قيده الأول.",
    next: "انظر إلى الاسم والأصل والنصاب.",
  },
  "registry.key": {
    what: "لا يمكن قراءة المفتاح في هذا المجلد.",
    means: STOPS,
    next: "خذه من نسخة احتياطية.",
  },
  "registry.key_mode": {
    what: "يمكن لآخرين على هذا الجهاز قراءة المفتاح في هذا المجلد.",
    means: "لا يُستعمل هكذا.",
    next: "اجعل قراءة الملف لمالكه وحده (الوضع 600).",
  },
  "registry.foreign_key": {
    what: "لا يذكر السجل هذا المفتاح لمن يحمله.",
    means: "لن يُعتدّ بما يوقّعه.",
    next: "انظر هل هذا هو المجلد الصحيح، وهل للسلطة مفتاح أحدث.",
  },
  "registry.foreign": {
    what: "هذا يخص سجلًا آخر.",
    means: "لم يُؤخذ منه شيء.",
    next: "انظر إلى معرّف السجل.",
  },
  "registry.busy": {
    what: "لا يقبل السجل المزيد في هذه اللحظة.",
    means: "كثير ينتظر الختم.",
    next: "حاول لاحقًا.",
  },
  "registry.store": {
    what: "لا يستطيع السجل الكتابة على قرصه.",
    means: "لم يُقيَّد شيء.",
    next: "انظر إلى قرص العقدة.",
  },
  "registry.answer": { what: "لا يمكن قراءة جواب العقدة.", means: THROWN_AWAY, next: TRY_AGAIN },
  "registry.not_alone": {
    what: "لا تقرر سلطة واحدة هذا وحدها.",
    means: "لم يُرسل شيء.",
    next: "اطلب أن يوقّعه نصاب من السلطات.",
  },
  "registry.upstream": {
    what: "لا تجيب العقدة التي يُراد نسخها.",
    means: NOTHING_CHANGED,
    next: "انظر إلى عنوانها وإلى الشبكة.",
  },
  "registry.closed": { what: "العقدة قيد الإغلاق.", means: "لم يُقبل شيء.", next: "شغّلها من جديد." },
  "registry.moved": {
    what: "انتقل السجل إلى شبكة من العقد.",
    means: "تعرض هذه العقدة ما خُتم من قبل ولا تقبل شيئًا.",
    next: "استعمل عقدة إحدى سلطاته.",
  },
  "registry.immovable": {
    what: "لا يمكن نقل السجل من هنا.",
    means: "مجلد أحد الموقّعين في مكان آخر، أو فيه تاريخ غير تاريخ العقدة.",
    next: "اجمع المجلدات كلها، وافحص نسخ الموقّعين أولًا.",
  },
  "registry.stopped": {
    what: "توقفت العقدة عن الختم نهائيًا.",
    means: "لا تقبل شيئًا حتى يُصلح خللها.",
    next: "اقرأ السبب في تقريرها.",
  },
  registry: { what: "يرفض السجل بدايته نفسها.", means: NOTHING_CHANGED, next: REPORT },
  mirror: { what: "لا يمكن قراءة ما أُرسل ليُوقَّع معه.", means: "لم يُوقَّع.", next: REPORT },
  "engine.proposal": {
    what: "لم تعد الكتلة التي تنتظر الختم توافق السجل.",
    means: STOPS,
    next: "اطلب المساعدة مع ذكر هذا الرمز، ولا تحذف شيئًا.",
  },
  "engine.refused": {
    what: "رفضت سلطات كثيرة الكتلة التالية حتى لا يمكن ختمها أبدًا.",
    means: STOPS,
    next: "اسأل السلطات أي قاعدة تخالف.",
  },
  "engine.rollback": {
    what: "ختمت السلطات أكثر مما لدى هذه العقدة.",
    means: "أُعيدت إلى حال أقدم.",
    next: "لا تشغّلها. أعد أحدث حال، أو ابنها من مرآة.",
  },
  comet: {
    what: "لا تعمل العقدة مع البرنامج الذي يصل بين السلطات.",
    means: "لا يُختم شيء حتى ذلك الحين، فلا يُختم خطأ.",
    next: "اطلب المساعدة مع ذكر هذا الرمز، ولا تحذف شيئًا.",
  },
  bundle: {
    what: "لا يمكن استعمال هذه الحزمة.",
    means: "إما أنها تالفة أو فارغة أو من سجل آخر أو ينقصها ما تحتاج إليه هذه المحفظة.",
    next: "اطلب حزمة جديدة معدّة لهذا النوع من المحافظ.",
  },
  vci: {
    what: "تعذّر جلب الشهادة من مُصدِرها.",
    means: "لم يُحفظ شيء.",
    next: "اطلب من المُصدِر عرضًا جديدًا؛ وإن تكرر ذلك فأبلغ عنه مع الرمز.",
  },
  log: { what: "السجل على هذا القرص تالف.", means: "لا يُعتمد على ما فيه.", next: "ابنه من جديد من مرآة." },
  vault: { what: "لم تستطع المحفظة فعل هذا.", means: NOTHING_CHANGED, next: REPORT },
  activity: { what: "تعذّر تدوين قائمة النشاط.", means: NOTHING_CHANGED, next: REPORT },
  follow: { what: "تعذّرت متابعة السجل.", means: NOTHING_CHANGED, next: REPORT },
  host: { what: "لم تستطع النافذة فعل هذا.", means: NOTHING_CHANGED, next: REPORT },
  demo: { what: "لم يجرِ العرض كما يجب.", means: "لم يُمسّ شيء مما يخصك.", next: REPORT },
  bench: {
    what: "تعذّر قياس هذا.",
    means: "لا يُعتدّ بأي رقم من هذه الجولة.",
    next: "انظر إلى الأسماء المعطاة، وهل ثُبّت كل شيء (npm ci).",
  },
};
