import { useTranslation } from "react-i18next";
import type { CredentialView, RequestView } from "../../../src/contract/views.ts";
import { useLangText } from "../../parts/lang-text.tsx";
import { Notice } from "../../parts/notice.tsx";
import { useSayList } from "../../words/use-language.ts";

/** What is chosen to be shown and does not count, with how it stands. */
export type Ended = Pick<CredentialView, "id" | "type"> & {
  readonly state: "suspended" | "revoked" | "replaced" | "expired";
};

export function endedOf(chosen: readonly CredentialView[]): readonly Ended[] {
  return chosen.flatMap(({ id, type, state }) =>
    state === "valid" || state === "cannot tell" ? [] : [{ id, type, state }],
  );
}

/**
 * What speaks against answering: nobody vouches for who asks, they ask for more than they may, or what is
 * to be shown does not count.
 */
export function RequestWarnings(props: { readonly request: RequestView; readonly ended: readonly Ended[] }) {
  const { request, ended } = props;
  const { t } = useTranslation("citizen");
  const say = useLangText();
  const sayAll = useSayList();
  const over = request.asked.flatMap(({ claims }) => claims.filter(({ overAsked }) => overAsked));
  const names = sayAll(over.map(({ label }) => say(label)));
  return (
    <>
      {ended.map(({ id, type, state }) => (
        <Notice
          key={id}
          tone={state === "suspended" ? "warn" : "bad"}
          title={t(`request.warn_state.${state}`, { what: say(type.name) })}
          isLive
        >
          {t("request.warn_state_means")}
        </Notice>
      ))}
      {request.asker.state === "unaccredited" && (
        <Notice
          tone="bad"
          title={t(request.sentTo === undefined ? "request.warn_unknown" : "request.warn_stranger")}
        >
          {t(request.sentTo === undefined ? "request.warn_unknown_means" : "request.warn_stranger_means")}
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
