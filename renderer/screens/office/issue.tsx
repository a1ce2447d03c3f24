import { Signature } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OfficeTypeView } from "../../../src/contract/office-views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Failure } from "../../parts/failure.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { Page } from "../../parts/page.tsx";
import { RadioGroup } from "../../parts/radio-group.tsx";
import { saySpan } from "../../words/format.ts";
import { useIntlLocale } from "../../words/use-language.ts";
import { ClaimsForm } from "./claims-form.tsx";
import { ALONE, issuedTo } from "./holders.tsx";
import { Issued } from "./issued.tsx";
import { LookWithHolders } from "./look-with-holders.tsx";
import { NoOffice } from "./no-office.tsx";
import { RequestStep } from "./request-step.tsx";
import { Sealing } from "./sealing.tsx";
import { NOTHING, useFilled } from "./use-filled.ts";
import { useTypes } from "./use-types.ts";

/** First: what is to be issued, and to whom. */
function Begin(props: {
  readonly types: readonly OfficeTypeView[];
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
  readonly onRequest: (request: string, type: OfficeTypeView) => void;
}) {
  const { types, chosen, onChoose, onRequest } = props;
  const { t } = useTranslation("office");
  const say = useLangText();
  const locale = useIntlLocale();
  return (
    <div className="grid gap-6">
      <RadioGroup
        label={t("issue.type")}
        value={chosen}
        onChange={onChoose}
        items={types.map(({ id, name, validity, consent }) => ({
          id,
          label: say(name),
          hint: t(consent ? "issue.type_hint_consent" : "issue.type_hint", {
            span: saySpan(validity, locale),
          }),
        }))}
      />
      <RequestStep
        types={chosen === undefined ? types : types.filter(({ id }) => id === chosen)}
        onRequest={onRequest}
      />
    </div>
  );
}

/** One certificate from the holder's request to its delivery. */
function IssueSteps({
  types,
  onMore,
}: {
  readonly types: readonly OfficeTypeView[];
  readonly onMore: () => void;
}) {
  const { t } = useTranslation("office");
  const say = useLangText();
  const issue = useCall("office.issue");
  const [chosen, setChosen] = useState(types.length === 1 ? types[0]?.id : undefined);
  const [request, setRequest] = useState<string>();
  const [held, setHeld] = useState(ALONE);
  const type = types.find(({ id }) => id === chosen);
  const { filled, setFilled, claims, setClaims, validFor } = useFilled(type);
  const step = issue.value !== undefined ? 4 : claims !== undefined ? 3 : request !== undefined ? 2 : 1;
  const titles = { 1: "begin", 2: "fill", 3: "look", 4: "done" } as const;

  function begin(text: string, forType: OfficeTypeView): void {
    if (forType.id !== chosen) setFilled(NOTHING);
    setHeld(ALONE);
    setChosen(forType.id);
    setRequest(text);
  }

  return (
    <Page
      key={step}
      title={t(`issue.${titles[step]}`, { type: say(type?.name) })}
      crumb={t("issue.step", { step, of: 4 })}
      isNarrow
    >
      {step === 1 && <Begin types={types} chosen={chosen} onChoose={setChosen} onRequest={begin} />}
      {step === 2 && type !== undefined && (
        <ClaimsForm
          type={type}
          filled={filled}
          onChange={setFilled}
          onDone={setClaims}
          onBack={() => setRequest(undefined)}
        />
      )}
      {step === 3 && type !== undefined && claims !== undefined && request !== undefined && (
        <LookWithHolders
          request={request}
          held={held}
          onHeld={setHeld}
          type={type}
          claims={claims}
          validFor={validFor}
          act={t("issue.sign")}
          icon={Signature}
          busy={issue.busy}
          onAct={() =>
            void issue.run({
              type: type.id,
              request,
              claims,
              ...issuedTo(held, type),
              ...(validFor === undefined ? {} : { validFor }),
            })
          }
          onBack={() => setClaims(undefined)}
        >
          {issue.busy && <Sealing />}
          <Failure code={issue.code} />
        </LookWithHolders>
      )}
      {issue.value !== undefined && <Issued issued={issue.value} type={type} onMore={onMore} />}
    </Page>
  );
}

/** Issues a certificate. */
export default function Issue() {
  const { t } = useTranslation("office");
  const { value, code } = useTypes();
  const [round, setRound] = useState(0);
  const types = value?.filter(({ mayIssue }) => mayIssue);
  if (types !== undefined && types.length > 0)
    return <IssueSteps key={round} types={types} onMore={() => setRound(round + 1)} />;
  return (
    <Page title={t("issue.title")}>
      {(types !== undefined || code !== undefined) && <NoOffice code={code} />}
    </Page>
  );
}
