import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useCall } from "../../bridge/use-call.ts";
import { useRead } from "../../bridge/use-read.ts";
import { CertificateFacts } from "../../parts/certificate-facts.tsx";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Failure } from "../../parts/failure.tsx";
import { PassOn } from "../../parts/pass-on.tsx";

/** What this office gives to those who follow no registry, so that they know its signature. */
export default function OwnCertificate({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation("office");
  const made = useRead("offers.certificate", {});
  const look = useCall("trust.look");
  const file = made.value?.certificate;
  const { run } = look;
  useEffect(() => {
    if (file !== undefined) void run({ file });
  }, [file, run]);
  const facts = look.value?.[0];
  return (
    <Dialog
      title={t("offers.certificate")}
      isOpen
      onClose={onClose}
      size="wide"
      actions={<Button onPress={onClose}>{t("offers.certificate_close")}</Button>}
    >
      <div className="grid gap-4">
        <p className="text-dim">{t("offers.certificate_means")}</p>
        <Failure code={made.code ?? look.code} />
        {facts !== undefined && <CertificateFacts of={facts} />}
        {file !== undefined && (
          <PassOn text={file} file="office-certificate.pem" label={t("offers.certificate")} />
        )}
      </div>
    </Dialog>
  );
}
