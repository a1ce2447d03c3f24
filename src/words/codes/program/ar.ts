import type { Words } from "../../../language/sentences.ts";
import type { CodeWords, ProgramCode } from "../code.ts";

const NOTHING_CHANGED = "لم يتغير شيء.";
const TRY_AGAIN = "حاول مرة أخرى.";
const REPORT = "إن تكرر ذلك فأبلغ عنه مع الرمز.";
const DISK = "ملف محفظتك على هذا الجهاز";
const NOT_KEPT = "لم يُحفظ ما فعلته للتو.";
const LEFT = "تُرك كما هو.";
const OTHER_FILE = "اختر ملفًا آخر.";
const OTHER = "اختر غيرها.";

const DAMAGED: Words = {
  what: `${DISK} تالف.`,
  means: "غيّره شيء من الخارج، أو أن القرص يتعطل.",
  next: "لا تحذفه. افتح نسخة احتياطية، أو اطلب المساعدة مع ذكر هذا الرمز.",
};

/** What the program itself, its wallets and the person's own files may answer, in Arabic. */
export const PROGRAM_AR: CodeWords<ProgramCode> = {
  "call.failed": { what: "حدث خلل في البرنامج.", means: NOTHING_CHANGED, next: `${TRY_AGAIN} ${REPORT}` },
  "call.arguments": {
    what: "لا يمكن استعمال ما أُدخل هكذا.",
    means: NOTHING_CHANGED,
    next: "انظر إلى ما أدخلته، وحاول مرة أخرى.",
  },
  "call.unknown": {
    what: "لا يعرف البرنامج كيف يفعل هذا.",
    means: "ربما كانت أجزاؤه من إصدارات مختلفة.",
    next: "أغلق البرنامج ثم شغّله من جديد.",
  },
  "call.locked": { what: "محفظتك مقفلة.", means: NOTHING_CHANGED, next: "افتح قفلها، ثم حاول مرة أخرى." },
  "call.sender": {
    what: "لم يأتِ السؤال من نافذة البرنامج نفسها.",
    means: "لم يُنظر فيه.",
    next: "أغلق البرنامج ثم شغّله من جديد.",
  },
  "call.too_large": { what: "هذا كثير دفعة واحدة.", means: NOTHING_CHANGED, next: "حاول بشيء أصغر." },

  "database.corrupt": DAMAGED,
  "database.failed": {
    what: `تعذّر استعمال ${DISK}.`,
    means: NOTHING_CHANGED,
    next: `${TRY_AGAIN} ${REPORT}`,
  },
  "database.foreign": { what: "هذا الملف ليس محفظة لهذا البرنامج.", means: LEFT, next: OTHER_FILE },
  "database.missing": {
    what: `${DISK} غير موجود.`,
    means: "نُقل أو حُذف.",
    next: "أعده إلى مكانه، أو افتح نسخة احتياطية.",
  },
  "database.full": {
    what: "القرص ممتلئ.",
    means: NOT_KEPT,
    next: "أفسح مكانًا على القرص، ثم حاول مرة أخرى.",
  },
  "database.io": {
    what: "لم يقرأ القرص أو لم يكتب.",
    means: NOT_KEPT,
    next: "انظر هل القرص متصل وسليم، ثم حاول مرة أخرى.",
  },
  "database.locked": {
    what: `يستعمل برنامج آخر ${DISK}.`,
    means: NOTHING_CHANGED,
    next: "أغلق البرنامج الآخر، ثم حاول مرة أخرى.",
  },
  "database.newer": {
    what: "استُعملت هذه المحفظة آخر مرة بإصدار أحدث من البرنامج.",
    means: "يتركها هذا الإصدار كما هي.",
    next: "ثبّت الإصدار الأحدث.",
  },
  "database.read_only": {
    what: `لا تُسمح الكتابة في ${DISK}.`,
    means: NOT_KEPT,
    next: "امنح نفسك حق الكتابة في مجلده، ثم حاول مرة أخرى.",
  },

  "vault.wrong_passphrase": {
    what: "ليست هذه عبارة المرور.",
    means: "تبقى محفظتك مقفلة.",
    next: "انظر إلى حالة الأحرف ولغة لوحة المفاتيح، وحاول مرة أخرى.",
  },
  "vault.wait": {
    what: "أُدخلت عبارات مرور خاطئة عدة مرات.",
    means: "لا تُقبل التالية إلا بعد حين، كي لا يجرّب أحد الكثير منها.",
    next: "انتظر حتى ينقضي الوقت، ثم حاول مرة أخرى.",
  },
  "vault.busy": {
    what: "تُفتح المحفظة الآن.",
    means: "لا تُجرَّب إلا عبارة مرور واحدة في كل مرة.",
    next: "انتظر لحظة.",
  },
  "vault.passphrase": {
    what: "لا تصلح هذه عبارةَ مرور.",
    means: "إما أنها فارغة أو طويلة جدًا أو فيها أحرف لا تُكتب في كل مكان.",
    next: OTHER,
  },
  "vault.kdf_failed": {
    what: "تعذّرت معالجة عبارة المرور.",
    means: "الذاكرة المتاحة على هذا الجهاز قليلة جدًا.",
    next: "أغلق برامج أخرى، ثم حاول مرة أخرى.",
  },
  "vault.kdf_params": {
    what: "يتطلب ملف المحفظة قدرًا غير معقول من العمل.",
    means: "ربما غيّره شخص ما.",
    next: "لا تستعمل هذا الملف. افتح نسخة احتياطية.",
  },
  "vault.damaged": DAMAGED,
  "vault.tampered": {
    what: `${DISK} ليس كما تركه البرنامج.`,
    means: "أعاد شخص ما شيئًا إليه أو أخرج منه شيئًا أو غيّره.",
    next: "لا تثق به. افتح نسخة احتياطية، أو اطلب المساعدة مع ذكر هذا الرمز.",
  },
  "vault.too_large": { what: "هذا أكبر من أن يُحفظ.", means: NOTHING_CHANGED, next: "حاول بشيء أصغر." },

  "wallet.exists": {
    what: "توجد محفظة هنا بالفعل.",
    means: "تُركت كما هي.",
    next: "افتحها، أو أنشئ الجديدة في مكان آخر.",
  },
  "wallet.none": {
    what: "لا توجد محفظة هنا بعد.",
    means: NOTHING_CHANGED,
    next: "أنشئ محفظة جديدة، أو افتح غيرها.",
  },
  "wallet.passphrase_again": {
    what: "يحتاج هذا إلى عبارة مرورك مرة أخرى.",
    means: "تُطلب كل مرة. لم يحدث شيء.",
    next: "افعله مرة أخرى وأدخل عبارة المرور حين تُطلب.",
  },
  "wallet.weak_passphrase": {
    what: "عبارة المرور قصيرة جدًا.",
    means: "قد يخمّنها من يحصل على الملف.",
    next: "اختر ثمانية أحرف على الأقل، والأفضل أربع أو خمس كلمات.",
  },

  "app.unknown_profile": { what: "لم تعد هذه المحفظة موجودة.", means: "نُقل مجلدها أو حُذف.", next: OTHER },
  "app.not_open": { what: "هذه المحفظة غير مفتوحة.", means: NOTHING_CHANGED, next: "افتحها أولًا." },
  "app.in_use": {
    what: "هذه المحفظة مفتوحة في نافذة أخرى من البرنامج.",
    means: "لا تُستعمل المحفظة إلا في مكان واحد في كل مرة.",
    next: "أغلقها هناك أولًا.",
  },
  "app.root": {
    what: "يعمل البرنامج بصلاحيات المدير.",
    means: "لن تكون محفظة حقيقية محمية من برامج أخرى.",
    next: "شغّله كمستخدم عادي. يمكن تجربة المثال كما هو.",
  },
  "app.too_many": {
    what: "على هذا الجهاز محافظ كثيرة جدًا.",
    means: "لم تُنشأ محفظة أخرى.",
    next: "احذف واحدة لم تعد تحتاج إليها.",
  },
  "app.sample_runs": {
    what: "المثال يعمل بالفعل.",
    means: NOTHING_CHANGED,
    next: "استعمله، أو أنهِه أولًا.",
  },
  "app.sample_failed": {
    what: "تعذّر إعداد المثال.",
    means: "لم تُمسّ محافظك.",
    next: `انظر هل في القرص مكان، ثم حاول مرة أخرى. ${REPORT}`,
  },
  "app.no_sample": { what: "لا يوجد مثال يعمل.", means: NOTHING_CHANGED, next: "ابدأه أولًا." },
  "app.cancelled": { what: "أنت أوقفته.", means: NOTHING_CHANGED, next: "ابدأ من جديد متى شئت." },
  "app.preferences_not_kept": {
    what: "تعذّرت كتابة اختيارك على القرص.",
    means: "يبقى ساريًا حتى تغلق البرنامج.",
    next: "انظر هل القرص ممتلئ أو محمي من الكتابة.",
  },

  "carrier.not_part": {
    what: "هذه الرموز ليست رسالة من هذا البرنامج.",
    means: "قد تكون من برنامج آخر، أو لم تكن الصورة واضحة. لم يُفتح شيء.",
    next: "ثبّت الرمز أمام الكاميرا، أو مرّر الرسالة كملف.",
  },
  "carrier.not_text": {
    what: "ما حملته الرموز ليس نصًا.",
    means: "ليس رسالة من هذا البرنامج. لم يُفتح شيء.",
    next: "اطلب الرسالة كملف.",
  },
  "carrier.too_long": {
    what: "الرسالة أطول من أن تُنقل برموز متتابعة.",
    means: "لن يستطيع أحد إبقاءها أمام الكاميرا كل هذا الوقت.",
    next: "احفظها كملف.",
  },

  "host.too_large": {
    what: "الملف كبير جدًا.",
    means: "حد الرسائل 1 ميغابايت، وحد الصور 8 ميغابايت. لم يُفتح.",
    next: OTHER_FILE,
  },
  "host.not_text": {
    what: "هذا الملف ليس رسالة لهذا البرنامج.",
    means: "ليس ما فيه نصًا. لم يُفتح.",
    next: OTHER_FILE,
  },
  "host.not_image": {
    what: "هذا الملف ليس صورة.",
    means: "لا تُقرأ إلا صور PNG وJPEG.",
    next: OTHER_FILE,
  },
  "host.not_read": {
    what: "تعذّرت قراءة الملف.",
    means: "إما أنه نُقل أو لا يحق لك قراءته.",
    next: "اختره مرة أخرى.",
  },
  "host.not_saved": { what: "تعذّر حفظ الملف.", means: "لم يُكتب شيء.", next: "اختر مكانًا آخر." },
  "host.not_copied": {
    what: "تعذّر نسخ النص.",
    means: "في الحافظة ما كان فيها من قبل.",
    next: "احفظه كملف أو اعرضه كرمز.",
  },
  "host.link_refused": {
    what: "يؤدي هذا الرابط إلى مكان لا يعرفه البرنامج.",
    means: "لم يُفتح.",
    next: "إن كنت تثق به فاكتبه بنفسك في متصفحك.",
  },
  "host.link_failed": {
    what: "لم يُفتح متصفحك.",
    means: "لم يُتبع الرابط.",
    next: "افتح متصفحك واكتب الرابط.",
  },
};
