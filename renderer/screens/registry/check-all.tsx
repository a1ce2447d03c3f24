import { ShieldCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { AuditView } from "../../../src/contract/registry-views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Notice } from "../../parts/notice.tsx";
import { ProgressBar } from "../../parts/progress-bar.tsx";
import { Section } from "../../parts/section.tsx";
import { useApp } from "../../state/app-state.ts";
import { sayNumber } from "../../words/format.ts";
import { useIntlLocale } from "../../words/use-language.ts";
import { CodeText } from "./code-text.tsx";

function Report({ report }: { readonly report: AuditView }) {
  const { t } = useTranslation("registry");
  const locale = useIntlLocale();
  const { blocks, leaves, signatures, knownTo, badBundles, fault, sealed } = report;
  const counts = t("audit.counts", {
    blocks: sayNumber(blocks, locale),
    leaves: sayNumber(leaves, locale),
    signatures: sayNumber(signatures, locale),
  });
  const known = knownTo === 0 ? "" : t("audit.known", { leaves: sayNumber(knownTo, locale) });
  if (fault !== undefined) {
    return (
      <Notice
        tone="bad"
        title={t("audit.fault", { height: sayNumber(fault.height, locale) })}
        code={fault.code}
        isLive
      >
        <CodeText code={fault.code} say="what" />
      </Notice>
    );
  }
  const isSound = badBundles.length === 0 && sealed;
  return (
    <Notice
      tone={isSound ? "ok" : "warn"}
      title={isSound ? t("audit.sound") : t("audit.damaged")}
      isLive
      {...(badBundles.length > 0 && { next: t("audit.mend") })}
    >
      {counts} {known}
    </Notice>
  );
}

/** Everything in the own copy gone through anew, as nobody has to take the authorities' word for it. */
export function CheckAll() {
  const { t } = useTranslation("registry");
  const audit = useCall("registry.audit");
  const cancel = useCall("app.cancel");
  const work = useApp(({ works }) => works.audit);
  const { cancel: name } = work ?? {};
  return (
    <Section title={t("audit.title")}>
      <div className="grid gap-3 rounded-card border border-line bg-surface px-4 py-3.5">
        <p className="text-small text-dim">{t("audit.means")}</p>
        {work === undefined ? (
          <div className="flex flex-wrap gap-2">
            <Button icon={ShieldCheck} busy={audit.busy} onPress={() => void audit.run({ fresh: false })}>
              {t("audit.do")}
            </Button>
            <Button isDisabled={audit.busy} onPress={() => void audit.run({ fresh: true })}>
              {t("audit.fresh")}
            </Button>
          </div>
        ) : (
          <ProgressBar
            label={t("audit.working")}
            done={work.done}
            total={work.total}
            secondsLeft={work.secondsLeft}
            onCancel={name === undefined ? undefined : () => void cancel.run({ work: name })}
          />
        )}
        {audit.value !== undefined && <Report report={audit.value} />}
        {audit.code === "follow.cancelled" ? (
          <Notice
            tone="warn"
            title={t("audit.stopped")}
            next={t("audit.stopped_next")}
            code={audit.code}
            isLive
          />
        ) : (
          <Failure code={audit.code} />
        )}
      </div>
    </Section>
  );
}
