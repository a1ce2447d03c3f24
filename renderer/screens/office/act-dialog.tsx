import { Ban, CirclePause, CirclePlay, type LucideIcon } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ActView } from "../../../src/contract/office-views.ts";
import type { ChangeView } from "../../../src/contract/views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Select } from "../../parts/select.tsx";
import { Notice } from "../../parts/notice.tsx";
import { sayInPassing } from "../../parts/toasts.ts";
import { Sealing } from "./sealing.tsx";
import { useReason } from "./use-reason.ts";

export type StatusAct = "suspend" | "reinstate" | "revoke";

export const ACT_ICONS: { readonly [act in StatusAct]: LucideIcon } = {
  suspend: CirclePause,
  reinstate: CirclePlay,
  revoke: Ban,
};

interface Asking {
  readonly act: StatusAct;
  readonly reasons: ActView["reasons"];
  readonly subject: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** The act once its reason is known: how far it got, undefined where it was not done. */
interface Change {
  readonly run: (reason: string) => Promise<ChangeView | undefined>;
  readonly busy: boolean;
  readonly value: ChangeView | undefined;
  readonly code: string | undefined;
}

/** Asks before the state of what stands in the registry is changed, and for the reason that it keeps. */
function ActQuestion(props: Asking & { readonly change: Change; readonly children?: ReactNode }) {
  const { act, reasons, subject, change, onClose, onDone, children } = props;
  const { t } = useTranslation("office");
  const sayReason = useReason();
  const [reason, setReason] = useState<string>();
  const [isAsked, setAsked] = useState(false);
  const refusal = change.value?.state === "refused" ? (change.value.code ?? "unknown") : change.code;

  async function confirm(): Promise<void> {
    setAsked(true);
    if (reason === undefined || change.busy) return;
    const done = await change.run(reason);
    if (done === undefined || done.state === "refused") return;
    const isSealed = done.state === "sealed";
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
        {children}
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

/** Suspends, reinstates or withdraws a certificate of the register. */
export function ActDialog({ commitment, ...asking }: Asking & { readonly commitment: string }) {
  const { run, ...state } = useCall(`office.${asking.act}`);
  const change = {
    ...state,
    run: async (reason: string) => {
      const answer = await run({ commitment, reason });
      return answer.ok ? answer.value : undefined;
    },
  };
  return <ActQuestion {...asking} change={change} />;
}

/** The same with all single-use copies of a holder, which are linked by that. */
export function CopiesActDialog(props: Asking & { readonly certificate: string; readonly copies: number }) {
  const { certificate, copies, ...asking } = props;
  const { act } = asking;
  const { t } = useTranslation("office");
  const { run, ...state } = useCall("copies.change");
  const change = {
    ...state,
    run: async (reason: string) => {
      const answer = await run({ certificate, act, reason });
      return answer.ok ? answer.value : undefined;
    },
  };
  return (
    <ActQuestion {...asking} change={change}>
      <Notice tone="warn" title={t("copies.links", { copies })}>
        {t("copies.links_means")}
      </Notice>
    </ActQuestion>
  );
}
