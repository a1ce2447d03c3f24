import { useTranslation } from "react-i18next";
import { Notice } from "../../parts/notice.tsx";
import { useSecondsUntil } from "../../state/use-now.ts";
import { saySpan } from "../../words/format.ts";
import { useIntlLocale } from "../../words/use-language.ts";

/** How long an answer is still taken. */
export function TimeLeft({ expires }: { readonly expires: number }) {
  const { t } = useTranslation("counter");
  const locale = useIntlLocale();
  const left = useSecondsUntil(expires);
  if (left > 0)
    return <p className="text-note text-dim">{t("request.left", { span: saySpan(left, locale) })}</p>;
  return <Notice tone="warn" title={t("request.over")} next={t("request.over_next")} isLive />;
}
