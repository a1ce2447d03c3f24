import type { CodeWords } from "../code.ts";
import type { COMMAND_LINE_EN } from "./en.ts";

const NOTHING_DONE = "لم يُفعل شيء.";
const RIGHT_FILE = "انظر هل هو الملف الصحيح.";

/** Codes of the command line itself, and those of which it says something else than the window, in Arabic. */
export const COMMAND_LINE_AR: CodeWords<keyof typeof COMMAND_LINE_EN> = {
  "cli.usage": { what: "لم يُفهم الأمر.", means: NOTHING_DONE, next: "انظر أدناه كيف يُكتب." },
  "cli.no_passphrase": {
    what: "لم تُعطَ عبارة المرور.",
    means: "تبقى المحفظة مقفلة.",
    next: "أعطها بـ --passphrase-file أو في SEALFOLIO_PASSPHRASE.",
  },
  "cli.input_too_large": { what: "هذا كثير دفعة واحدة.", means: "لم يُقرأ.", next: RIGHT_FILE },
  "cli.no_input": { what: "لا شيء يُقرأ.", means: NOTHING_DONE, next: "اذكر ملفًا." },
  "cli.json": { what: "ليس في الملف كائن JSON.", means: NOTHING_DONE, next: "صحّح الملف." },
  inspect: { what: "ليس هذا مما يمكن قراءته هنا.", means: NOTHING_DONE, next: RIGHT_FILE },
  "call.arguments": {
    what: "لا يمكن استعمال ما أُعطي هكذا.",
    means: NOTHING_DONE,
    next: "انظر أدناه كيف يُكتب.",
  },
  "follow.no_source": {
    what: "لم يعطِ أي من مصادرك ما يصح.",
    means: "لم يُحدَّث السجل، ويبقى ما لديك كما هو.",
    next: "لرؤية المصادر: sealfolio chain show",
  },
  "follow.unknown_alarm": {
    what: "لا يوجد إنذار كهذا.",
    means: NOTHING_DONE,
    next: "لرؤية الإنذار المفتوح: sealfolio chain show",
  },
  "alarm.fork": {
    what: "لهذا السجل تاريخان مختومان.",
    means: "وقّعت سلطات كليهما. وحتى يُحسم هذا يقول كل فحص إنه لا يمكن الجزم.",
    next: "أخبر السلطات. حُفظ الختمان دليلًا.",
  },
  "holder.unknown_credential": {
    what: "هذه الشهادة ليست في محفظتك.",
    means: "إما أنها حُذفت أو تخص محفظة أخرى.",
    next: "لرؤية ما فيها: sealfolio wallet list",
  },
  "present.asker_not_accredited": {
    what: "السائل غير معتمد.",
    means: "لم يخرج شيء من محفظتك.",
    next: "لا تردّ إلا إذا كنت تعرف من يسأل، وعندها أضف --despite-warnings.",
  },
  "present.over_asking": {
    what: "يُطلب أكثر مما يحق لهم.",
    means: "لم يخرج شيء من محفظتك.",
    next: "لتعطيه رغم ذلك أضف --despite-warnings.",
  },
  "present.ended": {
    what: "ما تريد عرضه لم يعد معتبرًا، أو ليس معتبرًا الآن.",
    means: "لم يخرج شيء من محفظتك.",
    next: "وسيرى ذلك من يفحصه. لتعرضه رغم ذلك أضف --despite-warnings.",
  },
  "wallet.none": {
    what: "لا توجد محفظة هنا بعد.",
    means: NOTHING_DONE,
    next: "لإنشاء واحدة: sealfolio wallet create",
  },
  "office.claims": {
    what: "في البيانات ما لا يناسب هذا النوع من الشهادات.",
    means: "لم يُوقَّع شيء.",
    next: "صحّح ملف البيانات.",
  },
  "office.older_data": {
    what: "بيانات هذه المحفظة أقدم مما وُقّع بها.",
    means:
      "في السجل أعمال وقّعها مفتاح هذه المحفظة ولا تعرف عنها شيئًا: وُضعت نسخة أقدم من مجلدها أو نسخة احتياطية مكانها. لم يُوقَّع شيء.",
    next: "إن لم تفعل ذلك بنفسك فابحث عمّن فعله. للمتابعة من هنا: sealfolio wallet go-on",
  },
  "office.unreachable": {
    what: "تعذّر الوصول إلى السجل.",
    means: "ما وقّعته محفوظ وسيُرسل.",
    next: "انظر إلى الشبكة. ما لم يُختم بعد يعرضه الأمر: sealfolio issue register (النسخ: issue copies-list). تابع بالأمر issue refresh (النسخ: issue copies-refresh) بدل الإصدار مرة أخرى.",
  },
  "registry.damaged": {
    what: "نسخة السجل على هذا القرص تالفة.",
    means: "لا يُعتمد على ما فيها.",
    next: "تجلب المحفظة الجزء التالف عند استعمالها التالي؛ وأعِد بناء العقدة من مرآة.",
  },
  "office.not_keeper": {
    what: "لا يحفظ هذا المكتب العلامات الفريدة لهذا النوع.",
    means: "لم يُوقَّع شيء.",
    next: "اسأل المكتب الذي يحفظها؛ يسمّيه النوع.",
  },
  "office.things_unknown": {
    what: "لا يعرف أحد هنا ما تدل عليه بعض العلامات.",
    means: "لم يُوقَّع شيء، إذ لا تُصنع لها علامات بالمفتاح الجديد.",
    next: "اجلب قوائم كل المكاتب التي تصدر هذا النوع (sealfolio tags list)، أو تخلَّ عن تلك العلامات بالخيار --random.",
  },
  "office.thing_list": {
    what: "ليست هذه قائمة كهذه، أو هي لسجل آخر أو لنوع آخر.",
    means: "لم يُوقَّع شيء.",
    next: "اطلب من المكتب أن يصنعها من جديد بالأمر: sealfolio tags list",
  },
  "office.retag_refused": {
    what: "رفض السجل العلامات الجديدة مرة بعد مرة.",
    means: "ما خُتم من قبل يبقى؛ ولا يصدر شيء من هذا النوع حتى ينتهي التغيير.",
    next: "تابع بالأمر نفسه؛ وإن رُفض مرة أخرى فاطلب المساعدة بهذا الرمز.",
  },
};
