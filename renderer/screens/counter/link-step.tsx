import { Hourglass, ListChecks, PlugZap, RotateCcw } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AskView, CaseView, CheckedView, PurposeView } from "../../../src/contract/views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { useRead } from "../../bridge/use-read.ts";
import { Button } from "../../parts/button.tsx";
import { ButtonLink } from "../../parts/button-link.tsx";
import { Card } from "../../parts/card.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Notice } from "../../parts/notice.tsx";
import { PassOn } from "../../parts/pass-on.tsx";
import { QrCode } from "../../parts/qr-code.tsx";
import { Section } from "../../parts/section.tsx";
import { sayInPassing } from "../../parts/toasts.ts";
import { hrefOf } from "../../router/routes.ts";
import { AskedPurpose } from "./asked-purpose.tsx";
import { TimeLeft } from "./time-left.tsx";

function Standing({ of, expires }: { readonly of: CaseView; readonly expires: number }) {
  const { t } = useTranslation("counter");
  if (of.state === "declined") {
    return <Notice tone="warn" title={t("link.declined")} next={t("link.declined_next")} isLive />;
  }
  if (of.state === "closed") return <Notice tone="warn" title={t("link.closed")} isLive />;
  if (of.state === "answered") {
    return (
      <div className="grid justify-items-start gap-3">
        <p className="text-dim">{t("link.kept")}</p>
        {of.check !== undefined && (
          <ButtonLink icon={ListChecks} href={hrefOf("check", { id: of.check })}>
            {t("link.open_check")}
          </ButtonLink>
        )}
      </div>
    );
  }
  return (
    <div className="grid gap-1.5">
      {of.state === "waiting" && (
        <p role="status" className="flex items-center gap-2">
          <Icon of={Hourglass} className="text-dim" />
          <span>
            {t("link.waiting")}
            <span className="block text-note text-dim">{t("link.waiting_means")}</span>
          </span>
        </p>
      )}
      <TimeLeft expires={expires} />
    </div>
  );
}

/** The link goes out; the one answer to it arrives by itself. */
export function LinkStep(props: {
  readonly ask: AskView & { readonly link: string };
  readonly purpose: PurposeView;
  readonly onChecked: (checked: CheckedView) => void;
  readonly onAgain: () => void;
}) {
  const { ask, purpose, onChecked, onAgain } = props;
  const { t } = useTranslation("counter");
  const standing = useRead("counter.case", { id: ask.id }, ["counter.changed"]);
  const close = useCall("counter.close_case");
  const stop = useCall("counter.stop_listening");
  const [isStopped, setStopped] = useState(false);
  const checked = standing.value?.checked;
  useEffect(() => {
    if (checked !== undefined) onChecked(checked);
    // oxlint-disable-next-line react/exhaustive-deps -- the way on is taken once, when the answer is there
  }, [checked]);

  async function leave(): Promise<void> {
    // Nobody shall answer what nobody waits for.
    const answer = await close.run({ id: ask.id });
    if (answer.ok) onAgain();
  }

  async function end(): Promise<void> {
    const answer = await stop.run({});
    if (!answer.ok) return;
    setStopped(true);
    sayInPassing(t("link.stopped"));
  }

  return (
    <div className="grid gap-6">
      <Section title={t("link.title")}>
        <Card className="grid gap-4 p-5">
          <AskedPurpose purpose={purpose} />
          <div className="flex flex-wrap items-start gap-5">
            <QrCode text={ask.link} label={t("link.label")} size={280} />
            <div className="grid min-w-[min(100%,16rem)] flex-1 gap-3">
              <p className="text-dim">{t("link.means")}</p>
              <PassOn text={ask.link} file="request-link.txt" label={t("link.label")} code="shown" />
            </div>
          </div>
          {standing.value !== undefined && <Standing of={standing.value} expires={ask.expires} />}
          <Failure code={standing.code ?? close.code ?? stop.code} />
        </Card>
      </Section>
      <div className="flex flex-wrap gap-2.5">
        <Button icon={RotateCcw} busy={close.busy} onPress={() => void leave()}>
          {t("request.again")}
        </Button>
        {!isStopped && (
          <Button icon={PlugZap} busy={stop.busy} onPress={() => void end()}>
            {t("link.stop")}
          </Button>
        )}
      </div>
    </div>
  );
}
