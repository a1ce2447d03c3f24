import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CredentialView } from "../../../src/contract/views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { Failure } from "../../parts/failure.tsx";
import { sayInPassing } from "../../parts/toasts.ts";
import { replaceWith } from "../../router/use-place.ts";

/** Forgets a certificate for good, after a question. */
export function DeleteCertificate(props: { readonly certificate: CredentialView }) {
  const { id, commitment } = props.certificate;
  const { t } = useTranslation("citizen");
  const remove = useCall("holder.delete");
  const [isAsking, setAsking] = useState(false);

  async function deleteIt(): Promise<void> {
    const answer = await remove.run({ id, commitment });
    if (!answer.ok) return;
    sayInPassing(t("certificate.deleted"));
    replaceWith("certificates");
  }

  return (
    <>
      <Button icon={Trash2} onPress={() => setAsking(true)}>
        {t("certificate.delete")}
      </Button>
      <ConfirmDialog
        title={t("certificate.delete_title")}
        confirm={t("certificate.delete_act")}
        icon={Trash2}
        isDanger
        isOpen={isAsking}
        busy={remove.busy}
        onClose={() => setAsking(false)}
        onConfirm={() => void deleteIt()}
      >
        <p>{t("certificate.delete_text")}</p>
        <Failure code={remove.code} className="mt-3" />
      </ConfirmDialog>
    </>
  );
}
