import { Fingerprint, LockKeyholeOpen, ScrollText } from "lucide-react";
import { lazy, type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCall } from "../../bridge/use-call.ts";
import { client } from "../../bridge/window-client.ts";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Notice } from "../../parts/notice.tsx";
import { PassphraseField } from "../../parts/passphrase-field.tsx";
import { awaitWallet, refreshApp, takeApp, useApp } from "../../state/app-state.ts";
import { useSecondsUntil } from "../../state/use-now.ts";
import { saySpan } from "../../words/format.ts";
import { useIntlLocale } from "../../words/use-language.ts";
import { ProfileRows } from "./profile-rows.tsx";
import { StartPage } from "./start-page.tsx";

const Recover = lazy(() => import("./recover.tsx"));

/** Takes the passphrase of the wallet in use. */
export default function Unlock() {
  const { t } = useTranslation("start");
  const locale = useIntlLocale();
  const app = useApp((state) => state.app);
  const unlock = useCall("wallet.unlock");
  const [passphrase, setPassphrase] = useState("");
  const [isListing, setListing] = useState(false);
  const byOs = useCall("wallet.unlock_os");
  const ways = useApp(({ wallet }) => wallet?.ways);
  const [isRecovering, setRecovering] = useState(false);
  const wait = useSecondsUntil(useApp((state) => state.waitUntil));
  const profile = app?.profiles.find(({ id }) => id === app.active);

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (unlock.busy || wait > 0) return;
    if (passphrase === "") return event.currentTarget.querySelector("input")?.focus();
    const take = awaitWallet(client);
    const answer = await unlock.run({ passphrase });
    setPassphrase("");
    if (answer.ok) return take(answer.value);
    // How long to wait stands in the wallet's state.
    await refreshApp(client);
  }

  const others = (app?.profiles ?? []).filter(({ id }) => id !== profile?.id);

  async function leave(): Promise<void> {
    if (profile === undefined) return;
    // The sample's wallets stay as long as it runs; one can only go to another.
    if (profile.sample) return setListing(!isListing);
    const answer = await client.call("app.close_profile", { id: profile.id });
    if (answer.ok) takeApp(answer.value);
    await refreshApp(client);
  }

  async function askSystem(): Promise<void> {
    const take = awaitWallet(client);
    const answer = await byOs.run({});
    if (answer.ok) return take(answer.value);
    await refreshApp(client);
  }

  if (isRecovering) return <Recover name={profile?.name ?? ""} onBack={() => setRecovering(false)} />;

  return (
    <StartPage title={profile === undefined ? t("unlock.title") : t("unlock.named", { name: profile.name })}>
      <form onSubmit={(event) => void submit(event)} className="grid gap-4">
        <PassphraseField
          label={t("unlock.passphrase")}
          value={passphrase}
          onChange={setPassphrase}
          isDisabled={wait > 0}
          autoFocus
        />
        {wait > 0 && (
          <p role="status" className="text-dim">
            {t("unlock.wait", { span: saySpan(wait, locale) })}
          </p>
        )}
        {wait === 0 && <Failure code={unlock.code} />}
        <Failure code={byOs.code} tone="warn" />
        {profile?.sample === true && app?.sample.passphrase !== undefined && (
          <Notice tone="off" title={t("unlock.sample")}>
            <code className="inline-block font-mono text-note">{app.sample.passphrase}</code>
          </Notice>
        )}
        <div className="flex flex-wrap justify-end gap-3">
          {profile !== undefined && (!profile.sample || others.length > 0) && (
            <Button onPress={() => void leave()}>{t("unlock.other")}</Button>
          )}
          <Button
            type="submit"
            kind="primary"
            icon={LockKeyholeOpen}
            busy={unlock.busy}
            isDisabled={wait > 0}
          >
            {t("unlock.do")}
          </Button>
        </div>
      </form>
      {ways !== undefined && (
        <div className="flex flex-wrap gap-3 border-t border-line pt-4">
          {ways.includes("os") && (
            <Button icon={Fingerprint} busy={byOs.busy} onPress={() => void askSystem()}>
              {t("unlock.os")}
            </Button>
          )}
          {ways.includes("recovery") && (
            <Button icon={ScrollText} onPress={() => setRecovering(true)}>
              {t("unlock.forgotten")}
            </Button>
          )}
        </div>
      )}
      {isListing && <ProfileRows label={t("unlock.other")} profiles={others} act={t("open")} />}
    </StartPage>
  );
}
