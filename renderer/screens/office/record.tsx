import { Gavel, Replace as ReplaceIcon, RefreshCw, Send, Siren } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { OfficeRecordView } from "../../../src/contract/office-views.ts";
import type { IssueView } from "../../../src/contract/views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { useRead } from "../../bridge/use-read.ts";
import { Button } from "../../parts/button.tsx";
import { DateText } from "../../parts/date-text.tsx";
import { Failure } from "../../parts/failure.tsx";
import { LangText } from "../../parts/lang-text.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { Section } from "../../parts/section.tsx";
import { ShortHash } from "../../parts/short-hash.tsx";
import { hrefOf } from "../../router/routes.ts";
import { goTo } from "../../router/use-place.ts";
import type { ScreenProps } from "../screen-props.ts";
import { ACT_ICONS, ActDialog, type StatusAct } from "./act-dialog.tsx";
import { ClaimList } from "./claim-list.tsx";
import { DeliveryDialog } from "./delivery-dialog.tsx";
import { HeldLine } from "./held-line.tsx";
import { Issued } from "./issued.tsx";
import { NoOffice } from "./no-office.tsx";
import { NotSealed } from "./not-sealed.tsx";
import { Past } from "./past.tsx";
import { Proposals } from "./proposal.tsx";
import { Refused } from "./refused.tsx";
import { Replace } from "./replace.tsx";
import { RowState } from "./row-state.tsx";
import { subjectOf } from "./subject.ts";
import { useReason } from "./use-reason.ts";
import { useTypes } from "./use-types.ts";
import { WaitsForSecond } from "./waits-for-second.tsx";

type Open = StatusAct | "replace" | "renew" | "order" | "deliver" | undefined;

const ICONS = { ...ACT_ICONS, replace: ReplaceIcon, renew: RefreshCw, order: Gavel } as const;

function Facts({ record }: { readonly record: OfficeRecordView }) {
  const { t } = useTranslation("office");
  const { row, predecessor, successor } = record;
  const line = "flex flex-wrap justify-between gap-x-4";
  return (
    <dl className="grid gap-1.5 text-note">
      <div className={line}>
        <dt className="text-dim">{t("record.issued")}</dt>
        <dd>
          <DateText time={row.issued} />
        </dd>
      </div>
      <div className={line}>
        <dt className="text-dim">{t("record.expires")}</dt>
        <dd>
          <DateText time={row.expires} />
        </dd>
      </div>
      <div className={line}>
        <dt className="text-dim">{t("record.mark")}</dt>
        <dd>
          <ShortHash hash={row.commitment} />
        </dd>
      </div>
      <HeldLine holders={record.holders} />
      {predecessor !== undefined && (
        <div className={line}>
          <dt className="text-dim">{t("record.predecessor")}</dt>
          <dd>
            <a href={hrefOf("record", { commitment: predecessor })}>{t("record.open")}</a>
          </dd>
        </div>
      )}
      {successor !== undefined && (
        <div className={line}>
          <dt className="text-dim">{t("record.successor")}</dt>
          <dd>
            <a href={hrefOf("record", { commitment: successor })}>{t("record.open")}</a>
          </dd>
        </div>
      )}
    </dl>
  );
}

/** The message for the second officer again, and a look whether they signed. */
function Waiting({ record, onChange }: { readonly record: OfficeRecordView; readonly onChange: () => void }) {
  const refresh = useCall("office.refresh");
  const { typeOf } = useTypes();
  const { run } = refresh;
  const { commitment, claims, type } = record.row;
  const ask = useCallback(async () => {
    const answer = await run({ commitment });
    if (answer.ok && answer.value.row.state !== "waiting") onChange();
  }, [run, commitment, onChange]);
  useEffect(() => void ask(), [ask]);
  // What was shown stays while it is asked for again.
  const [draft, setDraft] = useState<string>();
  const came = refresh.value?.draft;
  if (came !== undefined && came !== draft) setDraft(came);
  return (
    <>
      {draft !== undefined && (
        <WaitsForSecond
          draft={draft}
          subject={subjectOf(claims, typeOf(type))}
          busy={refresh.busy}
          onAsk={() => void ask()}
        />
      )}
      <Failure code={refresh.code} />
    </>
  );
}

