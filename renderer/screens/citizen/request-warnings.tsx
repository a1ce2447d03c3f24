import { useTranslation } from "react-i18next";
import type { RequestView } from "../../../src/contract/views.ts";
import { useLangText } from "../../parts/lang-text.tsx";
import { Notice } from "../../parts/notice.tsx";
import { useSayList } from "../../words/use-language.ts";

/** What speaks against answering: nobody vouches for who asks, or they ask for more than they may. */
export function RequestWarnings({ request }: { readonly request: RequestView }) {
  const { t } = useTranslation("citizen");
  const say = useLangText();
  const sayAll = useSayList();
  const over = request.asked.flatMap(({ claims }) => claims.filter(({ overAsked }) => overAsked));
  const names = sayAll(over.map(({ label }) => say(label)));
  return (
    <>
      {request.asker.state === "unaccredited" && (
        <Notice tone="bad" title={t("request.warn_unknown")}>
          {t("request.warn_unknown_means")}
        </Notice>
      )}
      {request.asker.state === "cannot tell" && (
        <Notice tone="warn" title={t("request.warn_unsure")}>
          {t("request.warn_unsure_means")}
        </Notice>
      )}
      {request.asker.state === "accredited" && request.overAsking && (
        <Notice
          tone="warn"
          title={t("request.warn_over")}
          {...(over.every(({ optional }) => optional) && { next: t("request.warn_over_optional") })}
        >
          {t("request.warn_over_means", { claims: names })}
        </Notice>
      )}
    </>
  );
}
