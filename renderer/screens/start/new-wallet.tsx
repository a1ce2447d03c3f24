import { ArrowLeft, WalletCards } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ProfileKind } from "../../../src/contract/calls/app.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { PassphraseField } from "../../parts/passphrase-field.tsx";
import { RadioGroup } from "../../parts/radio-group.tsx";
import { TextField } from "../../parts/text-field.tsx";
import { showProfile } from "./open-profile.ts";
import { StartPage } from "./start-page.tsx";
import { EMPTY_FIELDS, faultsOf, linesOf, type WalletFields } from "./wallet-fields.ts";

const KINDS: readonly ProfileKind[] = ["citizen", "counter", "office"];

/** Makes a wallet of the person's own. Who works for an office follows the whole registry. */
export function NewWallet({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation("start");
  const create = useCall("app.create_profile");
  const [fields, setFields] = useState<WalletFields>(EMPTY_FIELDS);
  const [isTried, setTried] = useState(false);
  const faults = faultsOf(fields);

  function put<Name extends keyof WalletFields>(name: Name): (value: WalletFields[Name]) => void {
    return (value) => setFields((before) => ({ ...before, [name]: value }));
  }
  const faultIn = (name: keyof WalletFields): string | undefined => {
    const fault = isTried ? faults[name] : undefined;
    return fault === undefined ? undefined : t(`wrong.${fault}`);
  };

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (create.busy || Object.keys(faults).length > 0) return;
    const { name, kind, office, registry, sources, passphrase } = fields;
    const answer = await create.run({
      name: name.trim(),
      kind,
      passphrase,
      registry: registry.trim(),
      sources: [...linesOf(sources)],
      mode: kind === "citizen" ? "light" : "full",
      ...(kind !== "citizen" && { office: office.trim() }),
      words: true,
    });
    await showProfile(answer);
  }

  return (
    <StartPage title={t("new.title")} lead={t("new.lead")}>
      <form onSubmit={(event) => void submit(event)} className="grid gap-4" noValidate>
        <TextField
          label={t("new.name")}
          hint={t("new.name_hint")}
          value={fields.name}
          onChange={put("name")}
          error={faultIn("name")}
          maxLength={64}
          autoFocus
        />
        <RadioGroup<ProfileKind>
          label={t("new.kind")}
          items={KINDS.map((id) => ({ id, label: t(`kind.${id}`), hint: t(`kind_hint.${id}`) }))}
          value={fields.kind}
          onChange={put("kind")}
        />
        {fields.kind !== "citizen" && (
          <TextField
            label={t("new.office")}
            hint={t("new.office_hint")}
            value={fields.office}
            onChange={put("office")}
            error={faultIn("office")}
            mono
          />
        )}
        <TextField
          label={t("new.registry")}
          hint={t("new.registry_hint")}
          value={fields.registry}
          onChange={put("registry")}
          error={faultIn("registry")}
          mono
        />
        <TextField
          label={t("new.sources")}
          hint={t("new.sources_hint")}
          value={fields.sources}
          onChange={put("sources")}
          error={faultIn("sources")}
          rows={2}
          mono
        />
        <PassphraseField
          label={t("new.passphrase")}
          value={fields.passphrase}
          onChange={put("passphrase")}
          error={faultIn("passphrase")}
          isNew
        />
        <PassphraseField
          label={t("new.again")}
          hint={t("new.again_hint")}
          value={fields.again}
          onChange={put("again")}
          error={faultIn("again")}
        />
        <Failure code={create.code} />
        <div className="flex flex-wrap justify-end gap-3">
          <Button icon={ArrowLeft} onPress={onBack}>
            {t("new.back")}
          </Button>
          <Button type="submit" kind="primary" icon={WalletCards} busy={create.busy}>
            {t("new.make")}
          </Button>
        </div>
      </form>
    </StartPage>
  );
}
