import { CirclePause, Inbox, ReceiptText, Stamp, Text as TextIcon, WalletCards } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "../../parts/button-link.tsx";
import { AgeText, CalendarDateText, DateText } from "../../parts/date-text.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Kbd } from "../../parts/kbd.tsx";
import { LangText } from "../../parts/lang-text.tsx";
import { NumberText } from "../../parts/number-text.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import { SealRing } from "../../parts/seal-ring.tsx";
import { Section } from "../../parts/section.tsx";
import { ShortHash } from "../../parts/short-hash.tsx";
import { StatePill } from "../../parts/state-pill.tsx";
import { Table } from "../../parts/table.tsx";
import { Tabs } from "../../parts/tabs.tsx";
import { hrefOf } from "../../router/routes.ts";
import { useNow } from "../../state/use-now.ts";
import { DAY, MOMENT, sampleHash } from "./sample.ts";

interface Deed {
  readonly entry: number;
  readonly parcel: string;
}

const COUNT = 100_000;
const deedAt = (index: number): Deed => ({
  entry: COUNT - index,
  parcel: `${1 + (index % 40)}/${1 + ((index * 7) % 90)}`,
});

function Register() {
  const { t } = useTranslation("gallery");
  const [opened, setOpened] = useState<Deed>();
  return (
    <div className="grid gap-2">
      <Table
        label={t("data.table")}
        height="320px"
        count={COUNT}
        rowAt={deedAt}
        keyOf={({ entry }) => String(entry)}
        selected={opened === undefined ? undefined : String(opened.entry)}
        onOpen={setOpened}
        empty={null}
        columns={[
          {
            id: "entry",
            title: t("data.entry"),
            width: "90px",
            cell: ({ entry }) => <NumberText value={entry} />,
          },
          {
            id: "subject",
            title: t("data.subject"),
            width: "minmax(180px, 2fr)",
            isHead: true,
            cell: ({ parcel }) => t("data.parcel", { number: parcel }),
          },
          {
            id: "since",
            title: t("data.since"),
            width: "120px",
            cell: ({ entry }) => <DateText time={MOMENT - entry * 3600} form="short" />,
          },
          {
            id: "state",
            title: t("data.state"),
            width: "160px",
            cell: ({ entry }) => <StatePill state={entry % 7 === 0 ? "replaced" : "valid"} />,
          },
        ]}
      />
      <p className="text-note text-dim" role="status">
        {opened === undefined ? t("data.nothing_chosen") : t("data.chosen", { number: opened.parcel })}
      </p>
    </div>
  );
}

export function Lists() {
  const { t } = useTranslation("gallery");
  const now = useNow();
  const [tab, setTab] = useState<"claims" | "receipt">("claims");
  return (
    <Section title={t("data.title")}>
      <div className="grid gap-6">
        <Rows label={t("data.rows")}>
          <Row
            icon={Stamp}
            title={t("data.issued")}
            detail={t("data.issued_detail")}
            trailing={<ShortHash hash={sampleHash(6)} />}
            href={hrefOf("block", { height: "1283" })}
          />
          <Row
            icon={CirclePause}
            title={t("data.suspended")}
            detail={t("cards.civil_registry")}
            trailing={<ShortHash hash={sampleHash(7)} />}
          />
          <Row
            leading={<SealRing cosigned={[true, true, true, false]} />}
            title={t("cards.identity_office")}
            trailing={<AgeText time={now - 40} />}
          />
        </Rows>
        <Register />
        <Tabs
          label={t("data.tabs")}
          selected={tab}
          onChange={setTab}
          items={[
            { id: "claims", label: t("data.claims"), icon: TextIcon, content: t("data.claims_content") },
            {
              id: "receipt",
              label: t("data.receipt"),
              icon: ReceiptText,
              content: t("data.receipt_content"),
            },
          ]}
        />
        <EmptyState
          icon={WalletCards}
          title={t("data.empty")}
          actions={
            <ButtonLink kind="primary" icon={Inbox} href={hrefOf("receive")}>
              {t("data.empty_act")}
            </ButtonLink>
          }
        >
          {t("data.empty_means")}
        </EmptyState>
      </div>
    </Section>
  );
}

export function Texts() {
  const { t } = useTranslation("gallery");
  const now = useNow();
  const facts = [
    { id: "date", label: t("texts.date"), value: <DateText time={MOMENT} /> },
    { id: "clock", label: t("texts.clock"), value: <DateText time={MOMENT} form="short" withClock /> },
    { id: "born", label: t("texts.born"), value: <CalendarDateText date="1991-03-14" /> },
    { id: "age", label: t("texts.age"), value: <AgeText time={now - 2 * DAY - 60} /> },
    { id: "number", label: t("texts.number"), value: <NumberText value={1_284_017} /> },
    {
      id: "name",
      label: t("texts.name"),
      value: <LangText of={{ en: "Civil Registry", de: "Standesamt", ar: "السجل المدني" }} />,
    },
    { id: "hash", label: t("texts.hash"), value: <ShortHash hash={sampleHash(8)} /> },
    { id: "keys", label: t("texts.keys"), value: <Kbd keys="Ctrl+K" /> },
  ];
  return (
    <Section title={t("texts.title")}>
      <dl className="grid gap-x-8 gap-y-1.5 sm:grid-cols-2">
        {facts.map(({ id, label, value }) => (
          <div key={id} className="flex flex-wrap gap-x-3">
            <dt className="min-w-32 text-dim">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
