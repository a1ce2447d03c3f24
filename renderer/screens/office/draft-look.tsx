import { Signature, Siren, Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DraftView } from "../../../src/contract/office-views.ts";
import type { ChangeView } from "../../../src/contract/views.ts";
import { useCall } from "../../bridge/use-call.ts";
import type { Fingerprint } from "../../files/fingerprint.ts";
import { Button } from "../../parts/button.tsx";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { DateText } from "../../parts/date-text.tsx";
import { Failure } from "../../parts/failure.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { Section } from "../../parts/section.tsx";
import { ShortHash } from "../../parts/short-hash.tsx";
import { useEnter } from "../../state/use-enter.ts";
import { DraftDifference } from "./draft-difference.tsx";
import { DraftSteps } from "./draft-steps.tsx";
import { HashLines } from "./hash-lines.tsx";
import { HeldLine } from "./held-line.tsx";
import { OrderFile } from "./order-file.tsx";
import { Past } from "./past.tsx";
import { Sealing } from "./sealing.tsx";
import { SendBack } from "./send-back.tsx";
import { useReason } from "./use-reason.ts";

/** The order that stands for the owner's consent, to be held beside the officer's own copy of it. */
function Order({ order }: { readonly order: string }) {
  const { t } = useTranslation("office");
  const [document, setDocument] = useState<Fingerprint>();
  return (
    <Section title={t("order.document")}>
      <div className="grid gap-3 rounded-card border border-line bg-surface p-4">
        <HashLines label={t("order.fingerprint")} hash={order} />
        <OrderFile
          label={t("approve.compare")}
          choose={t("order.choose")}
          value={document}
          onChange={setDocument}
        />
        {document !== undefined &&
          (document.hash === order ? (
            <Notice tone="ok" title={t("approve.is_same")} isLive />
          ) : (
            <Notice tone="bad" title={t("approve.is_other")} next={t("approve.is_other_next")} isLive />
          ))}
      </div>
    </Section>
  );
}

/** What a colleague signed first: exactly the difference, its past, and the choice to sign or not. */
export function DraftLook(props: {
  readonly draft: DraftView;
  readonly subject: string;
  readonly onApproved: (change: ChangeView) => void;
  readonly onLeave: () => void;
}) {
  const { draft, subject, onApproved, onLeave } = props;
  const { t } = useTranslation("office");
  const say = useLangText();
  const sayReason = useReason();
  const approve = useCall("office.approve");
  const [open, setOpen] = useState<"sign" | "back">();
  const isOrdered = draft.order !== undefined;
  const refusal = approve.value?.state === "refused" ? (approve.value.code ?? "unknown") : approve.code;
  const title = t(`approve.${isOrdered ? "order" : draft.kind}`, { type: say(draft.type.name) });

  async function sign(): Promise<void> {
    if (approve.busy) return;
    const answer = await approve.run({ draft: draft.draft });
    if (answer.ok && answer.value.state !== "refused") onApproved(answer.value);
    else setOpen(undefined);
  }
  // What ends a right against its owner's will takes a press more.
  const begin = (): void => (isOrdered ? setOpen("sign") : void sign());
  useEnter(begin, !approve.busy && !draft.isOwn && open === undefined);

  return (
    <Page
      key="look"
      title={subject === "" ? title : subject}
      crumb={title}
      asideLabel={t("approve.past")}
      aside={
        <div className="grid gap-6">
          <Section title={t("record.facts")}>
            <dl className="grid gap-1.5 text-note">
              {draft.reason !== undefined && (
                <div className="flex flex-wrap justify-between gap-x-4">
                  <dt className="text-dim">{t("approve.reason")}</dt>
                  <dd>{sayReason(draft.reason)}</dd>
                </div>
              )}
              <div className="flex flex-wrap justify-between gap-x-4">
                <dt className="text-dim">{t("record.expires")}</dt>
                <dd>
                  <DateText time={draft.expires} />
                </dd>
              </div>
              <div className="flex flex-wrap justify-between gap-x-4">
                <dt className="text-dim">{t("record.mark")}</dt>
                <dd>
                  <ShortHash hash={draft.commitment} />
                </dd>
              </div>
              <HeldLine holders={draft.holders} />
            </dl>
          </Section>
          {draft.old !== undefined && (
            <Section title={t("approve.past")}>
              <Past past={draft.past} commitment={draft.old} />
            </Section>
          )}
        </div>
      }
    >
      <div className="grid max-w-[780px] gap-5">
        <DraftSteps draft={draft} />
        {isOrdered && (
          <Notice tone="warn" icon={Siren} title={t("approve.no_consent")}>
            {t("approve.no_consent_means")}
          </Notice>
        )}
        <DraftDifference draft={draft} name={subject} />
        {draft.order !== undefined && <Order order={draft.order} />}
        {draft.isOwn && <Notice tone="off" title={t("approve.own")} code="office.own_draft" />}
        {approve.busy && <Sealing />}
        <Failure code={refusal} />
        <div className="flex flex-wrap justify-end gap-3">
          {draft.isOwn ? (
            <Button onPress={onLeave}>{t("step.back")}</Button>
          ) : (
            <>
              <Button icon={Undo2} isDisabled={approve.busy} onPress={() => setOpen("back")}>
                {t("approve.back")}
              </Button>
              <Button kind="primary" icon={Signature} busy={approve.busy} keys="Enter" onPress={begin}>
                {t("approve.sign")}
              </Button>
            </>
          )}
        </div>
      </div>
      <ConfirmDialog
        isOpen={open === "sign"}
        title={t("approve.question")}
        confirm={t("approve.sign")}
        icon={Signature}
        isDanger
        busy={approve.busy}
        onClose={() => !approve.busy && setOpen(undefined)}
        onConfirm={() => void sign()}
      >
        <p>
          <strong className="font-semibold wrap-anywhere">{subject}</strong>
        </p>
        <p className="mt-2">{t("approve.no_consent_means")}</p>
      </ConfirmDialog>
      {open === "back" && (
        <SendBack draft={draft.draft} subject={subject} onClose={() => setOpen(undefined)} onDone={onLeave} />
      )}
    </Page>
  );
}
