import { BadgeCheck, Gift, Plus, QrCode as QrIcon, Undo2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { OfferRowView } from "../../../src/contract/offer-views.ts";
import type { OfficeTypeView } from "../../../src/contract/office-views.ts";
import { useRead } from "../../bridge/use-read.ts";
import { Button } from "../../parts/button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Page } from "../../parts/page.tsx";
import { useEnter } from "../../state/use-enter.ts";
import { NewOffer } from "./new-offer.tsx";
import { NoOffice } from "./no-office.tsx";
import { OfferLook } from "./offer-look.tsx";
import { OfferStatePill } from "./offer-state.tsx";
import { OfficeTable } from "./office-table.tsx";
import { useTypes } from "./use-types.ts";

const OwnCertificate = lazy(() => import("./own-certificate.tsx"));

function List(props: {
  readonly rows: readonly OfferRowView[];
  readonly typeOf: (id: string) => OfficeTypeView | undefined;
  readonly onOpen: (id: string) => void;
  readonly onNew: () => void;
}) {
  const { rows, typeOf, onOpen, onNew } = props;
  const { t } = useTranslation("office");
  return (
    <OfficeTable
      label={t("offers.title")}
      count={rows.length}
      rowAt={(index) => rows[index]}
      keyOf={({ id }) => id}
      onOpen={({ id }) => onOpen(id)}
      minWidth={750}
      height="calc(100dvh - 210px)"
      empty={
        <EmptyState
          icon={Gift}
          title={t("offers.empty")}
          actions={
            <Button kind="primary" icon={QrIcon} onPress={onNew}>
              {t("offers.make")}
            </Button>
          }
        >
          {t("offers.empty_means")}
        </EmptyState>
      }
      typeOf={typeOf}
      dates={[
        { id: "made", title: t("offers.made"), at: ({ made }) => made },
        { id: "expires", title: t("offers.until"), at: ({ expires }) => expires },
      ]}
      state={({ state }) => <OfferStatePill state={state} />}
    />
  );
}

/** What this office offers: a certificate for whoever has the code, collected once by any standard wallet. */
export default function Offers() {
  const { t } = useTranslation("office");
  const { value: types, code, typeOf } = useTypes();
  const list = useRead("offers.list", {}, ["offers.changed", "office.row", "wallet.changed"]);
  const [open, setOpen] = useState<string>();
  const [isNew, setNew] = useState(false);
  const [isCertificate, setCertificate] = useState(false);
  const offered = types?.filter(({ mayIssue, consent }) => mayIssue && !consent) ?? [];
  const shown = list.value?.find(({ id }) => id === open);
  useEnter(
    () => setNew(true),
    offered.length > 0 && list.value !== undefined && !isNew && shown === undefined,
  );

  if (types === undefined || list.value === undefined)
    return (
      <Page title={t("offers.title")}>
        {(code ?? list.code) !== undefined && <NoOffice code={code ?? list.code} />}
      </Page>
    );
  if (isNew) {
    return (
      <NewOffer
        types={offered}
        onLeave={() => setNew(false)}
        onMade={({ id }) => {
          list.reload();
          setNew(false);
          setOpen(id);
        }}
      />
    );
  }
  if (shown !== undefined) {
    return (
      <Page
        key={shown.id}
        title={t("offers.one")}
        isNarrow
        actions={
          <Button icon={Undo2} onPress={() => setOpen(undefined)}>
            {t("offers.all")}
          </Button>
        }
      >
        <OfferLook offer={shown} type={typeOf(shown.type)} onCancelled={list.reload} />
      </Page>
    );
  }
  if (offered.length === 0 && list.value.length === 0) {
    return (
      <Page title={t("offers.title")}>
        <EmptyState icon={Gift} title={t("offers.nothing")}>
          {t("offers.nothing_means")}
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page
      key="list"
      title={t("offers.title")}
      actions={
        <>
          <Button icon={BadgeCheck} onPress={() => setCertificate(true)}>
            {t("offers.certificate")}
          </Button>
          {offered.length > 0 && list.value.length > 0 && (
            <Button kind="primary" icon={Plus} onPress={() => setNew(true)}>
              {t("offers.make")}
            </Button>
          )}
        </>
      }
    >
      <List rows={list.value} typeOf={typeOf} onOpen={setOpen} onNew={() => setNew(true)} />
      {isCertificate && (
        <Suspense fallback={null}>
          <OwnCertificate onClose={() => setCertificate(false)} />
        </Suspense>
      )}
    </Page>
  );
}
