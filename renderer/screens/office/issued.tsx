import { BookOpen, Stamp } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { OfficeTypeView } from "../../../src/contract/office-views.ts";
import type { IssueView } from "../../../src/contract/views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { useEvent } from "../../bridge/use-event.ts";
import { Button } from "../../parts/button.tsx";
import { ButtonLink } from "../../parts/button-link.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Notice } from "../../parts/notice.tsx";
import { hrefOf } from "../../router/routes.ts";
import { Deliveries } from "./deliveries.tsx";
import { NotSealed, PassItOn } from "./not-sealed.tsx";
import { Refused } from "./refused.tsx";
import { RowState } from "./row-state.tsx";
import { subjectOf } from "./subject.ts";
import { WaitsForSecond } from "./waits-for-second.tsx";

/** What became of what was signed: pending, sealed with its delivery, or refused; kept up to date. */
export function Issued(props: {
  readonly issued: IssueView;
  readonly type: OfficeTypeView | undefined;
  /** Begins anew. */
  readonly onMore?: () => void;
}) {
  const { type, onMore } = props;
  const { t } = useTranslation("office");
  const refresh = useCall("office.refresh");
  const [issued, setIssued] = useState(props.issued);
  const { row, delivery } = issued;
  const { commitment } = row;
  const subject = subjectOf(row.claims, type);

  async function ask(): Promise<void> {
    const answer = await refresh.run({ commitment });
    if (answer.ok) setIssued(answer.value);
  }

  useEvent("office.row", (told) => {
    if (told.commitment !== commitment || told.state === row.state) return;
    setIssued((before) => ({ ...before, row: told }));
  });
  const lacksDelivery = row.state === "sealed" && delivery === undefined;
  useEffect(() => {
    if (lacksDelivery) void ask();
    // oxlint-disable-next-line react/exhaustive-deps -- once, when it was sealed in the background
  }, [lacksDelivery]);

  return (
    <div className="grid gap-5">
      <p className="flex flex-wrap items-center gap-3">
        <strong className="font-serif text-name font-semibold wrap-anywhere">{subject}</strong>
        <RowState row={row} />
      </p>
      {row.state === "sealed" && (
        <Notice tone="ok" title={t("issued.sealed")} isLive>
          {t("issued.sealed_means", { height: row.height ?? 0 })}
        </Notice>
      )}
      {(row.state === "signed" || row.state === "submitted") && (
        <NotSealed
          title={t("issued.pending")}
          next={t("issued.pending_next")}
          isLive
          busy={refresh.busy}
          onAsk={() => void ask()}
        />
      )}
      {row.state === "waiting" && issued.draft !== undefined && (
        <WaitsForSecond draft={issued.draft} subject={subject} busy={refresh.busy} onAsk={() => void ask()} />
      )}
      {row.state === "refused" && <Refused row={row} />}
      <Failure code={refresh.code} />
      {delivery !== undefined && (
        <PassItOn>
          <Deliveries issued={issued} subject={subject} />
        </PassItOn>
      )}
      <div className="flex flex-wrap gap-3">
        <ButtonLink icon={BookOpen} href={hrefOf("record", { commitment })}>
          {t("issued.open")}
        </ButtonLink>
        {onMore !== undefined && (
          <Button icon={Stamp} onPress={onMore}>
            {t("issued.more")}
          </Button>
        )}
      </div>
    </div>
  );
}
