import { Send, Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { REINSTATING, REVOKING, SUSPENDING } from "../../../src/chain/entries/reasons.ts";
import type { CopiesRowView } from "../../../src/contract/copies-views.ts";
import type { OfficeTypeView } from "../../../src/contract/office-views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { DateText } from "../../parts/date-text.tsx";
import { Failure } from "../../parts/failure.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { Page } from "../../parts/page.tsx";
import { PassOn } from "../../parts/pass-on.tsx";
import { Section } from "../../parts/section.tsx";
import { ShortHash } from "../../parts/short-hash.tsx";
import { ACT_ICONS, CopiesActDialog, type StatusAct } from "./act-dialog.tsx";
import { fileNameOf } from "./file-name.ts";
import { NotSealed, PassItOn } from "./not-sealed.tsx";
import { RowState } from "./row-state.tsx";
import { subjectOf } from "./subject.ts";

const REASONS = { suspend: SUSPENDING, reinstate: REINSTATING, revoke: REVOKING } as const;

function actsOn({ state, status }: CopiesRowView): readonly StatusAct[] {
  if (state !== "sealed" || status === "revoked" || status === "replaced") return [];
  return [status === "suspended" ? "reinstate" : "suspend", "revoke"];
}

function Facts({ row, batch }: { readonly row: CopiesRowView; readonly batch: readonly CopiesRowView[] }) {
  const { t } = useTranslation("office");
  const counting = batch.filter(({ status }) => status === "valid").length;
  const facts = [
    { label: t("copies.number"), value: row.copies },
    { label: t("copies.batch"), value: <ShortHash hash={row.batch} /> },
    {
      label: t("copies.in_batch"),
      value:
        row.state === "sealed"
          ? t("copies.in_force", { counting, holders: batch.length })
          : t("copies.holders", { holders: batch.length }),
    },
    { label: t("record.issued"), value: <DateText time={row.issued} /> },
    { label: t("record.expires"), value: <DateText time={row.expires} /> },
  ];
  return (
    <dl className="grid max-w-[520px] gap-1.5">
      {facts.map(({ label, value }) => (
        <div key={label} className="flex flex-wrap justify-between gap-x-4">
          <dt className="text-dim">{label}</dt>
          <dd className="tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The single-use copies of one holder: how they stand, their delivery, and what can be done with all of them. */
export function CopiesLook(props: {
  readonly row: CopiesRowView;
  /** All of the same batch. */
  readonly batch: readonly CopiesRowView[];
  readonly type: OfficeTypeView | undefined;
  readonly onChanged: () => void;
  readonly onLeave: () => void;
}) {
  const { row, batch, type, onChanged, onLeave } = props;
  const { t } = useTranslation("office");
  const say = useLangText();
  const refresh = useCall("copies.refresh");
  const [open, setOpen] = useState<StatusAct>();
  const subject = subjectOf(row.claims, type);
  const isSealed = row.state === "sealed";
  const isOnItsWay = row.state === "signed" || row.state === "submitted";
  const delivery = refresh.value?.holders.find(
    ({ certificate }) => certificate === row.certificate,
  )?.delivery;

  async function ask(): Promise<void> {
    await refresh.run({ batch: row.batch });
    onChanged();
  }

  return (
    <Page
      title={subject}
      crumb={
        <>
          {t("copies.title")} · {say(type?.name, row.type)}
        </>
      }
      actions={
        <>
          <Button icon={Undo2} onPress={onLeave}>
            {t("step.back")}
          </Button>
          {isSealed && (
            <Button icon={Send} busy={refresh.busy} onPress={() => void ask()}>
              {t("record.deliver")}
            </Button>
          )}
          {actsOn(row).map((act) => (
            <Button key={act} icon={ACT_ICONS[act]} onPress={() => setOpen(act)}>
              {t(`act.${act}.do`)}
            </Button>
          ))}
        </>
      }
    >
      <div className="grid gap-6">
        <p>
          <RowState row={row} />
        </p>
        {isOnItsWay && <NotSealed title={t("copies.pending")} busy={refresh.busy} onAsk={() => void ask()} />}
        <Failure code={refresh.value?.code ?? refresh.code} />
        <Section title={t("record.facts")}>
          <Facts row={row} batch={batch} />
        </Section>
        {delivery !== undefined && (
          <PassItOn>
            <PassOn
              text={delivery}
              file={fileNameOf(t("file.delivery"), subject)}
              label={t("issued.code")}
              isMain
              autoFocus
            />
          </PassItOn>
        )}
      </div>
      {open !== undefined && (
        <CopiesActDialog
          act={open}
          reasons={REASONS[open]}
          subject={subject}
          certificate={row.certificate}
          copies={row.copies}
          onClose={() => setOpen(undefined)}
          onDone={() => {
            setOpen(undefined);
            onChanged();
          }}
        />
      )}
    </Page>
  );
}
