import { useTranslation } from "react-i18next";
import type { ClaimChangeView, ConsentView } from "../../../src/contract/views.ts";
import { Difference } from "../../parts/difference.tsx";
import { LangText, useLangText } from "../../parts/lang-text.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Section } from "../../parts/section.tsx";
import { ClaimValue } from "./claim-value.tsx";
import { pathOf } from "./certificate-words.ts";

function Line({ change }: { readonly change: ClaimChangeView }) {
  const { kind, label, before, after } = change;
  return (
    <div className="flex flex-wrap gap-x-4 gap-y-0.5 px-4 py-2.5">
      <dt className="w-36 max-w-full text-dim">
        <LangText of={label} />
      </dt>
      <dd className="grid min-w-[min(100%,10rem)] flex-1 justify-items-start gap-1">
        <Difference
          before={before === undefined ? undefined : <ClaimValue claim={{ kind, value: before }} name="" />}
          after={after === undefined ? undefined : <ClaimValue claim={{ kind, value: after }} name="" />}
        />
      </dd>
    </div>
  );
}

/** What will be otherwise, as the office tells it: above all who the new owner is. */
export function ConsentChanges({ consent }: { readonly consent: ConsentView }) {
  const { changes } = consent;
  const { t } = useTranslation("citizen");
  const say = useLangText();
  const office = say(consent.office.name, consent.office.id);
  if (changes === undefined) {
    return (
      <Notice tone="warn" title={t("consent.silent", { office })}>
        {t("consent.silent_means")}
      </Notice>
    );
  }
  return (
    <Section title={t("consent.changes")}>
      {changes.length > 0 && (
        <dl
          aria-label={t("consent.changes")}
          className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface"
        >
          {changes.map((change) => (
            <Line key={pathOf(change)} change={change} />
          ))}
        </dl>
      )}
      <p className="mt-2 text-note text-dim">{t("consent.changes_said", { office })}</p>
    </Section>
  );
}
