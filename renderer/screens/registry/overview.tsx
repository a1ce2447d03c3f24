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
import { useNow } from "../../state/use-now.ts";
import { useEnter } from "../../state/use-enter.ts";
import { Alarms } from "./alarms.tsx";
import { Authorities } from "./authorities.tsx";
import { Chain, OpenedBlock } from "./chain.tsx";
import { CheckAll } from "./check-all.tsx";
import { Copy } from "./copy.tsx";
import { Days } from "./days.tsx";
import { Deposits } from "./deposits.tsx";
import { Findings } from "./findings.tsx";
import { newestAlarm } from "./newest-alarm.ts";
import { OwnPlaces } from "./own-places.tsx";
import { Sources } from "./sources.tsx";

interface ContentProps {
  readonly registry: RegistryView;
  readonly opened?: number | undefined;
}

function Content({ registry, opened }: ContentProps) {
  const isLight = registry.mode === "light";
  return (
    <div className="grid gap-6">
      {isLight ? (
        <OwnPlaces registry={registry} opened={opened} />
      ) : (
        <Chain registry={registry} opened={opened} />
      )}
      <div className="grid items-start gap-x-8 gap-y-6 md:grid-cols-[minmax(0,1.3fr)_minmax(0,1fr)]">
        <div className="grid gap-6">
          {!isLight && <OpenedBlock registry={registry} opened={opened} />}
          {!isLight && <Days />}
          <Deposits />
          <Copy registry={registry} />
        </div>
        <div className="grid gap-6">
          <Alarms />
          <Findings registry={registry} />
          {!isLight && <CheckAll />}
          <Sources registry={registry} />
          <Authorities registry={registry} />
        </div>
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
  useEnter(() => void sync.run({}), !sync.busy && !isSyncing);
  const now = useNow();
  const alarm = registry && newestAlarm(registry, now);
  return (
    <Page
      title={t("title")}
      {...(registry?.name !== undefined && { crumb: <LangText of={registry.name} /> })}
      {...(alarm !== undefined && { notice: <Failure code={alarm.code} tone={alarm.tone} /> })}
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
