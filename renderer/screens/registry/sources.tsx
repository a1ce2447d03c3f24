import { PencilLine, ServerOff } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RegistryView, SourceView } from "../../../src/contract/views.ts";
import { Button } from "../../parts/button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Pill } from "../../parts/pill.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import { SealRing } from "../../parts/seal-ring.tsx";
import { Section } from "../../parts/section.tsx";
import type { Tone } from "../../parts/tone.ts";
import { CodeText } from "./code-text.tsx";
import { hostOf } from "./host-of.ts";
import { SourcesDialog } from "./sources-dialog.tsx";

const TONES: { readonly [state in SourceView["state"]]: Tone } = {
  good: "ok",
  marked: "bad",
  unreachable: "warn",
  unused: "off",
};

function SourceRow({ source, registry }: { readonly source: SourceView; readonly registry: RegistryView }) {
  const { t } = useTranslation("registry");
  const { url, state } = source;
  const last = registry.findings.filter((finding) => finding.source === url).sort((a, b) => b.at - a.at)[0];
  const isGood = state === "good";
  return (
    <Row
      leading={
        <SealRing cosigned={registry.authorities.map(({ cosigned }) => isGood && cosigned)} isOrnament />
      }
      title={<bdi>{hostOf(url)}</bdi>}
      detail={
        <>
          <span className="block wrap-anywhere">
            <bdi dir="ltr">{url}</bdi>
          </span>
          {!isGood && last !== undefined && <CodeText code={last.code} say="what" />}
        </>
      }
      trailing={<Pill tone={TONES[state]}>{t(`sources.${state}`)}</Pill>}
    />
  );
}

/** Where the registry is fetched from, side by side, and the way to change that. */
export function Sources({ registry }: { readonly registry: RegistryView }) {
  const { t } = useTranslation("registry");
  const [isChanging, setChanging] = useState(false);
  const { sources } = registry;
  return (
    <Section title={t("sources.title")}>
      {sources.length === 0 ? (
        <EmptyState icon={ServerOff} title={t("sources.none")}>
          {t("sources.none_means")}
        </EmptyState>
      ) : (
        <Rows label={t("sources.title")}>
          {sources.map((source) => (
            <SourceRow key={source.url} source={source} registry={registry} />
          ))}
        </Rows>
      )}
      <div className="mt-3">
        <Button size="small" icon={PencilLine} onPress={() => setChanging(true)}>
          {t("sources.change")}
        </Button>
      </div>
      {isChanging && (
        <SourcesDialog urls={sources.map(({ url }) => url)} onClose={() => setChanging(false)} />
      )}
    </Section>
  );
}
