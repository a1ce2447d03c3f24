import { Signature } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ActView, OfficeRecordView, OfficeTypeView } from "../../../src/contract/office-views.ts";
import type { IssueView } from "../../../src/contract/views.ts";
import { useCall } from "../../bridge/use-call.ts";
import type { Fingerprint } from "../../files/fingerprint.ts";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Page } from "../../parts/page.tsx";
import { Select } from "../../parts/select.tsx";
import { ClaimsForm } from "./claims-form.tsx";
import { draftFrom } from "./draft.ts";
import { ALONE, issuedTo } from "./holders.tsx";
import { HashLines } from "./hash-lines.tsx";
import { LookWithHolders } from "./look-with-holders.tsx";
import { OrderFile } from "./order-file.tsx";
import { RequestStep } from "./request-step.tsx";
import { subjectOf } from "./subject.ts";
import { useFilled } from "./use-filled.ts";
import { useReason } from "./use-reason.ts";

/** What is to come in place of a certificate: to whom, with what changed, and why; then its owner is asked. */
export function Replace(props: {
  /** With the owner's consent; by the office alone, where nobody owns it; or by an order without consent. */
  readonly act: "replace" | "renew" | "order";
  readonly record: OfficeRecordView;
  readonly type: OfficeTypeView;
  readonly reasons: ActView["reasons"];
  readonly onClose: () => void;
  /** It waits for the owner now. */
  readonly onProposed: () => void;
  /** By an order, or by the office alone: it is signed. */
  readonly onSigned: (issued: IssueView) => void;
}) {
  const { act, record, type, reasons, onClose, onProposed, onSigned } = props;
  const isOrdered = act === "order";
  const isRenewed = act === "renew";
  const { t } = useTranslation("office");
  const sayReason = useReason();
  const propose = useCall("office.propose_replacement");
  const order = useCall("office.replace_by_order");
  const complete = useCall("office.complete_replacement");
  const [document, setDocument] = useState<Fingerprint>();
  const [isAsked, setAsked] = useState(false);
  const [request, setRequest] = useState<string>();
  const [reason, setReason] = useState<string>();
  const [held, setHeld] = useState(ALONE);
  const { commitment } = record.row;
  const { filled, setFilled, claims, setClaims, validFor } = useFilled(type, () => ({
    draft: draftFrom(record.claims),
    until: "",
  }));
  const step = claims !== undefined ? 3 : request !== undefined ? 2 : 1;
  const titles = { 1: "begin", 2: "fill", 3: "look" } as const;

  async function send(): Promise<void> {
    if (request === undefined || claims === undefined || reason === undefined) return;
    const wanted = {
      old: commitment,
      request,
      claims,
      reason,
      ...issuedTo(held, type),
      ...(validFor === undefined ? {} : { validFor }),
    };
    if (!isOrdered) {
      const proposed = await propose.run(wanted);
      if (!proposed.ok) return;
      if (!isRenewed) return onProposed();
      const { proposal } = proposed.value;
      const done = await complete.run({ proposal });
      if (done.ok) onSigned(done.value);
      return;
    }
    if (document === undefined) return;
    const answer = await order.run({ ...wanted, order: document.hash });
    if (answer.ok) onSigned(answer.value);
  }

  return (
    <Page
      key={step}
      title={t(isOrdered && step === 2 ? "order.fill" : `replace.${titles[step]}`)}
      crumb={t("replace.step", { subject: subjectOf(record.row.claims, type), step, of: 3 })}
      isNarrow
    >
      {step === 1 && (
        <div className="grid gap-5">
          <p className="text-dim">
            {t(isRenewed ? "renew.begin_means" : isOrdered ? "order.begin_means" : "replace.begin_means")}
          </p>
          <RequestStep types={[type]} onRequest={setRequest} />
          <div className="flex justify-end">
            <Button onPress={onClose}>{t("step.back")}</Button>
          </div>
        </div>
      )}
      {step === 2 && (
        <ClaimsForm
          type={type}
          filled={filled}
          onChange={setFilled}
          onDone={setClaims}
          onBack={() => setRequest(undefined)}
          replaces={commitment}
          isHeld={reason === undefined || (isOrdered && document === undefined)}
          onTry={() => setAsked(true)}
        >
          <Select
            className="max-w-96"
            label={t("replace.reason")}
            placeholder={t("act.reason_choose")}
            items={reasons.map((id) => ({ id, label: sayReason(id) }))}
            value={reason}
            onChange={setReason}
            hint={t("act.reason_hint")}
            error={isAsked && reason === undefined ? t("act.reason_missing") : undefined}
          />
          {isOrdered && (
            <OrderFile
              label={t("order.document")}
              hint={t("order.document_hint")}
              choose={t("order.choose")}
              value={document}
              onChange={setDocument}
              isMissing={isAsked}
            />
          )}
        </ClaimsForm>
      )}
      {step === 3 && claims !== undefined && request !== undefined && (
        <LookWithHolders
          request={request}
          held={held}
          onHeld={setHeld}
          type={type}
          claims={claims}
          validFor={validFor}
          replaces={{ commitment, claims: record.claims }}
          act={t(isRenewed ? "renew.sign" : isOrdered ? "order.sign" : "replace.propose")}
          icon={Signature}
          busy={propose.busy || order.busy || complete.busy}
          onAct={() => void send()}
          onBack={() => setClaims(undefined)}
        >
          <p className="text-dim">
            {t(isRenewed ? "renew.look_means" : isOrdered ? "order.look_means" : "replace.look_means", {
              reason: sayReason(reason ?? ""),
            })}
          </p>
          {isOrdered && document !== undefined && (
            <HashLines label={t("order.document")} hash={document.hash} />
          )}
          <Failure code={propose.code ?? order.code ?? complete.code} />
        </LookWithHolders>
      )}
    </Page>
  );
}
