import { type SubmitEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { DateText } from "../../parts/date-text.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Failure } from "../../parts/failure.tsx";
import { LangText } from "../../parts/lang-text.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import { KeyChoice, keyIn, NO_KEY } from "../start/key-choice.tsx";

/** Opens the newest backup as after a loss, and says what would be missing. Nothing is restored. */
export default function Rehearsal(props: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** It opened. */
  readonly onProved: () => void;
}) {
  const { isOpen, onClose, onProved } = props;
  const { t } = useTranslation("settings");
  const rehearse = useCall("backup.rehearse");
  const [key, setKey] = useState(NO_KEY);
  const form = useId();
  const given = keyIn(key);
  const told = rehearse.value;

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (rehearse.busy || given === undefined) return;
    const answer = await rehearse.run({ key: given });
    if (!answer.ok) return;
    setKey(NO_KEY);
    onProved();
  }

  return (
    <Dialog
      title={t("backup.rehearse")}
      isOpen={isOpen}
      onClose={onClose}
      size="wide"
      actions={
        <>
          <Button onPress={onClose}>{t("backup.close")}</Button>
          {told === undefined && (
            <Button
              type="submit"
              form={form}
              kind="primary"
              busy={rehearse.busy}
              isDisabled={given === undefined}
            >
              {t("backup.rehearse_do")}
            </Button>
          )}
        </>
      }
    >
      {told === undefined ? (
        <form id={form} onSubmit={(event) => void submit(event)} className="grid gap-4" noValidate>
          <p className="text-dim">{t("backup.rehearse_means")}</p>
          <KeyChoice value={key} onChange={setKey} />
          <Failure code={rehearse.code} />
        </form>
      ) : (
        <div className="grid gap-4">
          <Notice
            tone={told.missing.length + told.issuedMissing === 0 ? "ok" : "warn"}
            title={t("backup.opens")}
            isLive
          >
            {t("backup.opens_means", { count: told.certificates })}
          </Notice>
          <p className="text-dim">
            {t("backup.made")} <DateText time={told.made} withClock />
          </p>
          {told.issued > 0 && <p>{t("backup.issued", { count: told.issued })}</p>}
          {told.issuedMissing > 0 && <p>{t("backup.issued_missing", { count: told.issuedMissing })}</p>}
          {told.missing.length > 0 && (
            <>
              <h3 className="font-semibold">{t("backup.missing")}</h3>
              <Rows label={t("backup.missing")}>
                {told.missing.map(({ type, office, kept }, i) => (
                  <Row
                    key={`${kept} ${i}`}
                    title={<LangText of={type} />}
                    detail={<LangText of={office} />}
                    trailing={<DateText time={kept} form="short" />}
                  />
                ))}
              </Rows>
            </>
          )}
        </div>
      )}
    </Dialog>
  );
}
