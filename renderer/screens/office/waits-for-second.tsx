import { RefreshCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Section } from "../../parts/section.tsx";
import { fileNameOf } from "./file-name.ts";
import { PassOn } from "../../parts/pass-on.tsx";

/** What an officer signed first, on its way to the second. */
export function WaitsForSecond(props: {
  readonly draft: string;
  readonly subject: string;
  readonly busy: boolean;
  readonly onAsk: () => void;
}) {
  const { draft, subject, busy, onAsk } = props;
  const { t } = useTranslation("office");
  return (
    <div className="grid gap-5">
      <Notice
        tone="off"
        title={t("issued.waits")}
        next={t("issued.waits_next")}
        isLive
        actions={
          <Button size="small" icon={RefreshCw} busy={busy} onPress={onAsk}>
            {t("issued.again")}
          </Button>
        }
      >
        {t("issued.waits_means")}
      </Notice>
      <Section title={t("issued.waits_pass")}>
        <PassOn
          text={draft}
          file={fileNameOf(t("file.draft"), subject)}
          label={t("issued.draft_code")}
          isMain
          autoFocus
        />
      </Section>
    </div>
  );
}
