import type { CodeWords, WalletCode } from "../code.ts";

const NOTHING_CHANGED = "لم يتغير شيء.";
const TRY_AGAIN = "حاول مرة أخرى.";
const REPORT = "إن تكرر ذلك فأبلغ عنه مع الرمز.";
const SYNC = "حدّث السجل، ثم حاول مرة أخرى.";
const STAYS = "لم يُحدَّث السجل، ويبقى ما لديك كما هو.";
const NOTHING_SIGNED = "لم يُوقَّع شيء.";
const NOT_OPENED = "لم تُفتح.";
const NOTHING_LEFT = "لم يخرج شيء من محفظتك.";
const RIGHT_FILE = "اسأل هل وصلك الملف الصحيح.";
const OFFICE_WALLET = "افتح محفظة المكتب.";
const NOT_AN_OFFICE = "هذه المحفظة لا تعمل لمكتب.";

/** What holding, asking, issuing and following may answer, in Arabic. */
export const WALLET_AR: CodeWords<WalletCode | "unknown"> = {
  unknown: { what: "لم ينجح ذلك.", means: NOTHING_CHANGED, next: REPORT },

  "activity.broken": {
    what: "قائمة النشاط غير متماسكة.",
    means: "غُيّرت أسطر منها أو أُزيلت من الخارج.",
    next: "لا تعتمد عليها. اطلب المساعدة مع ذكر هذا الرمز.",
  },

  "follow.no_source": {
    what: "لم يعطِ أي من مصادرك ما يصح.",
    means: STAYS,
    next: "انظر إلى المصادر في شاشة السجل، أو أضف مصدرًا آخر.",
  },
  "follow.offline": { what: "لا توجد شبكة.", means: STAYS, next: "اتصل بالشبكة، ثم حاول مرة أخرى." },
  "follow.cancelled": {
    what: "أوقفتَ تحديث السجل.",
    means: "يبقى ما وصل حتى ذلك الحين.",
    next: "تابع متى شئت.",
  },
  "follow.moved": {
    what: "تقدّم السجل أثناء قراءته.",
    means: "لا خلل في شيء، لكن هذه الجولة تُركت.",
    next: TRY_AGAIN,
  },
  "follow.rules_broken": {
    what: "ختمت السلطات كتلة تخالف قواعد السجل.",
    means: "لم تُؤخذ هي ولا ما بعدها.",
    next: "لا تعتمد على بيانات أحدث. أخبر السلطات.",
  },
  "follow.newer_rules": {
    what: "يسير السجل الآن بقواعد أحدث.",
    means: "لا يمكن لهذا الإصدار من البرنامج أن يتابعه أبعد من ذلك.",
    next: "ثبّت أحدث إصدار.",
  },
  "follow.registry_id": {
    what: "هذا ليس معرّف سجل.",
    means: NOTHING_CHANGED,
    next: "اطلب معرّف السجل من المكتب، وأدخله كما هو تمامًا.",
  },

  "registry.damaged": {
    what: "نسخة هذه المحفظة من السجل تالفة على القرص.",
    means: "لا يمكن عرض ما تقوله عن هذه الكتلة.",
    next: "اقفل المحفظة ثم افتح قفلها: عندها يُجلب الجزء التالف من جديد.",
  },
  "registry.full_only": {
    what: "يحتاج هذا إلى نسخة كاملة من السجل.",
    means: "لا تحفظ محفظتك إلا ما يخصها.",
    next: "اسأل في مكتب، أو أنشئ محفظة تتابع السجل كله.",
  },

  "exchange.syntax": {
    what: "لا يمكن قراءة هذه الرسالة.",
    means: "إما أنها تالفة أو ليست ما يجب أن تكون.",
    next: "اطلبها مرة أخرى.",
  },
  "exchange.too_large": { what: "الرسالة كبيرة جدًا.", means: NOT_OPENED, next: "اطلبها مرة أخرى." },
  "exchange.signature": {
    what: "غُيّرت هذه الرسالة بعد توقيعها.",
    means: "ليست ما كتبه مرسلها.",
    next: "لا تستعملها. اطلبها مرة أخرى.",
  },
  "exchange.wrong_registry": {
    what: "هذه الرسالة تخص سجلًا آخر.",
    means: "لا تتابع محفظتك ذلك السجل.",
    next: RIGHT_FILE,
  },
  "exchange.wrong_office": { what: "هذه الرسالة لمكتب آخر.", means: NOT_OPENED, next: RIGHT_FILE },
  "exchange.expired": { what: "هذه الرسالة قديمة جدًا.", means: "لم تعد تُقبل.", next: "اطلب رسالة جديدة." },
  "exchange.not_yet": {
    what: "تحمل هذه الرسالة تاريخًا في المستقبل.",
    means: "إحدى الساعات خاطئة، هنا أو عند مرسلها.",
    next: "انظر إلى ساعة هذا الجهاز.",
  },

  "holder.unknown_office": {
    what: "نسختك من السجل لا تعرف هذا المكتب.",
    means: NOTHING_CHANGED,
    next: SYNC,
  },
  "holder.unknown_type": {
    what: "نسختك من السجل لا تعرف هذا النوع من الشهادات.",
    means: NOTHING_CHANGED,
    next: SYNC,
  },
  "holder.unknown_credential": {
    what: "هذه الشهادة ليست في محفظتك.",
    means: "إما أنها حُذفت أو تخص محفظة أخرى.",
    next: "ارجع إلى شهاداتك.",
  },
  "holder.not_for_us": {
    what: "هذه الشهادة ليست لهذه المحفظة.",
    means: "أُعدّت لمفتاح محفظة أخرى، أو أنك حذفت الطلب الذي تجيب عنه.",
    next: "افتحها في المحفظة الصحيحة، أو ابدأ من جديد بطلب إلى المكتب.",
  },
  "holder.not_valid": {
    what: "هذه الشهادة غير صالحة.",
    means: "لم تُحفظ.",
    next: "أخبر المكتب الذي أعطاك إياها.",
  },
  "holder.already_kept": {
    what: "هذه الشهادة لديك بالفعل.",
    means: NOTHING_CHANGED,
    next: "تجدها بين شهاداتك.",
  },
  "holder.no_consent_key": {
    what: "لا يمكن لهذه المحفظة أن توافق على هذا التغيير.",
    means: "المفتاح الذي له أن يوافق في محفظة أخرى.",
    next: "افتح المحفظة التي استلمت الشهادة.",
  },

  "present.asker_not_accredited": {
    what: "السائل غير معتمد.",
    means: NOTHING_LEFT,
    next: "لا تردّ إلا إذا كنت تعرف من يسأل، وأكّد ذلك أولًا.",
  },
  "present.over_asking": {
    what: "يُطلب أكثر مما يحق لهم.",
    means: NOTHING_LEFT,
    next: "اترك ما وُضعت عليه علامة، أو أكّد أولًا أنك تعطيه رغم ذلك.",
  },
  "present.ended": {
    what: "ما تريد عرضه لم يعد معتبرًا، أو ليس معتبرًا الآن.",
    means: NOTHING_LEFT,
    next: "وسيرى ذلك من يفحصه. لتعرضه رغم ذلك أكّد أولًا.",
  },
  "present.refused": {
    what: "لا ينبغي الرد على هذا الطلب.",
    means: NOTHING_LEFT,
    next: "اطلب طلبًا جديدًا.",
  },
  "sdjwt.path": {
    what: "لا تتضمن الشهادة أحد الأشياء التي اخترتها.",
    means: NOTHING_LEFT,
    next: "اختر من جديد.",
  },

  "counter.no_office": { what: NOT_AN_OFFICE, means: "لا يحق السؤال إلا لمكتب معتمد.", next: OFFICE_WALLET },
  "counter.no_request_key": {
    what: "ليس في السجل مفتاح هذا المكتب للطلبات.",
    means: "لن تصدّق المحافظ أنك أنت من يسأل.",
    next: "اطلب من سلطتك أن تقيّده، ثم حدّث السجل.",
  },
  "counter.unknown_type": {
    what: "نسختك من السجل لا تعرف هذا النوع من الشهادات.",
    means: "لا يمكن السؤال عنه.",
    next: SYNC,
  },
  "counter.unknown_check": {
    what: "ليس في هذه المحفظة فحص كهذا.",
    means: NOTHING_CHANGED,
    next: "ابحث عنه في قائمة الفحوص.",
  },
  "counter.not_waiting": {
    what: "هذا الفحص لا ينتظر مقارنة.",
    means: "يبقى ما قيل عن الشخص من قبل.",
    next: "ابدأ فحصًا جديدًا لتقارن مرة أخرى.",
  },

  "office.register_unread": {
    what: "أُوقفت قراءة دفترك.",
    means: NOTHING_CHANGED,
    next: "ابحث مرة أخرى: فيُقرأ من أوله.",
  },
  "office.none": { what: NOT_AN_OFFICE, means: NOTHING_CHANGED, next: OFFICE_WALLET },
  "office.older_data": {
    what: "بيانات هذه المحفظة أقدم مما وُقّع بها.",
    means:
      "في السجل أعمال وقّعها مفتاح هذه المحفظة ولا تعرف عنها شيئًا: وُضعت نسخة أقدم من مجلدها أو نسخة احتياطية مكانها. لم يُوقَّع شيء.",
    next: "إن لم تفعل ذلك بنفسك فاسأل من يتولى هذا الحاسوب. انظر إلى الكتل المذكورة، ثم اضغط «المتابعة من هنا».",
  },
  "office.no_key": {
    what: "ليست في السجل مفاتيح هذا المكتب.",
    means: "لن يُعتدّ بما توقّعه.",
    next: "أعطِ سلطتك المفاتيح العلنية للمكتب، ثم حدّث السجل.",
  },
  "office.no_keeper": {
    what: "لم يُعدّ هنا المكتب الذي يحفظ العلامات الفريدة لهذا النوع.",
    means: NOTHING_SIGNED,
    next: "اطلب ممن يعتني بهذا الجهاز أن يسمّي عنوانه.",
  },
  "office.keeper_unreachable": {
    what: "تعذّر الوصول إلى المكتب الذي يحفظ العلامات الفريدة.",
    means: NOTHING_SIGNED,
    next: "انظر إلى الشبكة، أو حاول لاحقًا.",
  },
  "office.keeper_refused": {
    what: "رفض المكتب الذي يحفظ العلامات الفريدة أن يجيب.",
    means: NOTHING_SIGNED,
    next: "حاول بعد دقيقة؛ وإن استمر ذلك فاسأل ذلك المكتب.",
  },
  "office.keeper_wrong": {
    what: "ليس من أجاب هو المكتب الذي يحفظ العلامات الفريدة.",
    means: "لم يُوقَّع شيء، ولم يُستعمل جوابه.",
    next: "لا تتابع. أخبر من يعتني بهذا الجهاز.",
  },
  "office.unknown_type": {
    what: "لا يعرف السجل هذا النوع من الشهادات.",
    means: NOTHING_CHANGED,
    next: SYNC,
  },
  "office.unknown_credential": {
    what: "هذه الشهادة ليست في دفترك.",
    means: NOTHING_CHANGED,
    next: "ابحث في الدفتر مرة أخرى.",
  },
  "office.unknown_proposal": {
    what: "هذا التغيير لا ينتظر جوابًا.",
    means: "إما أنه تم أو يخص مكتبًا آخر.",
    next: "انظر في الدفتر.",
  },
  "office.claims": {
    what: "في الاستمارة ما لا يناسب هذا النوع من الشهادات.",
    means: NOTHING_SIGNED,
    next: "انظر إلى الحقول التي وُضعت عليها علامة.",
  },
  "office.wrong_type": {
    what: "طلب صاحب الشهادة هو لنوع آخر من الشهادات.",
    means: NOTHING_SIGNED,
    next: "اختر ذلك النوع، أو اطلب منه طلبًا جديدًا.",
  },
  "office.consent_missing": {
    what: "تنقص موافقة أحد المالكين.",
    means: NOTHING_SIGNED,
    next: "اطلب من المالكين طلبًا يحمل مفتاح موافقتهم.",
  },
  "office.own_draft": {
    what: "أنت من وقّع هذا.",
    means: "يجب أن يوقّعه موظفان مختلفان.",
    next: "مرّره إلى موظف آخر في مكتبك.",
  },
  "office.draft_unfit": {
    what: "ما تعرضه هذه الرسالة ليس ما وُقّع عليه.",
    means: "غُيّرت في الطريق أو رُكّبت خطأً. لم يُوقَّع شيء.",
    next: "لا توافق عليها. اطلب من زميلك رسالة جديدة.",
  },
  "office.draft_stale": {
    what: "هذا لا يطابق نسختك من السجل.",
    means: "ما يتعلق به تغيّر أو صدر في هذه الأثناء، أو أن نسختك متأخرة. لم يُوقَّع شيء.",
    next: "حدّث نسختك. إن بقي الأمر كذلك فاطلب من زميلك أن يبدأ من جديد.",
  },
  "office.order_reason": {
    what: "هذا السبب يحتاج إلى موافقة صاحب الشهادة.",
    means: "من دونها لا تُستبدل الشهادة إلا بأمر. لم يُوقَّع شيء.",
    next: "اختر سببًا آخر أو اسأل صاحب الشهادة.",
  },
  "office.not_sent": {
    what: "تعذّر الوصول إلى السجل.",
    means: "لم يُحفظ شيء هنا.",
    next: "تحقق من الشبكة ثم حاول مرة أخرى. لا يُؤخذ شيء مرتين.",
  },
  "office.unreachable": {
    what: "تعذّر الوصول إلى السجل.",
    means: "ما وقّعته محفوظ وسيُرسل.",
    next: "انظر إلى الشبكة، ثم اضغط «تحديث».",
  },
  "registry.unknown_block": {
    what: "لا توجد كتلة كهذه.",
    means: "لم يبلغ السجل هذا الحد بعد.",
    next: "اختر كتلة أخرى.",
  },
  "follow.unknown_alarm": {
    what: "لا يوجد إنذار كهذا.",
    means: "لم يتغير شيء.",
    next: "انظر إلى قائمة الإنذارات مرة أخرى.",
  },
  "statement.absent": {
    what: "ليس في نسختك شيء من هذا يمكن إثباته.",
    means: "لم يُنشأ شيء.",
    next: "حدّث السجل أو اختر كتلة أو يومًا آخر.",
  },
  "statement.incomplete": {
    what: "ينقص نسختك كيف تولّت كل سلطة مهامها.",
    means: "لم يُنشأ شيء.",
    next: "حدّث السجل من عقدة ثم حاول مرة أخرى.",
  },
  "statement.too_large": {
    what: "سيكون الإثبات أكبر من أن يسعه ملف واحد.",
    means: "لم يُنشأ شيء.",
    next: "أثبت شيئًا أصغر، كقيد واحد.",
  },
  "deposit.no_office": {
    what: "لا تُعرف دائرة تتسلّم المستندات للإيداع.",
    means: "لم يُودع شيء.",
    next: "اذكر الدائرة وعنوانها.",
  },
  "deposit.refused": {
    what: "لم تقبله دائرة الإيداع.",
    means: "المستند محفوظ في قائمتك ولم يُودع بعد.",
    next: "حاول لاحقًا أو اسأل تلك الدائرة.",
  },
  "deposit.unreachable": {
    what: "تعذّر الوصول إلى دائرة الإيداع أو إلى السجل.",
    means: "المستند محفوظ في قائمتك ويمكن متابعته.",
    next: "تحقق من الشبكة ثم تابع.",
  },
  "deposit.unknown": {
    what: "ليس في هذه المحفظة إيداع كهذا.",
    means: "لم يتغير شيء.",
    next: "انظر إلى القائمة مرة أخرى.",
  },
  "bundle.syntax": {
    what: "الملف ليس نسخة من سجل أو أنه مبتور.",
    means: "لم يُؤخذ منه شيء.",
    next: "اطلب إنشاءه ونسخه من جديد.",
  },
  "bundle.foreign": {
    what: "يحوي الملف سجلًا آخر.",
    means: "لم يُؤخذ منه شيء.",
    next: "تأكد من أنه الملف الصحيح.",
  },
  "bundle.light": {
    what: "يحوي الملف أحدث حالة فقط لا كل القيود.",
    means: "تحتفظ هذه المحفظة بنسخة كاملة؛ لم يُؤخذ شيء.",
    next: "اطلب نسخة كاملة في ملف.",
  },
  "bundle.empty": {
    what: "لا يوجد بعد ما يُنشأ منه ملف.",
    means: "ليس في نسختك كتلة مختومة أو أنها تنتظر الإصلاح.",
    next: "حدّث السجل أولًا.",
  },
  "bundle.refused": {
    what: "شيء في الملف لا يصمد أمام الفحص.",
    means: "لم يُؤخذ منه شيء؛ نسختك كما كانت.",
    next: "اطلب إنشاء الملف من جديد أو استخدم مصدرًا آخر.",
  },
};
