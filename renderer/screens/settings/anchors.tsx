import { BadgeCheck, Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AnchorView } from "../../../src/contract/receive-views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { useRead } from "../../bridge/use-read.ts";
import { Button } from "../../parts/button.tsx";
import { CertificateFacts } from "../../parts/certificate-facts.tsx";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import { Section } from "../../parts/section.tsx";
import { sayInPassing } from "../../parts/toasts.ts";
import { AnchorEnd } from "./anchor-end.tsx";

const AddAnchor = lazy(() => import("./add-anchor.tsx"));

/** Whom this person trusts beside the registry: who signs for issuers and askers it does not know. */
export function Anchors() {
  const { t } = useTranslation("settings");
  const list = useRead("trust.list", {}, ["wallet.changed"]);
  const remove = useCall("trust.remove");
  const [leaving, setLeaving] = useState<AnchorView>();
  const [isAdding, setAdding] = useState(false);
  const anchors = list.value ?? [];

  async function removeIt({ fingerprint, name }: AnchorView): Promise<void> {
    const answer = await remove.run({ fingerprint });
    if (!answer.ok) return;
    setLeaving(undefined);
    list.reload();
    sayInPassing(t("anchors.removed", { name }));
  }

  return (
    <Section title={t("anchors.title")}>
      <div className="grid gap-3">
        <p className="text-dim">{t("anchors.means")}</p>
        {list.value !== undefined && anchors.length === 0 && <p>{t("anchors.none")}</p>}
        {anchors.length > 0 && (
          <Rows label={t("anchors.title")}>
            {anchors.map((anchor) => (
              <Row
                key={anchor.fingerprint}
                icon={BadgeCheck}
                title={<bdi>{anchor.name}</bdi>}
                detail={<CertificateFacts of={anchor} />}
                trailing={
                  <span className="flex flex-wrap items-center justify-end gap-3">
                    <AnchorEnd of={anchor} />
                    <Button
                      size="small"
                      label={t("anchors.remove_one", { name: anchor.name })}
                      onPress={() => setLeaving(anchor)}
                    >
                      {t("anchors.remove")}
                    </Button>
                  </span>
                }
              />
            ))}
          </Rows>
        )}
        <Failure code={list.code} />
        <div>
          <Button icon={Plus} onPress={() => setAdding(true)}>
            {t("anchors.add")}
          </Button>
        </div>
      </div>
      {isAdding && (
        <Suspense fallback={null}>
          <AddAnchor
            onClose={() => setAdding(false)}
            onAdded={() => {
              setAdding(false);
              list.reload();
            }}
          />
        </Suspense>
      )}
      {leaving !== undefined && (
        <ConfirmDialog
          title={t("anchors.remove_title", { name: leaving.name })}
          isOpen
          isDanger
          onClose={() => setLeaving(undefined)}
          onConfirm={() => void removeIt(leaving)}
          confirm={t("anchors.remove")}
          busy={remove.busy}
        >
          <p>{t("anchors.remove_means")}</p>
          <Failure code={remove.code} className="mt-3" />
        </ConfirmDialog>
      )}
    </Section>
  );
}
