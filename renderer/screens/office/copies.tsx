import { Files } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../../bridge/use-read.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Page } from "../../parts/page.tsx";
import { ShortHash } from "../../parts/short-hash.tsx";
import { hrefOf } from "../../router/routes.ts";
import { CopiesLook } from "./copies-look.tsx";
import { NoOffice } from "./no-office.tsx";
import { OfficeTable } from "./office-table.tsx";
import { RowState } from "./row-state.tsx";
import { useTypes } from "./use-types.ts";
import { WaitingCopies } from "./waiting-copies.tsx";

/** Whom this office issued single-use copies to, newest batch first. */
export default function Copies() {
  const { t } = useTranslation("office");
  const { typeOf } = useTypes();
  const { value: rows, code, reload } = useRead("copies.list", {}, ["registry.changed"]);
  const [chosen, setChosen] = useState<string>();
  const shown = rows?.find(({ certificate }) => certificate === chosen);
  if (rows === undefined)
    return <Page title={t("copies.title")}>{code !== undefined && <NoOffice code={code} />}</Page>;
  if (shown !== undefined)
    return (
      <CopiesLook
        key={shown.certificate}
        row={shown}
        batch={rows.filter(({ batch }) => batch === shown.batch)}
        type={typeOf(shown.type)}
        onChanged={reload}
        onLeave={() => setChosen(undefined)}
      />
    );
  return (
    <Page key="list" title={t("copies.title")} crumb={<a href={hrefOf("register")}>{t("register.title")}</a>}>
      <Failure code={code} className="mb-4" />
      <WaitingCopies typeOf={typeOf} onIssued={reload} />
      {rows.length === 0 ? (
        <EmptyState icon={Files} title={t("copies.empty")}>
          {t("copies.empty_means")}
        </EmptyState>
      ) : (
        <>
          <p className="mb-4 max-w-[70ch] text-dim">{t("copies.means")}</p>
          <OfficeTable
            label={t("copies.title")}
            count={rows.length}
            rowAt={(index) => rows[index]}
            keyOf={({ certificate }) => certificate}
            onOpen={({ certificate }) => setChosen(certificate)}
            minWidth={880}
            height="calc(100dvh - 260px)"
            empty={null}
            typeOf={typeOf}
            lead={[
              {
                id: "batch",
                title: t("copies.batch"),
                width: "88px",
                cell: ({ batch }) => <ShortHash hash={batch} />,
              },
            ]}
            dates={[
              { id: "since", title: t("register.since"), at: ({ issued }) => issued },
              { id: "until", title: t("copies.until"), at: ({ expires }) => expires },
            ]}
            state={(row) => <RowState row={row} />}
          />
        </>
      )}
    </Page>
  );
}