/** How far one that is not in the registry has come. */
function OnItsWay({
  record,
  onChange,
}: {
  readonly record: OfficeRecordView;
  readonly onChange: () => void;
}) {
  const { t } = useTranslation("office");
  const refresh = useCall("office.refresh");
  const { row } = record;
  if (row.state === "sealed") return null;
  if (row.state === "refused") return <Refused row={row} />;
  if (row.state === "waiting") return <Waiting record={record} onChange={onChange} />;
  return (
    <div className="grid gap-3">
      <NotSealed
        title={t("issued.pending")}
        next={t("issued.pending_next")}
        busy={refresh.busy}
        onAsk={() => void refresh.run({ commitment: row.commitment }).then(onChange)}
      />
      <Failure code={refresh.code} />
    </div>
  );
}

function Acts({
  record,
  onOpen,
}: {
  readonly record: OfficeRecordView;
  readonly onOpen: (open: Open) => void;
}) {
  const { t } = useTranslation("office");
  return (
    <>
      {record.row.state === "sealed" && (
        <Button icon={Send} onPress={() => onOpen("deliver")}>
          {t("record.deliver")}
        </Button>
      )}
      {record.acts.map(({ act }) => (
        <Button key={act} icon={ICONS[act]} onPress={() => onOpen(act)}>
          {t(act === "replace" || act === "renew" ? `${act}.do` : `act.${act}.do`)}
        </Button>
      ))}
    </>
  );
}

/** One certificate of this office's register: what it says, what happened to it, what can be done. */
export default function Record({ params }: ScreenProps<"record">) {
  const { commitment } = params;
  const { t } = useTranslation("office");
  const {
    value: record,
    code,
    reload,
  } = useRead("office.record", { commitment }, ["office.row", "registry.changed"]);
  const { typeOf } = useTypes();
  const sayReason = useReason();
  const [open, setOpen] = useState<Open>();
  const [replacement, setReplacement] = useState<IssueView>();
  if (record === undefined)
    return <Page title={t("record.title")}>{code !== undefined && <NoOffice code={code} />}</Page>;

  const type = typeOf(record.row.type);
  const subject = subjectOf(record.row.claims, type);
  const reasonsOf = (act: Open) => record.acts.find((each) => each.act === act)?.reasons ?? [];
  function close(): void {
    setOpen(undefined);
    reload();
  }

  if ((open === "replace" || open === "renew" || open === "order") && type !== undefined) {
    return (
      <Replace
        act={open}
        record={record}
        type={type}
        reasons={reasonsOf(open)}
        onSigned={(issued) => {
          setOpen(undefined);
          goTo("record", { commitment: issued.row.commitment });
        }}
        onClose={() => setOpen(undefined)}
        onProposed={close}
      />
    );
  }
  return (
    <Page
      title={subject === "" ? t("record.title") : subject}
      crumb={
        <>
          <a href={hrefOf("register")}>{t("register.title")}</a> · <LangText of={record.typeName} />
        </>
      }
      actions={<Acts record={record} onOpen={setOpen} />}
      asideLabel={t("record.past")}
      aside={
        <div className="grid gap-6">
          <Section title={t("record.facts")}>
            <Facts record={record} />
          </Section>
          <Section title={t("record.past")}>
            <Past past={record.past} commitment={commitment} />
          </Section>
        </div>
      }
    >
      <div className="grid gap-6">
        <p>
          <RowState row={record.row} />
        </p>
        {record.withoutConsent !== undefined && (
          <Notice tone="warn" icon={Siren} title={t("record.without_consent")}>
            {t("record.without_consent_means", { reason: sayReason(record.withoutConsent) })}
          </Notice>
        )}
        <OnItsWay record={record} onChange={reload} />
        {replacement !== undefined && (
          <Section title={t("proposal.done")}>
            <Issued issued={replacement} type={type} />
          </Section>
        )}
        {replacement === undefined && (
          <Proposals
            record={record}
            type={type}
            onDone={(issued) => {
              setReplacement(issued);
              reload();
            }}
          />
        )}
        <Section title={t("record.claims")}>
          <ClaimList label={t("record.claims")} claims={record.claims} name={subject} />
        </Section>
      </div>
      {(open === "suspend" || open === "reinstate" || open === "revoke") && (
        <ActDialog
          act={open}
          reasons={reasonsOf(open)}
          subject={subject}
          commitment={commitment}
          onClose={() => setOpen(undefined)}
          onDone={close}
        />
      )}
      {open === "deliver" && (
        <DeliveryDialog commitment={commitment} subject={subject} onClose={() => setOpen(undefined)} />
      )}
    </Page>
  );
}
