import { Copy } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Notice } from "../../parts/notice.tsx";
import { useCopy } from "../../parts/use-copy.ts";

/** While the person signs in at the issuer, in their own browser. */
export function SignInWaits({ url }: { readonly url: string }) {
  const { t } = useTranslation("citizen");
  const copying = useCopy();
  return (
    <>
      <Notice
        tone="off"
        title={t("issuer.waits_sign_in")}
        isLive
        actions={
          <>
            <Button size="small" icon={Copy} busy={copying.busy} onPress={() => void copying.copy(url)}>
              {t("issuer.copy_address")}
            </Button>
            <span role="status">{copying.said}</span>
          </>
        }
      >
        {t("issuer.waits_sign_in_means")}
      </Notice>
      <Failure code={copying.code} />
    </>
  );
}
