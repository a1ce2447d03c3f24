import { Signature } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ActView, OfficeRecordView, OfficeTypeView } from "../../../src/contract/office-views.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { useNow } from "../../state/use-now.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Page } from "../../parts/page.tsx";
import { Select } from "../../parts/select.tsx";
import { ClaimsForm, type Filled } from "./claims-form.tsx";
import { draftFrom } from "./draft.ts";
import { Look } from "./look.tsx";
import { RequestStep } from "./request-step.tsx";
import { subjectOf } from "./subject.ts";
import { useReason } from "./use-reason.ts";
import { readUntil } from "./validity.ts";

/** What is to come in place of a certificate: to whom, with what changed, and why; then its owner is asked. */
export function Replace(props: {
  readonly record: OfficeRecordView;
  readonly type: OfficeTypeView;
  readonly reasons: ActView["reasons"];
  readonly onClose: () => void;
  /** It waits for the owner now. */
  readonly onProposed: () => void;
}) {
  const { record, type, reasons, onClose, onProposed } = props;
  const { t } = useTranslation("office");
  const sayReason = useReason();
  const propose = useCall("office.propose_replacement");
  const [request, setRequest] = useState<string>();
  const [filled, setFilled] = useState<Filled>(() => ({ draft: draftFrom(record.claims), until: "" }));
  const [reason, setReason] = useState<string>();
  const [claims, setClaims] = useState<JsonObject>();
  const { commitment } = record.row;
  const now = useNow();
  const until = readUntil(filled.until, type.validity, now);
  const validFor = until === "wrong" ? undefined : until;
  const step = claims !== undefined ? 3 : request !== undefined ? 2 : 1;
  const titles = { 1: "begin", 2: "fill", 3: "look" } as const;

  async function send(): Promise<void> {
    if (request === undefined || claims === undefined || reason === undefined) return;
    const answer = await propose.run({
      old: commitment,
      request,
      claims,
      reason,
      ...(validFor === undefined ? {} : { validFor }),
    });
    if (answer.ok) onProposed();
  }

  return (
    <Page
      key={step}
      title={t(`replace.${titles[step]}`)}
      crumb={t("replace.step", { subject: subjectOf(record.row.claims, type), step, of: 3 })}
      isNarrow
    >
      {step === 1 && (
        <div className="grid gap-5">
          <p className="text-dim">{t("replace.begin_means")}</p>
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
          isHeld={reason === undefined}
        >
          <Select
            className="max-w-96"
            label={t("replace.reason")}
            placeholder={t("act.reason_choose")}
            items={reasons.map((id) => ({ id, label: sayReason(id) }))}
            value={reason}
            onChange={setReason}
            hint={t("act.reason_hint")}
          />
        </ClaimsForm>
      )}
      {step === 3 && claims !== undefined && (
        <Look
          type={type}
          claims={claims}
          validFor={validFor}
          replaces={{ commitment, claims: record.claims }}
          act={t("replace.propose")}
          icon={Signature}
          busy={propose.busy}
          onAct={() => void send()}
          onBack={() => setClaims(undefined)}
        >
          <p className="text-dim">{t("replace.look_means", { reason: sayReason(reason ?? "") })}</p>
          <Failure code={propose.code} />
        </Look>
      )}
    </Page>
  );
}
