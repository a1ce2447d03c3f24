import { KeyRound, RefreshCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { CredentialView } from "../../../src/contract/views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { DateText } from "../../parts/date-text.tsx";
import { Failure } from "../../parts/failure.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { Notice } from "../../parts/notice.tsx";
import { PassOn } from "../../parts/pass-on.tsx";
import { goTo } from "../../router/use-place.ts";
import { useNow } from "../../state/use-now.ts";

/** From how many seconds before its end a certificate can be asked for anew. */
const SOON = 60 * 86_400;

/** A certificate that ends soon, or has ended: the office is asked for the next one, under a new key. */
export function Renewal({ certificate }: { readonly certificate: CredentialView }) {
  const { t } = useTranslation("citizen");
  const say = useLangText();
  const now = useNow();
  const ask = useCall("holder.request_key");
  const next = useCall("receive.renew");
  const { id, state, expires, office, type, outside, renewableFrom } = certificate;
  const isCounting = state === "valid" || (state === "cannot tell" && outside !== undefined);
  const isGiven = renewableFrom !== undefined && now >= renewableFrom;
  const isEnding = isCounting && (isGiven || expires - now <= SOON);
  if (!isEnding && state !== "expired") return null;
  const asked = isEnding ? "renewal.means_soon" : "renewal.means";
  const meaning = isGiven ? "renewal.gives" : outside === undefined ? asked : "renewal.outside";

  async function fetchNext(): Promise<void> {
    const answer = await next.run({ credential: id });
    if (answer.ok) goTo("receive");
  }

  if (ask.value !== undefined) {
    return (
      <div className="grid gap-4">
        <Notice tone="ok" title={t("renewal.ready", { office: say(office.name) })} isLive>
          {t("renewal.ready_means")}
        </Notice>
        <PassOn text={ask.value.request} label={t("receive.code")} file="key-request.sealfolio" />
      </div>
    );
  }
  return (
    <div className="grid gap-3">
      <Notice
        tone={isEnding ? "warn" : "bad"}
        title={
          isEnding ? (
            <>
              {t("renewal.soon")} <DateText time={expires} />.
            </>
          ) : (
            t("certificate.expired")
          )
        }
        {...((isGiven || outside === undefined) && {
          actions: isGiven ? (
            <Button icon={RefreshCw} busy={next.busy} onPress={() => void fetchNext()}>
              {t("renewal.fetch")}
            </Button>
          ) : (
            <Button
              icon={KeyRound}
              busy={ask.busy}
              onPress={() => void ask.run({ office: office.id, vct: type.vct })}
            >
              {t("renewal.ask")}
            </Button>
          ),
        })}
      >
        {t(meaning, { office: say(office.name) })}
      </Notice>
      <Failure code={ask.code ?? next.code} />
    </div>
  );
}
