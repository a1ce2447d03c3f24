import { ShieldCheck, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { RegistryView } from "../../../src/contract/views.ts";
import { DateText } from "../../parts/date-text.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import { Section } from "../../parts/section.tsx";
import { CodeText } from "./code-text.tsx";
import { hostOf } from "./host-of.ts";
import { usePlaceWords } from "./use-place-words.ts";

const SHOWN = 20;

/** What sources gave that did not fit, and damage on disk; all of it was thrown away or mended. */
export function Findings({ registry }: { readonly registry: RegistryView }) {
  const { t } = useTranslation("registry");
  const sayPlace = usePlaceWords();
  const newest = registry.findings.toSorted((a, b) => b.at - a.at).slice(0, SHOWN);
  return (
    <Section title={t("findings.title")}>
      {newest.length === 0 ? (
        <p className="flex items-center gap-2.5 rounded-card border border-line bg-surface px-4 py-3 text-dim">
          <Icon of={ShieldCheck} className="text-ok" />
          {t("findings.none")}
        </p>
      ) : (
        <Rows label={t("findings.title")}>
          {newest.map(({ code, source, at, place }) => (
            <Row
              key={`${code} ${source} ${at} ${place}`}
              icon={TriangleAlert}
              title={<CodeText code={code} say="what" />}
              detail={
                <>
                  <span className="block">
                    <CodeText code={code} say="means" />
                  </span>
                  <bdi>{hostOf(source)}</bdi>
                  {" · "}
                  <bdi>{sayPlace(place)}</bdi>
                  {" · "}
                  <DateText time={at} withClock />{" "}
                  <code dir="ltr" className="font-mono text-tiny wrap-anywhere">
                    {code}
                  </code>
                </>
              }
            />
          ))}
        </Rows>
      )}
    </Section>
  );
}
