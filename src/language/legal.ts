import type { Language } from "./languages.ts";

/**
 * The sentences about what a thing is in law, on screen and on paper: the one list that counsel reads
 * (docs/LEGAL.md). Nobody says these things in other words anywhere else.
 */
export interface LegalWords {
  /** Of a printout. */
  readonly copy: string;
  /** What a code that holds shows, and what not. */
  readonly carrier: string;
  /** Of an officer who looks at a portrait. */
  readonly look: string;
  /** Of an office's own program that compares faces: to whoever switches it on. */
  readonly matcherGround: string;
  /** To the visitor, before it is used. */
  readonly matcherConsent: string;
  /** Of what it says. */
  readonly matcherBeside: string;
  /** Of a property title. */
  readonly title: string;
  /** Of use in another State. */
  readonly abroad: string;
  /** Of a product's label. */
  readonly label: string;
  /** Of the slip that a visitor gets, and of a report of many checks. */
  readonly slip: string;
}

export const LEGAL: { readonly [language in Language]: LegalWords } = {
  en: {
    copy: "This printout is a copy, unless the law of the place says that a printout with a code that can be checked counts as a certificate.",
    carrier:
      "The code shows that the data are genuine. It does not show that whoever carries the paper is the person in it.",
    look: "You look, as officers always did. No picture of the visitor is kept and no program judges it.",
    matcherGround:
      "A program that compares faces processes biometric data. It needs a legal ground of its own and an equal way without it, and its result alone never decides. None comes with Sealfolio.",
    matcherConsent:
      "This office has a program of its own that compares your face with the portrait in your certificate. It is used only if you agree. If you would rather not, an officer looks, as always, and nothing else changes. For it one picture is taken, compared on this computer and forgotten. What you said, and what the program found, is written down.",
    matcherBeside:
      "You look and you decide. What a program says stands beside that and passes nothing; no picture of the visitor is kept.",
    title: "A property title is evidence of what the land register says. Passing it on transfers nothing.",
    abroad: "For use in another country an apostille or legalisation may be needed.",
    label: "The data are genuine if the code holds. A label may be copied onto another thing.",
    slip: "This paper says what was checked and when. It is no certificate and proves nothing about a person.",
  },
  de: {
    copy: "Dieser Ausdruck ist eine Kopie, sofern das Recht des Ortes nicht sagt, dass ein Ausdruck mit prüfbarem Code als Urkunde gilt.",
    carrier:
      "Der Code zeigt, dass die Angaben echt sind. Er zeigt nicht, dass die Person, die das Papier trägt, die darin genannte ist.",
    look: "Sie sehen hin, wie es an jedem Schalter üblich ist. Kein Bild des Besuchers wird aufbewahrt, kein Programm urteilt.",
    matcherGround:
      "Ein Programm, das Gesichter vergleicht, verarbeitet biometrische Daten. Es braucht eine eigene Rechtsgrundlage und einen gleichwertigen Weg ohne es, und sein Ergebnis allein entscheidet nie. Mit Sealfolio kommt keines.",
    matcherConsent:
      "Diese Behörde hat ein eigenes Programm, das Ihr Gesicht mit dem Bild in Ihrer Urkunde vergleicht. Es wird nur benutzt, wenn Sie einverstanden sind. Möchten Sie lieber nicht, sieht jemand am Schalter hin, wie immer, und sonst ändert sich nichts. Dafür wird ein Bild aufgenommen, auf diesem Rechner verglichen und vergessen. Aufgeschrieben wird, was Sie gesagt haben und was das Programm fand.",
    matcherBeside:
      "Sie sehen hin und Sie entscheiden. Was ein Programm sagt, steht daneben und besteht nichts; kein Bild des Besuchers wird aufbewahrt.",
    title: "Ein Eigentumsnachweis belegt, was im Grundbuch steht. Ihn weiterzugeben überträgt nichts.",
    abroad: "Für die Verwendung in einem anderen Staat kann eine Apostille oder Legalisation nötig sein.",
    label:
      "Die Angaben sind echt, wenn der Code der Prüfung standhält. Ein Etikett kann auf ein anderes Ding kopiert werden.",
    slip: "Dieses Blatt sagt, was wann geprüft wurde. Es ist keine Urkunde und beweist nichts über eine Person.",
  },
  ar: {
    copy: "هذه النسخة المطبوعة صورة، ما لم يقل قانون المكان إن المطبوع الذي يحمل رمزا يمكن التحقق منه يعد شهادة.",
    carrier: "يبين الرمز أن البيانات أصلية. ولا يبين أن حامل الورقة هو الشخص المذكور فيها.",
    look: "أنت من ينظر، كما يفعل الموظفون دائما. لا تحفظ صورة للزائر ولا يحكم عليها برنامج.",
    matcherGround:
      "البرنامج الذي يقارن الوجوه يعالج بيانات بيومترية. ويحتاج إلى أساس قانوني خاص به وإلى طريق مساو بدونه، ولا تقرر نتيجته وحدها أبدا. ولا يأتي مع Sealfolio أي برنامج كهذا.",
    matcherConsent:
      "لدى هذا المكتب برنامج خاص به يقارن وجهك بالصورة في شهادتك. ولا يستعمل إلا إذا وافقت. فإن فضلت ألا يكون ذلك نظر موظف كالمعتاد ولم يتغير شيء آخر. تؤخذ له صورة واحدة وتقارن على هذا الحاسوب وتنسى. ويدون ما قلته وما وجده البرنامج.",
    matcherBeside:
      "أنت من ينظر وأنت من يقرر. ما يقوله برنامج يقف إلى جانب ذلك ولا يجيز شيئا، ولا تحفظ صورة للزائر.",
    title: "سند الملكية دليل على ما يقوله السجل العقاري. وتسليمه لا ينقل شيئا.",
    abroad: "للاستعمال في بلد آخر قد يلزم تصديق أبوستيل أو تصديق قنصلي.",
    label: "البيانات أصلية إذا صمد الرمز للتحقق. وقد تنسخ بطاقة على شيء آخر.",
    slip: "تقول هذه الورقة ما الذي فحص ومتى. وليست شهادة ولا تثبت شيئا عن شخص.",
  },
};
