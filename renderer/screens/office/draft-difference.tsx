import { useTranslation } from "react-i18next";
import type { DraftView } from "../../../src/contract/office-views.ts";
import { Notice } from "../../parts/notice.tsx";
import { Section } from "../../parts/section.tsx";
import { ClaimList } from "./claim-list.tsx";
import { keyOf } from "./draft.ts";

/** Exactly what a draft changes, and apart from it what stays; all of it where nothing was before. */
export function DraftDifference({ draft, name }: { readonly draft: DraftView; readonly name: string }) {
  const { t } = useTranslation("office");
  const { claims, before } = draft;
  if (before === undefined) {
    return (
      <Section title={t("approve.new")}>
        {draft.kind === "replace" && <Notice tone="warn" className="mb-3" title={t("approve.unknown")} />}
        <ClaimList label={t("approve.new")} claims={claims} name={name} />
      </Section>
    );
  }
  const was = new Map(before.map(({ path, value }) => [keyOf(path), JSON.stringify(value)]));
  const isSame = ({ path, value }: DraftView["claims"][number]): boolean =>
    was.get(keyOf(path)) === JSON.stringify(value);
  const same = claims.filter(isSame);
  const kept = new Set(same.map(({ path }) => keyOf(path)));
  return (
    <>
      <Section title={t("approve.changes")}>
        <ClaimList
          label={t("approve.changes")}
          claims={claims.filter((claim) => !isSame(claim))}
          before={before.filter(({ path }) => !kept.has(keyOf(path)))}
          name={name}
        />
      </Section>
      {same.length > 0 && (
        <Section title={t("approve.same")}>
          <ClaimList label={t("approve.same")} claims={same} name={name} />
        </Section>
      )}
    </>
  );
}
