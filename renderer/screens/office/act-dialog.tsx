import { Ban, CirclePause, CirclePlay, type LucideIcon } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ActView } from "../../../src/contract/office-views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Select } from "../../parts/select.tsx";
import { sayInPassing } from "../../parts/toasts.ts";
import { Sealing } from "./sealing.tsx";
import { useReason } from "./use-reason.ts";

export type StatusAct = "suspend" | "reinstate" | "revoke";

export const ACT_ICONS: { readonly [act in StatusAct]: LucideIcon } = {
  suspend: CirclePause,
  reinstate: CirclePlay,
  revoke: Ban,
};

/** Asks before a certificate's state is changed, and for the reason that the registry keeps. */
export function ActDialog(props: {
  readonly act: StatusAct;
  readonly reasons: ActView["reasons"];
  readonly subject: string;
  readonly commitment: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { act, reasons, subject, commitment, onClose, onDone } = props;
  const { t } = useTranslation("office");
  const sayReason = useReason();
  const change = useCall(`office.${act}`);
  const [reason, setReason] = useState<string>();
  const [isAsked, setAsked] = useState(false);
  const refusal = change.value?.state === "refused" ? (change.value.code ?? "unknown") : change.code;

  async function confirm(): Promise<void> {
    setAsked(true);
    if (reason === undefined || change.busy) return;
    const answer = await change.run({ commitment, reason });
    if (!answer.ok || answer.value.state === "refused") return;
    const isSealed = answer.value.state === "sealed";
    sayInPassing(t(isSealed ? `act.${act}.done` : "act.submitted", { subject }), isSealed ? "ok" : "warn");
    onDone();
  }

  return (
    <ConfirmDialog
      isOpen
      title={t(`act.${act}.question`)}
      confirm={t(`act.${act}.do`)}
      icon={ACT_ICONS[act]}
      isDanger={act === "revoke"}
      busy={change.busy}
      onClose={() => !change.busy && onClose()}
      onConfirm={() => void confirm()}
    >
      <div className="grid gap-4">
        <p>
          <strong className="font-semibold wrap-anywhere">{subject}</strong>
        </p>
        <p>{t(`act.${act}.means`)}</p>
        <Select
          label={t("act.reason")}
          hint={t("act.reason_hint")}
          placeholder={t("act.reason_choose")}
          items={reasons.map((id) => ({ id, label: sayReason(id) }))}
          value={reason}
          onChange={setReason}
          error={isAsked && reason === undefined ? t("act.reason_missing") : undefined}
          isDisabled={change.busy}
        />
        {change.busy && <Sealing />}
        <Failure code={refusal} />
      </div>
    </ConfirmDialog>
  );
}
