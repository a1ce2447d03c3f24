import { RefreshCw } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Section } from "../../parts/section.tsx";

/** That something is signed and not in the registry yet, and a way to ask now. */
export function NotSealed(props: {
  readonly title: string;
  readonly next?: string;
  readonly isLive?: boolean;
  readonly busy: boolean;
  readonly onAsk: () => void;
}) {
  const { title, next, isLive = false, busy, onAsk } = props;
  const { t } = useTranslation("office");
  return (
    <Notice
      tone="warn"
      title={title}
      {...(next !== undefined && { next })}
      isLive={isLive}
      actions={
        <Button size="small" icon={RefreshCw} busy={busy} onPress={onAsk}>
          {t("issued.again")}
        </Button>
      }
    >
      {t("issued.pending_means")}
    </Notice>
  );
}

/** What the holder gets once it is sealed, and that nobody else can open it. */
export function PassItOn({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation("office");
  return (
    <Section title={t("issued.pass_on")}>
      <p className="mb-3 text-dim">{t("issued.pass_on_means")}</p>
      {children}
    </Section>
  );
}
