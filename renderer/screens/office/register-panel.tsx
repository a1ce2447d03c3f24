import { BookOpen } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { OfficeRecordView } from "../../../src/contract/office-views.ts";
import type { ClaimView } from "../../../src/credential/claim-view.ts";
import { useRead } from "../../bridge/use-read.ts";
import { ButtonLink } from "../../parts/button-link.tsx";
import { Failure } from "../../parts/failure.tsx";
import { LangText } from "../../parts/lang-text.tsx";
import { Section } from "../../parts/section.tsx";
import { hrefOf } from "../../router/routes.ts";
import { ClaimList } from "./claim-list.tsx";
import { Past } from "./past.tsx";
import { Refused } from "./refused.tsx";
import { RowState } from "./row-state.tsx";
import { subjectOf } from "./subject.ts";
import { useTypes } from "./use-types.ts";

const EVENTS = ["office.row", "registry.changed"] as const;

interface Change {
  readonly claims: readonly ClaimView[];
  readonly before: readonly ClaimView[];
}

/** What it says; where it is to take another's place, or another its, what of it changes. */
function Says({
  record,
  change,
  name,
}: {
  readonly record: OfficeRecordView;
  readonly change: Change | undefined;
  readonly name: string;
}) {
  const { t } = useTranslation("office");
  const title = change === undefined ? t("record.claims") : t("register.change");
  const { claims, before } = change ?? { claims: record.claims, before: undefined };
  return (
    <Section title={title}>
      <ClaimList label={title} claims={claims} {...(before !== undefined && { before })} name={name} />
    </Section>
  );
}

/** A replacement on its way: not signed by all yet, so what it took the place of is asked for. */
function Replacing({
  record,
  old,
  name,
}: {
  readonly record: OfficeRecordView;
  readonly old: string;
  readonly name: string;
}) {
  const { t } = useTranslation("office");
  const { value: before } = useRead("office.record", { commitment: old }, EVENTS);
  const change = before && { claims: record.claims, before: before.claims };
  return (
    <>
      <Says record={record} change={change} name={name} />
      {before !== undefined && (
        <Section title={t("record.past")}>
          <Past past={before.past} commitment={record.row.commitment} />
        </Section>
      )}
    </>
  );
}

/** What a row of the register says, what is about to change of it, and its past life, beside the table. */
export function RegisterPanel({ commitment }: { readonly commitment: string }) {
  const { t } = useTranslation("office");
  const { typeOf } = useTypes();
  const { value: record, code } = useRead("office.record", { commitment }, EVENTS);
  if (record === undefined) return <Failure code={code} />;
  const { row, past, typeName, proposals, predecessor } = record;
  const subject = subjectOf(row.claims, typeOf(row.type));
  const [proposal] = proposals;
  const isOnItsWay = row.state !== "sealed" && row.state !== "refused";
  return (
    <div className="grid gap-5">
      <div className="grid justify-items-start gap-2">
        <p className="text-note text-dim">
          <LangText of={typeName} />
        </p>
        <h2 className="font-serif text-name font-semibold wrap-anywhere">
          <bdi>{subject}</bdi>
        </h2>
        <RowState row={row} />
        {proposal !== undefined && <p className="text-note text-dim">{t("register.proposed")}</p>}
      </div>
      {row.state === "refused" && <Refused row={row} />}
      {isOnItsWay && predecessor !== undefined ? (
        <Replacing record={record} old={predecessor} name={subject} />
      ) : (
        <>
          <Says
            record={record}
            change={proposal && { claims: proposal.claims, before: record.claims }}
            name={subject}
          />
          <Section title={t("record.past")}>
            <Past past={past} commitment={commitment} />
          </Section>
        </>
      )}
      <div className="flex justify-end">
        <ButtonLink kind="primary" icon={BookOpen} href={hrefOf("record", { commitment })}>
          {t("register.open")}
        </ButtonLink>
      </div>
    </div>
  );
}
