import { Signature, Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ValueOf } from "../../../src/contract/contract.ts";
import type { DraftView, OfficeTypeView } from "../../../src/contract/office-views.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { Checkbox } from "../../parts/checkbox.tsx";
import { DateText } from "../../parts/date-text.tsx";
import { Failure } from "../../parts/failure.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { Section } from "../../parts/section.tsx";
import { useEnter } from "../../state/use-enter.ts";
import { ClaimList } from "./claim-list.tsx";
import { Sealing } from "./sealing.tsx";
import { SendBack } from "./send-back.tsx";
import { subjectOf } from "./subject.ts";

type Batch = ValueOf<"bulk.preview_batch">;

const flat = ({ claims }: DraftView): JsonObject =>
  Object.fromEntries(
    claims.filter(({ path }) => path.length === 1).map(({ path, value }) => [path[0], value]),
  );

/** One that was drawn, to be read and ticked off. */
function Drawn(props: {
  readonly draft: DraftView;
  readonly type: OfficeTypeView | undefined;
  readonly isRead: boolean;
  readonly onRead: (isRead: boolean) => void;
  /** It was sent back to the first officer. */
  readonly isBack: boolean;
  readonly onBack: () => void;
}) {
  const { draft, type, isRead, onRead, isBack, onBack } = props;
  const { t } = useTranslation("office");
  const subject = subjectOf(flat(draft), type);
  return (
    <Section title={subject}>
      <div className="grid gap-3">
        <ClaimList label={subject} claims={draft.claims} name={subject} />
        <p className="text-note text-dim">
          {t("record.expires")}: <DateText time={draft.expires} />
        </p>
        {isBack ? (
          <p className="text-note text-dim">{t("batch.is_back")}</p>
        ) : (
          <div className="flex flex-wrap items-center justify-between gap-3">
            <Checkbox isSelected={isRead} onChange={onRead}>
              {t("batch.read", { subject })}
            </Checkbox>
            {!draft.isOwn && (
              <Button size="small" icon={Undo2} label={t("batch.back_of", { subject })} onPress={onBack}>
                {t("approve.back")}
              </Button>
            )}
          </div>
        )}
      </div>
    </Section>
  );
}

/** Many that a colleague signed first: all were checked, some are read by the second officer, then all are signed. */
export function BatchLook(props: {
  readonly text: string;
  readonly batch: Batch;
  readonly type: OfficeTypeView | undefined;
  readonly onApproved: () => void;
  readonly onLeave: () => void;
}) {
  const { text, batch, type, onApproved, onLeave } = props;
  const { t } = useTranslation("office");
  const say = useLangText();
  const approve = useCall("bulk.approve_batch");
  const [read, setRead] = useState<ReadonlySet<string>>(new Set());
  const { sample, count } = batch;
  const isOwn = sample.some((draft) => draft.isOwn);
  const [asked, setAsked] = useState<DraftView>();
  const [back, setBack] = useState<ReadonlySet<string>>(new Set());
  const left = sample.filter(({ commitment }) => !read.has(commitment)).length;
  /** Of those that were asked for so far; what is sealed once is not approved again. */
  const [answer, setAnswer] = useState<{ readonly sealed: number; readonly refused: number }>();

  async function sign(): Promise<void> {
    const given = await approve.run({ batch: text, looked: [...read] });
    // All that waited when it was asked before have been sealed since.
    if (!given.ok && given.code === "office.draft_stale" && answer?.refused === 0) onApproved();
    if (!given.ok) return;
    const { refused } = given.value;
    const sealed = (answer?.sealed ?? 0) + given.value.sealed;
    setAnswer({ sealed, refused });
    if (refused === 0 && sealed === count) onApproved();
  }

  const canSign = left === 0 && back.size === 0 && !isOwn;
  useEnter(() => void sign(), canSign && asked === undefined && !approve.busy);

  return (
    <Page key="batch" title={t("batch.title", { count })} crumb={say(type?.name, batch.type)}>
      <div className="grid max-w-[780px] gap-5">
        <Notice tone="off" title={t("batch.drawn", { count: sample.length })}>
          {t("batch.drawn_means")}
        </Notice>
        {sample.map((draft) => (
          <Drawn
            key={draft.commitment}
            draft={draft}
            type={type}
            isRead={read.has(draft.commitment)}
            onRead={(isRead) => {
              const next = new Set(read);
              if (isRead) next.add(draft.commitment);
              else next.delete(draft.commitment);
              setRead(next);
            }}
            isBack={back.has(draft.commitment)}
            onBack={() => setAsked(draft)}
          />
        ))}
        {isOwn && <Notice tone="off" title={t("approve.own")} code="office.own_draft" />}
        {approve.busy && <Sealing />}
        {answer !== undefined && (answer.refused > 0 || answer.sealed < count) && (
          <Notice tone="warn" title={t("batch.some", { n: answer.sealed })} isLive>
            {t("batch.some_means", { refused: answer.refused })}
          </Notice>
        )}
        <Failure code={approve.code} />
        {back.size > 0 && (
          <Notice tone="warn" title={t("batch.some_back", { n: back.size })} isLive>
            {t("batch.some_back_means")}
          </Notice>
        )}
        <div className="flex flex-wrap items-center justify-end gap-3">
          {left > 0 && back.size === 0 && !isOwn && (
            <p className="text-note text-dim">{t("batch.left", { n: left })}</p>
          )}
          <Button isDisabled={approve.busy} onPress={onLeave}>
            {t("step.back")}
          </Button>
          {!isOwn && (
            <Button
              kind="primary"
              icon={Signature}
              busy={approve.busy}
              isDisabled={!canSign}
              keys="Enter"
              onPress={() => void sign()}
            >
              {t("batch.sign", { count })}
            </Button>
          )}
        </div>
        {asked !== undefined && (
          <SendBack
            draft={asked.draft}
            subject={subjectOf(flat(asked), type)}
            onClose={() => setAsked(undefined)}
            onDone={() => {
              setBack(new Set([...back, asked.commitment]));
              setAsked(undefined);
            }}
          />
        )}
      </div>
    </Page>
  );
}
