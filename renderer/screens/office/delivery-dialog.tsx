import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useCall } from "../../bridge/use-call.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Deliveries } from "./deliveries.tsx";

/** Makes the delivery of a sealed certificate again, for a holder who lost it. */
export function DeliveryDialog(props: {
  readonly commitment: string;
  readonly subject: string;
  readonly onClose: () => void;
}) {
  const { commitment, subject, onClose } = props;
  const { t } = useTranslation("office");
  const refresh = useCall("office.refresh");
  const { run } = refresh;

  useEffect(() => void run({ commitment }), [run, commitment]);

  return (
    <Dialog title={t("deliver.title")} isOpen onClose={onClose}>
      <div className="grid gap-4">
        <p className="text-dim">{t("deliver.means")}</p>
        {refresh.busy && <p role="status">{t("deliver.busy")}</p>}
        {refresh.value !== undefined && <Deliveries issued={refresh.value} subject={subject} />}
        <Failure code={refresh.code} />
      </div>
    </Dialog>
  );
}
