import { Eye, Hourglass, Inbox, RefreshCw, Trash2 } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReceivingView } from "../../../src/contract/receive-views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { useRead } from "../../bridge/use-read.ts";
import { Button } from "../../parts/button.tsx";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { DateText } from "../../parts/date-text.tsx";
import { Failure } from "../../parts/failure.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import { Section } from "../../parts/section.tsx";
import { sayInPassing } from "../../parts/toasts.ts";
import { useNow } from "../../state/use-now.ts";
import { hostOf } from "./issuer-words.ts";

/** What issuers were asked for and nobody has decided on: still awaited, or to be looked at. */
export function Awaited({ onArrived }: { readonly onArrived: (receiving: ReceivingView) => void }) {
  const { t } = useTranslation("citizen");
  const say = useLangText();
  const list = useRead("receive.list", {}, ["wallet.changed", "receive.changed"]);
  const check = useCall("receive.check");
  const refuse = useCall("receive.refuse");
  const [asked, setAsked] = useState<string>();
  const [dropped, setDropped] = useState<ReceivingView>();
  const now = useNow();
  const rows = list.value ?? [];
  const due = rows.find(({ state, next }) => state === "waiting" && (next ?? 0) <= now)?.id;

  async function ask(id: string): Promise<void> {
    setAsked(id);
    await check.run({ id });
    list.reload();
  }

  // What is due when the screen opens is asked for at once; later the program does it in the background.
  useEffect(() => {
    if (due !== undefined && due !== asked) void ask(due);
    // oxlint-disable-next-line react/exhaustive-deps -- once for each that comes due
  }, [due]);

  async function drop(): Promise<void> {
    if (dropped === undefined) return;
    const answer = await refuse.run({ id: dropped.id });
    if (!answer.ok) return;
    setDropped(undefined);
    sayInPassing(t("offer.refused"));
    list.reload();
  }

  if (rows.length === 0) return <Failure code={list.code} />;
  return (
    <Section title={t("awaited.title")}>
      <div className="grid gap-3">
        <Rows label={t("awaited.title")}>
          {rows.map((one) => (
            <Row
              key={one.id}
              icon={one.state === "waiting" ? Hourglass : Inbox}
              title={<bdi>{say(one.names, hostOf(one.issuer))}</bdi>}
              detail={
                one.state === "waiting" ? (
                  <>
                    {t("awaited.waiting")} <DateText time={one.made} withClock />
                  </>
                ) : (
                  t("awaited.arrived")
                )
              }
              trailing={
                <span className="flex flex-wrap gap-2">
                  {one.state === "waiting" ? (
                    <Button
                      size="small"
                      icon={RefreshCw}
                      busy={check.busy && asked === one.id}
                      onPress={() => void ask(one.id)}
                    >
                      {t("awaited.ask")}
                    </Button>
                  ) : (
                    <Button size="small" kind="primary" icon={Eye} onPress={() => onArrived(one)}>
                      {t("awaited.look")}
                    </Button>
                  )}
                  <Button size="small" icon={Trash2} onPress={() => setDropped(one)}>
                    {t("awaited.drop")}
                  </Button>
                </span>
              }
            />
          ))}
        </Rows>
        <Failure code={check.code} />
      </div>
      <ConfirmDialog
        title={t("awaited.drop_title")}
        confirm={t("awaited.drop_act")}
        isDanger
        isOpen={dropped !== undefined}
        busy={refuse.busy}
        onClose={() => setDropped(undefined)}
        onConfirm={() => void drop()}
      >
        <p>{t("awaited.drop_means")}</p>
        <Failure code={refuse.code} className="mt-3" />
      </ConfirmDialog>
    </Section>
  );
}
