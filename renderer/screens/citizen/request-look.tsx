import { MessageSquareX, Send, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ArgsOf } from "../../../src/contract/contract.ts";
import type { RequestView } from "../../../src/contract/views.ts";
import type { ClaimView } from "../../../src/credential/claim-view.ts";
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
import { FormChoice } from "./form-choice.tsx";
import { Leaving } from "./leaving.tsx";
import { endedOf, RequestWarnings } from "./request-warnings.tsx";
import {
  approvedOf,
  askerKey,
  type Choices,
  firstChoices,
  isEnough,
  leavingOf,
  lookedAt,
} from "./request-words.ts";
import { useEnter } from "../../state/use-enter.ts";
import { useSayList } from "../../words/use-language.ts";

/** A presentation that was approved: the text for the asker, and what is in it. */
export interface Answered {
  /** To be passed on; undefined where it was sent. */
  readonly response: string | undefined;
  /** What was agreed to. */
  readonly answers: ArgsOf<"present.answer">["answers"];
  /** Where the asker says that it goes on. */
  readonly goOn?: string;
  readonly shown: readonly ClaimView[];
  readonly request: RequestView;
}

/** Who asks and for what, claim by claim, with exactly what would leave; then yes or no. */
export function RequestLook(props: {
  readonly request: RequestView;
  /** With what to say of it. */
  readonly onRefuse: (sentence: string) => void;
  readonly onAnswered: (answered: Answered) => void;
}) {
  const { request, onRefuse, onAnswered } = props;
  const { t } = useTranslation("citizen");
  const say = useLangText();
  const sayAll = useSayList();
  const held = useRead("holder.list", {}, ["registry.changed"]);
  const answer = useCall("present.answer");
  const send = useCall("present.send");
  const decline = useCall("present.decline");
  const isBusy = answer.busy || send.busy;
  const [choices, setChoices] = useState<Choices>(() => firstChoices(request));
  const [isAsking, setAsking] = useState(false);

  const pairs = request.asked.flatMap((asked) => {
    const choice = choices.get(asked.query);
    return choice === undefined ? [] : [{ asked, choice }];
  });
  const leaving = pairs.flatMap(({ asked, choice }) => leavingOf(asked, choice));
  const canAnswer = request.refusal === undefined && isEnough(request, choices);
  // How the chosen ones stand is told before anything can be approved.
  const isKnown = held.value !== undefined || held.code !== undefined;
  const ended = endedOf(
    pairs.flatMap(({ choice }) => held.value?.filter(({ id }) => id === choice.credential) ?? []),
  );
  const isAskerKnown = request.asker.state === "accredited" || request.asker.state === "known";
  const isAskerDoubtful = !isAskerKnown || request.overAsking;
  const hasWarnings = isAskerDoubtful || ended.length > 0;

  async function approve(despiteWarnings: boolean): Promise<void> {
    const approved = {
      request: request.request,
      answers: pairs.map(({ asked, choice }) => ({
        query: asked.query,
        credential: choice.credential,
        approved: approvedOf(asked, choice).map((path) => [...path]),
      })),
      despiteWarnings,
    };
    if (request.sentTo !== undefined) {
      const sent = await send.run(approved);
      setAsking(false);
      if (!sent.ok) return;
      const { goOn } = sent.value;
      const more = goOn === undefined ? {} : { goOn };
      onAnswered({ response: undefined, shown: leaving, request, answers: approved.answers, ...more });
      return;
    }
    const given = await answer.run(approved);
    setAsking(false);
    if (!given.ok) return;
    onAnswered({ response: given.value.response, shown: leaving, request, answers: approved.answers });
  }

  function approveOrAsk(): void {
    if (hasWarnings) setAsking(true);
    else void approve(false);
  }

  async function refuseAloud(): Promise<void> {
    const told = await decline.run({ request: request.request });
    if (told.ok) onRefuse(t("request.told"));
  }

  useEnter(approveOrAsk, canAnswer && isKnown && !isBusy);

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
              <FormChoice request={request} choices={choices} onChange={setChoices} />
              {lookedAt(request, choices).map((asked) => (
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
        <Failure code={answer.code ?? send.code ?? decline.code} />
        <div className="flex flex-wrap justify-end gap-3">
          {request.sentTo !== undefined && request.refusal === undefined && (
            <Button icon={MessageSquareX} busy={decline.busy} onPress={() => void refuseAloud()}>
              {t("request.tell")}
            </Button>
          )}
          <Button icon={X} onPress={() => onRefuse(t("request.refused"))}>
            {canAnswer ? t("request.refuse") : t("request.close")}
          </Button>
          {canAnswer && (
            <Button kind="primary" size="big" icon={Send} busy={isBusy || !isKnown} onPress={approveOrAsk}>
              {t(request.sentTo === undefined ? "request.approve" : "request.send")}
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
        busy={isBusy}
        onClose={() => setAsking(false)}
        onConfirm={() => void approve(true)}
      >
        {isAskerDoubtful && (
          <p>
            {isAskerKnown
              ? t("request.confirm_over")
              : t(request.sentTo === undefined ? "request.confirm_unknown" : "request.confirm_stranger")}
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
