import { Send, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ClaimView, RequestView } from "../../../src/contract/views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { useRead } from "../../bridge/use-read.ts";
import { Button } from "../../parts/button.tsx";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { Failure } from "../../parts/failure.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { Section } from "../../parts/section.tsx";
import { AskedClaims } from "./asked-claims.tsx";
import { AskerCard } from "./asker-card.tsx";
import { Leaving } from "./leaving.tsx";
import { endedOf, RequestWarnings } from "./request-warnings.tsx";
import { approvedOf, askerKey, type Choices, firstChoices, leavingOf } from "./request-words.ts";
import { useEnter } from "../../state/use-enter.ts";
import { useSayList } from "../../words/use-language.ts";

/** A presentation that was approved: the text for the asker, and what is in it. */
export interface Answered {
  readonly response: string;
  readonly shown: readonly ClaimView[];
  readonly request: RequestView;
}

/** Who asks and for what, claim by claim, with exactly what would leave; then yes or no. */
export function RequestLook(props: {
  readonly request: RequestView;
  readonly onRefuse: () => void;
  readonly onAnswered: (answered: Answered) => void;
}) {
  const { request, onRefuse, onAnswered } = props;
  const { t } = useTranslation("citizen");
  const say = useLangText();
  const sayAll = useSayList();
  const held = useRead("holder.list", {}, ["registry.changed"]);
  const answer = useCall("present.answer");
  const [choices, setChoices] = useState<Choices>(() => firstChoices(request));
  const [isAsking, setAsking] = useState(false);

  const pairs = request.asked.flatMap((asked) => {
    const choice = choices.get(asked.query);
    return choice === undefined ? [] : [{ asked, choice }];
  });
  const leaving = pairs.flatMap(({ asked, choice }) => leavingOf(asked, choice));
  const canAnswer =
    request.refusal === undefined && request.asked.length > 0 && pairs.length === request.asked.length;
  // How the chosen ones stand is told before anything can be approved.
  const isKnown = held.value !== undefined || held.code !== undefined;
  const ended = endedOf(
    pairs.flatMap(({ choice }) => held.value?.filter(({ id }) => id === choice.credential) ?? []),
  );
  const isAskerDoubtful = request.asker.state !== "accredited" || request.overAsking;
  const hasWarnings = isAskerDoubtful || ended.length > 0;

  async function approve(despiteWarnings: boolean): Promise<void> {
    const given = await answer.run({
      request: request.request,
      answers: pairs.map(({ asked, choice }) => ({
        query: asked.query,
        credential: choice.credential,
        approved: approvedOf(asked, choice).map((path) => [...path]),
      })),
      despiteWarnings,
    });
    setAsking(false);
    if (given.ok) onAnswered({ response: given.value.response, shown: leaving, request });
  }

  function approveOrAsk(): void {
    if (hasWarnings) setAsking(true);
    else void approve(false);
  }

  useEnter(approveOrAsk, canAnswer && isKnown && !answer.busy);

  return (
    <Page key="request" title={t("request.title")} crumb={t("request.crumb")} isNarrow>
      <div className="grid gap-4">
        {request.refusal !== undefined && (
          <Notice
            tone="bad"
            title={t("refusal.title")}
            next={t("refusal.next")}
            code={request.refusal}
            isLive
          >
            {t(`asker.${askerKey(request.refusal)}`)}
          </Notice>
        )}
        <AskerCard request={request} />
        {request.refusal === undefined && <RequestWarnings request={request} ended={ended} />}
        {request.refusal === undefined && (
          <Section title={t("request.ask_for")}>
            <div className="grid gap-4">
              {request.asked.map((asked) => (
                <AskedClaims
                  key={asked.query}
                  asked={asked}
                  held={held.value ?? []}
                  choice={choices.get(asked.query)}
                  onChange={(choice) => setChoices(new Map(choices).set(asked.query, choice))}
                />
              ))}
            </div>
          </Section>
        )}
        {canAnswer && <Leaving title={t("request.leaves")} claims={leaving} />}
        <Failure code={answer.code} />
        <div className="flex flex-wrap justify-end gap-3">
          <Button icon={X} onPress={onRefuse}>
            {canAnswer ? t("request.refuse") : t("request.close")}
          </Button>
          {canAnswer && (
            <Button
              kind="primary"
              size="big"
              icon={Send}
              busy={answer.busy || !isKnown}
              onPress={approveOrAsk}
            >
              {t("request.approve")}
            </Button>
          )}
        </div>
      </div>
      <ConfirmDialog
        title={t("request.confirm_title")}
        confirm={t("request.confirm_act")}
        icon={Send}
        isDanger
        isOpen={isAsking}
        busy={answer.busy}
        onClose={() => setAsking(false)}
        onConfirm={() => void approve(true)}
      >
        {isAskerDoubtful && (
          <p>
            {request.asker.state === "accredited" ? t("request.confirm_over") : t("request.confirm_unknown")}
          </p>
        )}
        {ended.length > 0 && <p className="not-first:mt-2">{t("request.confirm_state")}</p>}
        <p className="mt-2">
          {t("request.confirm_leaves", { claims: sayAll(leaving.map(({ label }) => say(label))) })}
        </p>
      </ConfirmDialog>
    </Page>
  );
}
