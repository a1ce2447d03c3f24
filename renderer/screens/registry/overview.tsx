import { RefreshCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { RegistryView } from "../../../src/contract/views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { LangText } from "../../parts/lang-text.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { useApp } from "../../state/app-state.ts";
import { Alarms } from "./alarms.tsx";
import { Authorities } from "./authorities.tsx";
import { Chain } from "./chain.tsx";
import { Copy } from "./copy.tsx";
import { Findings } from "./findings.tsx";
import { OwnPlaces } from "./own-places.tsx";
import { Sources } from "./sources.tsx";

function Content({
  registry,
  opened,
}: {
  readonly registry: RegistryView;
  readonly opened?: number | undefined;
}) {
  return (
    <div className="grid gap-6">
      {registry.mode === "light" ? (
        <OwnPlaces registry={registry} opened={opened} />
      ) : (
        <Chain registry={registry} opened={opened} />
      )}
      <div className="grid items-start gap-x-8 gap-y-6 md:grid-cols-2">
        <Sources registry={registry} />
        <Authorities registry={registry} />
        <Findings registry={registry} />
        <Copy registry={registry} />
      </div>
    </div>
  );
}

/** The registry as this wallet follows it: its chain, who seals it, where it comes from, what went wrong. */
export function Overview({ opened }: { readonly opened?: number }) {
  const { t } = useTranslation("registry");
  const registry = useApp(({ wallet }) => wallet?.registry);
  const isSyncing = useApp(({ works }) => works.sync !== undefined);
  const sync = useCall("registry.sync");
  const { value } = sync;
  return (
    <Page
      title={t("title")}
      {...(registry?.name !== undefined && { crumb: <LangText of={registry.name} /> })}
      {...(registry !== undefined && { notice: <Alarms registry={registry} /> })}
      actions={
        <Button
          kind="primary"
          icon={RefreshCw}
          busy={sync.busy || isSyncing}
          onPress={() => void sync.run({})}
        >
          {t("sync.do")}
        </Button>
      }
    >
      <Failure code={sync.code} className="mb-4" />
      {value !== undefined && value.alarm === undefined && (
        <Notice
          tone={value.findings.length === 0 ? "ok" : "warn"}
          title={value.newBlocks === 0 ? t("sync.nothing") : t("sync.done", { count: value.newBlocks })}
          isLive
          className="mb-4"
        >
          {value.findings.length > 0 && t("sync.findings", { count: value.findings.length })}
        </Notice>
      )}
      {registry !== undefined && <Content registry={registry} opened={opened} />}
    </Page>
  );
}
