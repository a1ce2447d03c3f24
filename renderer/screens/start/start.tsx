import { ArchiveRestore, FolderOpen, Plus, WalletCards } from "lucide-react";
import { lazy, useState } from "react";
import { useTranslation } from "react-i18next";
import { Work } from "../../parts/work-strip.tsx";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { useApp } from "../../state/app-state.ts";
import { NewWallet } from "./new-wallet.tsx";
import { ProfileRows } from "./profile-rows.tsx";
import { SampleWay } from "./sample-way.tsx";
import { StartPage } from "./start-page.tsx";
import { Way } from "./way.tsx";

const Restore = lazy(() => import("./restore.tsx"));

/** Before any wallet is in use: a new one, one that is there, or the sample. */
export default function Start() {
  const { t } = useTranslation("start");
  const app = useApp((state) => state.app);
  const [isNew, setNew] = useState(false);
  const own = (app?.profiles ?? []).filter(({ sample }) => !sample);
  const mayHaveOwn = app?.realWallets === true;
  const [isRestoring, setRestoring] = useState(false);
  const restoring = useApp(({ works }) => works.restore);
  if (isRestoring) return <Restore onBack={() => setRestoring(false)} />;
  if (isNew) return <NewWallet onBack={() => setNew(false)} />;

  return (
    <StartPage title={t("welcome")} lead={t("lead")} isWide>
      {/* Begun before the page was loaded anew. */}
      {restoring !== undefined && <Work progress={restoring} />}
      {!mayHaveOwn && <Failure code="app.root" tone="warn" className="mx-auto max-w-[640px]" />}
      <div className="grid items-stretch gap-4 md:grid-cols-3">
        <Way icon={Plus} title={t("new.title")} means={t("new.means")}>
          <Button
            icon={Plus}
            {...(own.length === 0 && mayHaveOwn && { kind: "primary", autoFocus: true })}
            isDisabled={!mayHaveOwn}
            onPress={() => setNew(true)}
          >
            {t("new.begin")}
          </Button>
        </Way>
        <Way icon={FolderOpen} title={t("existing.title")} means={t("existing.means")}>
          {own.length > 0 ? (
            <ProfileRows label={t("wallets")} profiles={own} act={t("open")} autoFocus />
          ) : (
            <p className="flex items-center gap-2.5 rounded-note border border-dashed border-line-strong px-4 py-3 text-note text-dim">
              <WalletCards aria-hidden size={18} className="shrink-0" />
              {t("existing.none")}
            </p>
          )}
          <Button icon={ArchiveRestore} isDisabled={!mayHaveOwn} onPress={() => setRestoring(true)}>
            {t("restore.begin")}
          </Button>
        </Way>
        <SampleWay autoFocus={!mayHaveOwn} />
      </div>
    </StartPage>
  );
}
