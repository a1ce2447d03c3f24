import { FileBadge } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { OfferedKindView } from "../../../src/contract/receive-views.ts";
import { useLangText } from "../../parts/lang-text.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import { useSayList } from "../../words/use-language.ts";
import { labelsOf } from "./issuer-words.ts";

/** What an issuer says it will give. */
export function OfferedKinds({ kinds }: { readonly kinds: readonly OfferedKindView[] }) {
  const { t } = useTranslation("citizen");
  const say = useLangText();
  const sayAll = useSayList();
  return (
    <Rows label={t("issuer.offers")}>
      {kinds.map((kind) => {
        const labels = labelsOf(kind, say);
        return (
          <Row
            key={kind.configuration}
            icon={FileBadge}
            title={<bdi>{say(kind.names, kind.type)}</bdi>}
            detail={labels.length === 0 ? t("issuer.unsaid") : t("issuer.holds", { claims: sayAll(labels) })}
            trailing={t(kind.format === "mso_mdoc" ? "issuer.mdoc" : "issuer.sd_jwt")}
          />
        );
      })}
    </Rows>
  );
}
