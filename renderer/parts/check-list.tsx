import { Check, CircleQuestionMark, type LucideIcon, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { CheckResult } from "../../src/verdict/codes.ts";
import { saySpan } from "../words/format.ts";
import { useIntlLocale } from "../words/use-language.ts";
import { Icon } from "./icon.tsx";

export interface CheckItem {
  readonly id: string;
  /** What was looked at. */
  readonly name: string;
  readonly result: CheckResult;
  /** What was found, in a sentence. */
  readonly sentence: string;
  /** Shown where it did not pass. */
  readonly code: string;
  /** Seconds since the newest data behind it. */
  readonly age?: number | undefined;
}

const LOOKS: { readonly [result in CheckResult]: readonly [icon: LucideIcon, colour: string, key: string] } =
  {
    passed: [Check, "text-ok", "passed"],
    failed: [X, "text-bad", "failed"],
    "cannot tell": [CircleQuestionMark, "text-warn", "cannot_tell"],
  };

/** Below it, seconds would only be restless. */
const A_MINUTE = 60;

/** Named checks with what came of each. */
export function CheckList({ checks }: { readonly checks: readonly CheckItem[] }) {
  const { t } = useTranslation("parts");
  const locale = useIntlLocale();
  return (
    <ul>
      {checks.map(({ id, name, result, sentence, code, age }) => {
        const [icon, colour, key] = LOOKS[result];
        return (
          <li key={id} className="flex gap-3 border-b border-line py-2.5">
            <span className={`mt-[3px] ${colour}`}>
              <Icon of={icon} size={17} />
              <span className="sr-only">{t(`check.${key as "passed"}`)}</span>
            </span>
            <span className="min-w-0 flex-1">
              <span className="block font-semibold">{name}</span>
              <span className="block text-small text-dim">
                {sentence}{" "}
                {result !== "passed" && (
                  <code dir="ltr" className="font-mono text-tiny wrap-anywhere">
                    {code}
                  </code>
                )}
              </span>
            </span>
            {age !== undefined && (
              <span className="text-[0.8667rem] whitespace-nowrap text-dim">
                {age < A_MINUTE ? t("date.just_now") : saySpan(age, locale, "short")}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
