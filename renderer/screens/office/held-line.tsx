import { useTranslation } from "react-i18next";
import type { HolderRole } from "../../../src/credential/holders.ts";
import { useSayList } from "../../words/use-language.ts";

/** In what capacity those who hold it do; nothing where one holds it for themselves. */
export function HeldLine({ holders }: { readonly holders: readonly HolderRole[] }) {
  const { t } = useTranslation("office");
  const sayAll = useSayList();
  if (holders.length === 1 && holders[0] === "holder") return null;
  return (
    <div className="flex flex-wrap justify-between gap-x-4">
      <dt className="text-dim">{t("holders.held")}</dt>
      <dd>{sayAll(holders.map((role) => t(`holders.role.${role}`)))}</dd>
    </div>
  );
}
