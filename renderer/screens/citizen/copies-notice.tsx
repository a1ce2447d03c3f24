import { RefreshCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { HeldCopiesView } from "../../../src/contract/copies-views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { ButtonLink } from "../../parts/button-link.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Notice } from "../../parts/notice.tsx";
import { hrefOf } from "../../router/routes.ts";
import { goTo } from "../../router/use-place.ts";

/** How many single-use copies there are of a certificate, how far new ones are, and what there is to do. */
export function CopiesNotice({ id, copies }: { readonly id: string; readonly copies: HeldCopiesView }) {
  const { t } = useTranslation("citizen");
  const renew = useCall("receive.renew");
  const { left, spent, among, warn, refill, failed } = copies;
  const isOut = warn.includes("none");
  const isLow = isOut || warn.includes("few");
  const isAwaited = refill === "waiting" || refill === "arrived";

  async function ask(): Promise<void> {
    const answer = await renew.run({ credential: id });
    if (answer.ok) goTo("receive");
  }

  return (
    <div className="grid gap-3">
      <Notice
        tone={isOut ? "bad" : isLow ? "warn" : "off"}
        title={t("single_use.title", { left, spent })}
        {...(isLow && refill === undefined && { next: t("single_use.ask") })}
        {...(isLow &&
          refill === "possible" && {
            actions: (
              <Button icon={RefreshCw} busy={renew.busy} onPress={() => void ask()}>
                {t("single_use.fetch")}
              </Button>
            ),
          })}
        {...(isAwaited && {
          actions: <ButtonLink href={hrefOf("receive")}>{t("single_use.awaited")}</ButtonLink>,
        })}
      >
        <p>{isOut ? t("single_use.none") : t("single_use.means")}</p>
        {isAwaited && <p>{t(refill === "waiting" ? "single_use.waiting" : "single_use.arrived")}</p>}
        {warn.includes("among") && <p>{t("single_use.among", { among })}</p>}
        <p>{t("single_use.ends")}</p>
        {warn.includes("restored") && <p>{t("single_use.restored")}</p>}
      </Notice>
      <Failure code={renew.code ?? (isAwaited ? undefined : failed?.code)} />
    </div>
  );
}
