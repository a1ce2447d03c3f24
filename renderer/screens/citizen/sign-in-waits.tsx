import { Copy } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";

/** While the person signs in at the issuer, in their own browser. */
export function SignInWaits({ url }: { readonly url: string }) {
  const { t } = useTranslation("citizen");
  const [said, setSaid] = useState<string>();
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(url);
      setSaid(t("pass.copied"));
    } catch {
      setSaid(t("pass.not_copied"));
    }
  }
  return (
    <Notice
      tone="off"
      title={t("issuer.waits_sign_in")}
      isLive
      actions={
        <>
          <Button size="small" icon={Copy} onPress={() => void copy()}>
            {t("issuer.copy_address")}
          </Button>
          <span role="status">{said}</span>
        </>
      }
    >
      {t("issuer.waits_sign_in_means")}
    </Notice>
  );
}
