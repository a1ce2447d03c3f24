import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { DraftView } from "../../../src/contract/office-views.ts";
import { Icon } from "../../parts/icon.tsx";

/** How far something that two officers sign has come: what is done, what is next, what is to come. */
export function DraftSteps({ draft }: { readonly draft: DraftView }) {
  const { t } = useTranslation("office");
  const agreed =
    draft.order !== undefined
      ? t("approve.step.order")
      : draft.kind === "replace"
        ? t("approve.step.consent", { count: draft.consents })
        : undefined;
  const done = [t("approve.step.draft"), ...(agreed === undefined ? [] : [agreed])];
  const pill = "inline-flex items-center gap-1.5 rounded-pill border px-3 py-0.5 text-[0.8rem] font-semibold";
  return (
    <ol aria-label={t("approve.steps")} className="flex flex-wrap gap-2">
      {done.map((step) => (
        <li key={step} className={`${pill} border-ok text-ok`}>
          <Icon of={Check} size={14} />
          {step}
        </li>
      ))}
      <li aria-current="step" className={`${pill} border-accent bg-accent text-accent-ink`}>
        {t("approve.step.second")}
      </li>
      <li className={`${pill} border-line-strong text-dim`}>{t("approve.step.sealed")}</li>
    </ol>
  );
}
