import { Send, UserX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FEWEST_HOLDERS, nextBatch, type WaitingCopiesView } from "../../../src/contract/copies-views.ts";
import type { OfficeTypeView } from "../../../src/contract/office-views.ts";
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
import { useEnter } from "../../state/use-enter.ts";
import { Sealing } from "./sealing.tsx";
import { subjectOf } from "./subject.ts";

/** Those who wait for copies of one kind, and the question before they are issued to. */
function OfOneType(props: {
  readonly rows: readonly WaitingCopiesView[];
  readonly type: OfficeTypeView | undefined;
  /** The first kind; of several, one act is the main one. */
  readonly isMain: boolean;
  readonly onDone: () => void;
}) {
  const { rows, type, isMain, onDone } = props;
  const { t } = useTranslation("office");
  const say = useLangText();
  const issue = useCall("copies.issue_waiting");
  const refuse = useCall("copies.refuse_waiting");
  const [isAsking, setAsking] = useState(false);
  const name = say(type?.name, rows[0]?.type ?? "");
  const { ids, more } = nextBatch(rows);
  const isEnough = ids.length >= FEWEST_HOLDERS;
  // Who was left out goes on waiting, and is told apart by nothing else.
  const left = new Map(issue.value?.left.map(({ id, code }) => [id, code]));
  const refused = issue.value?.state === "refused" ? (issue.value.code ?? "unknown") : issue.code;

  async function issueAll(): Promise<void> {
    const answer = await issue.run({ type: rows[0]?.type ?? "", ids: [...ids] });
    if (!answer.ok || answer.value.state === "refused") return;
    setAsking(false);
    const isSealed = answer.value.state === "sealed";
    sayInPassing(t(isSealed ? "copies.issued" : "copies.pending"), isSealed ? "ok" : "warn");
    onDone();
  }

  async function takeOut(id: string): Promise<void> {
    await refuse.run({ id });
    onDone();
  }

  useEnter(() => setAsking(true), isMain && isEnough && !isAsking);

  return (
    <Section title={t("copies.wait", { type: name })}>
      <div className="grid gap-3">
        <Rows label={t("copies.wait", { type: name })}>
          {rows.map((row) => (
            <Row
              key={row.id}
              title={<bdi>{subjectOf(row.claims, type)}</bdi>}
              detail={
                <>
                  {t(row.renews === undefined ? "copies.first" : "copies.more")}{" "}
                  <DateText time={row.since} withClock />
                  <Failure code={row.code ?? left.get(row.id)} className="mt-2" />
                </>
              }
              trailing={
                <Button size="small" icon={UserX} busy={refuse.busy} onPress={() => void takeOut(row.id)}>
                  {t("copies.take_out")}
                </Button>
              }
            />
          ))}
        </Rows>
        <Failure code={refuse.code} />
        <div className="flex flex-wrap items-center gap-3">
          <Button
            kind={isMain ? "primary" : "plain"}
            icon={Send}
            isDisabled={!isEnough}
            onPress={() => setAsking(true)}
          >
            {t("copies.issue")}
          </Button>
          {!isEnough && <p className="text-note text-dim">{t("copies.need_two")}</p>}
        </div>
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        title={t("copies.question")}
        confirm={t("copies.issue")}
        icon={Send}
        busy={issue.busy}
        onClose={() => !issue.busy && setAsking(false)}
        onConfirm={() => void issueAll()}
      >
        <div className="grid gap-4">
          <p>
            {t("copies.question_means", { type: name, holders: ids.length, copies: rows[0]?.copies ?? 0 })}
          </p>
          {more > 0 && <p>{t("copies.question_more", { more })}</p>}
          {issue.busy && <Sealing />}
          <Failure code={refused} />
        </div>
      </ConfirmDialog>
    </Section>
  );
}

/** Whose wallets asked this office's issuer for single-use copies, kind by kind. */
export function WaitingCopies(props: {
  readonly typeOf: (id: string) => OfficeTypeView | undefined;
  readonly onIssued: () => void;
}) {
  const { typeOf, onIssued } = props;
  const { value: rows = [], reload } = useRead("copies.waiting", {}, ["offers.changed", "registry.changed"]);
  const types = [...new Set(rows.map(({ type }) => type))];
  if (types.length === 0) return null;
  return (
    <div className="mb-6 grid gap-6">
      {types.map((type, at) => (
        <OfOneType
          key={type}
          rows={rows.filter((row) => row.type === type)}
          type={typeOf(type)}
          isMain={at === 0}
          onDone={() => {
            reload();
            onIssued();
          }}
        />
      ))}
    </div>
  );
}
