import { KeyRound, Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCall } from "../../bridge/use-call.ts";
import { useRead } from "../../bridge/use-read.ts";
import { Button } from "../../parts/button.tsx";
import { Card } from "../../parts/card.tsx";
import { Failure } from "../../parts/failure.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { Notice } from "../../parts/notice.tsx";
import { PassOn } from "../../parts/pass-on.tsx";
import { Select } from "../../parts/select.tsx";
import { TextField } from "../../parts/text-field.tsx";
import { kindChoices, OTHER, officeChoices } from "./request-choices.ts";

const OFFICE_ID = /^[a-z0-9][a-z0-9.-]{0,63}$/;

/** Asks for a certificate: which kind and which office, then the request to be passed on. */
export function AskOffice() {
  const { t } = useTranslation("citizen");
  const say = useLangText();
  const held = useRead("holder.list", {});
  const ask = useCall("holder.request_key");
  const [kind, setKind] = useState<string>();
  const [otherKind, setOtherKind] = useState("");
  const [office, setOffice] = useState<string>();
  const [otherOffice, setOtherOffice] = useState("");
  const [isTried, setTried] = useState(false);

  const kinds = kindChoices(held.value ?? [], say, (each) => t(`receive.kind.${each}`));
  const offices = officeChoices(held.value ?? [], say);
  // With no office to choose from there is but one thing to say: its name.
  const chosenOffice = offices.length === 0 ? OTHER : office;
  const vct = kind === OTHER ? otherKind.trim() : (kind ?? "");
  const officeId = chosenOffice === OTHER ? otherOffice.trim() : (chosenOffice ?? "");
  const hasOffice = OFFICE_ID.test(officeId);

  const vctError = isTried && vct === "" ? t("receive.vct_missing") : undefined;
  const officeError =
    !isTried || hasOffice
      ? undefined
      : t(officeId === "" ? "receive.office_missing" : "receive.office_id_bad");

  function make(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (vct !== "" && hasOffice) void ask.run({ office: officeId, vct });
  }

  if (ask.value !== undefined) {
    return (
      <div className="grid gap-4">
        <Notice tone="ok" title={t("receive.ready")} isLive>
          {t("receive.ready_means")}
        </Notice>
        <PassOn text={ask.value.request} label={t("receive.code")} file="key-request.sealfolio" isMain />
        <div>
          <Button
            icon={Plus}
            kind="quiet"
            onPress={() => {
              setTried(false);
              ask.reset();
            }}
          >
            {t("receive.another")}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <Card>
      <form onSubmit={make} className="grid gap-4">
        <p className="text-dim">{t("receive.ask_means")}</p>
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <div className="grid gap-3">
            <Select
              label={t("receive.type")}
              placeholder={t("receive.type_choose")}
              items={[...kinds, { id: OTHER, label: t("receive.other_type") }]}
              value={kind}
              onChange={setKind}
              error={kind === OTHER ? undefined : vctError}
            />
            {kind === OTHER && (
              <TextField
                label={t("receive.vct")}
                hint={t("receive.vct_hint")}
                value={otherKind}
                onChange={setOtherKind}
                error={vctError}
                maxLength={512}
                mono
                autoFocus
              />
            )}
          </div>
          <div className="grid gap-3">
            {offices.length > 0 && (
              <Select
                label={t("receive.office")}
                placeholder={t("receive.office_choose")}
                items={[...offices, { id: OTHER, label: t("receive.other_office") }]}
                value={office}
                onChange={setOffice}
                error={chosenOffice === OTHER ? undefined : officeError}
              />
            )}
            {chosenOffice === OTHER && (
              <TextField
                label={t("receive.office_id")}
                hint={t("receive.office_id_hint")}
                value={otherOffice}
                onChange={setOtherOffice}
                error={officeError}
                maxLength={64}
                mono
                autoFocus={office === OTHER}
              />
            )}
          </div>
        </div>
        <Failure code={ask.code} />
        <div>
          <Button type="submit" icon={KeyRound} busy={ask.busy}>
            {t("receive.make")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
