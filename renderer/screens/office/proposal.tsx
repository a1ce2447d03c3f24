import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OfficeRecordView, OfficeTypeView, ProposalView } from "../../../src/contract/office-views.ts";
import type { IssueView } from "../../../src/contract/views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { DateText } from "../../parts/date-text.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Intake } from "../../parts/intake/intake.tsx";
import { Pill } from "../../parts/pill.tsx";
import { Section } from "../../parts/section.tsx";
import { ClaimList } from "./claim-list.tsx";
import { fileNameOf } from "./file-name.ts";
import { PassOn } from "../../parts/pass-on.tsx";
import { Sealing } from "./sealing.tsx";
import { subjectOf } from "./subject.ts";
import { useReason } from "./use-reason.ts";

/** A replacement that waits: the question goes out, the owner's consent comes in, and it is done. */
export function Proposal(props: {
  readonly proposal: ProposalView;
  readonly record: OfficeRecordView;
  readonly type: OfficeTypeView | undefined;
  /** The registry took it, or still has it. */
  readonly onDone: (issued: IssueView) => void;
}) {
  const { proposal, record, type, onDone } = props;
  const { t } = useTranslation("office");
  const sayReason = useReason();
  const complete = useCall("office.complete_replacement");
  const takeOne = useCall("office.take_consent");
  const subject = subjectOf(record.row.claims, type);
  const row = complete.value?.row;
  const refusal = row?.state === "refused" ? (row.code ?? "unknown") : (complete.code ?? takeOne.code);
  // Signed anew at each reading: the one that was shown first stays.
  const [question] = useState(proposal.consentRequest);

  const given = Math.max(proposal.given, takeOne.value?.given ?? 0);
  const isBusy = complete.busy || takeOne.busy;

  async function finish(): Promise<void> {
    const answer = await complete.run({ proposal: proposal.proposal });
    if (answer.ok && answer.value.row.state !== "refused") onDone(answer.value);
  }

  async function take(consent: string): Promise<void> {
    if (isBusy) return;
    const answer = await takeOne.run({ proposal: proposal.proposal, consent: consent.trim() });
    if (answer.ok && answer.value.given >= proposal.need) await finish();
  }

  return (
    <div className="grid gap-5">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-note text-dim">
        {given < proposal.need ? (
          <Pill tone="wait">{t("proposal.waits")}</Pill>
        ) : (
          <Pill tone="ok">{t("proposal.ready")}</Pill>
        )}
        <span>
          {sayReason(proposal.reason)} · {t("proposal.until")} <DateText time={proposal.answerBy} />
        </span>
      </p>
      <ClaimList
        label={t("proposal.changes")}
        claims={proposal.claims}
        before={record.claims}
        name={subject}
      />
      <Section title={t("proposal.ask")}>
        <p className="mb-3 text-dim">{t("proposal.ask_means")}</p>
        {question === undefined ? (
          <Failure code="office.no_key" tone="warn" />
        ) : (
          <PassOn text={question} file={fileNameOf(t("file.consent"), subject)} label={t("proposal.code")} />
        )}
      </Section>
      <Section title={t("proposal.take")}>
        {given > 0 && !isBusy && (
          <p className="mb-3" role="status">
            {given < proposal.need
              ? t("proposal.agreed", { number: given, need: proposal.need })
              : t("proposal.all_agreed")}
          </p>
        )}
        {isBusy && <Sealing />}
        {!isBusy && given < proposal.need && (
          <Intake title={t("proposal.drop")} onText={(text) => void take(text)} />
        )}
        {!isBusy && given >= proposal.need && (
          <Button kind="primary" onPress={() => void finish()}>
            {t("proposal.go_on")}
          </Button>
        )}
        <Failure code={refusal} className="mt-3" />
      </Section>
    </div>
  );
}

/** All that wait; one of them open. */
export function Proposals(props: {
  readonly record: OfficeRecordView;
  readonly type: OfficeTypeView | undefined;
  readonly onDone: (issued: IssueView) => void;
}) {
  const { record, type, onDone } = props;
  const { t } = useTranslation("office");
  const [chosen, setChosen] = useState<string>();
  const open = record.proposals.find(({ proposal }) => proposal === chosen) ?? record.proposals[0];
  if (open === undefined) return null;
  return (
    <Section title={t("proposal.title")}>
      {record.proposals.length > 1 && (
        <div className="mb-4 flex flex-wrap gap-2">
          {record.proposals.map(({ proposal }, i) => (
            <Button
              key={proposal}
              size="small"
              kind={proposal === open.proposal ? "primary" : "plain"}
              onPress={() => setChosen(proposal)}
            >
              {t("proposal.number", { number: i + 1 })}
            </Button>
          ))}
        </div>
      )}
      <Proposal key={open.proposal} proposal={open} record={record} type={type} onDone={onDone} />
    </Section>
  );
}
