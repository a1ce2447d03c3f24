import { Fingerprint, KeyRound, ScrollText } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCall } from "../../bridge/use-call.ts";
import { client } from "../../bridge/window-client.ts";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Notice } from "../../parts/notice.tsx";
import { PassphraseDialog } from "../../parts/passphrase-dialog.tsx";
import { Pill } from "../../parts/pill.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import { Section } from "../../parts/section.tsx";
import { awaitWallet, useApp } from "../../state/app-state.ts";

type Asking = "words" | "os" | "rekey";

/** What opens this wallet beside its passphrase. */
export function WaysIn() {
  const { t } = useTranslation("settings");
  const ways = useApp(({ wallet }) => wallet?.ways) ?? [];
  const hasStore = useApp(({ app }) => app?.osStore) === true;
  const words = useCall("wallet.recovery_new");
  const osOn = useCall("wallet.os_on");
  const osOff = useCall("wallet.os_off");
  const rekey = useCall("wallet.rekey");
  const [asking, setAsking] = useState<Asking>();
  const [isRekeyed, setRekeyed] = useState(false);
  const call = { words, os: osOn, rekey };
  const hasWords = ways.includes("recovery");
  const hasOs = ways.includes("os");

  async function act(what: Asking, passphrase: string): Promise<boolean> {
    const take = awaitWallet(client);
    const answer = await call[what].run({ passphrase });
    if (!answer.ok) return false;
    take(answer.value);
    setRekeyed(what === "rekey");
    return true;
  }

  async function turnOsOff(): Promise<void> {
    const take = awaitWallet(client);
    const answer = await osOff.run({});
    if (answer.ok) take(answer.value);
  }

  const state = (isSet: boolean) => (
    <Pill tone={isSet ? "ok" : "off"}>{t(isSet ? "ways.set" : "ways.not_set")}</Pill>
  );

  return (
    <Section title={t("ways.title")}>
      <div className="grid gap-3">
        <Rows label={t("ways.title")}>
          <Row
            icon={ScrollText}
            title={t("ways.words")}
            detail={t(hasWords ? "ways.words_set" : "ways.words_none")}
            trailing={
              <span className="flex flex-wrap items-center justify-end gap-3">
                {state(hasWords)}
                <Button size="small" onPress={() => setAsking("words")}>
                  {t(hasWords ? "ways.words_again" : "ways.words_make")}
                </Button>
              </span>
            }
          />
          <Row
            icon={Fingerprint}
            title={t("ways.os")}
            detail={t(hasStore ? "ways.os_means" : "ways.os_none")}
            trailing={
              <span className="flex flex-wrap items-center justify-end gap-3">
                {state(hasOs)}
                {hasOs ? (
                  <Button size="small" busy={osOff.busy} onPress={() => void turnOsOff()}>
                    {t("ways.os_off")}
                  </Button>
                ) : (
                  <Button size="small" isDisabled={!hasStore} onPress={() => setAsking("os")}>
                    {t("ways.os_on")}
                  </Button>
                )}
              </span>
            }
          />
          <Row
            icon={KeyRound}
            title={t("ways.key")}
            detail={t("ways.key_means")}
            trailing={
              <Button size="small" onPress={() => setAsking("rekey")}>
                {t("ways.key_new")}
              </Button>
            }
          />
        </Rows>
        <Failure code={osOff.code} />
        {isRekeyed && <Notice tone="ok" title={t("ways.rekeyed")} isLive />}
      </div>
      {(["words", "os", "rekey"] as const).map((what) => (
        <PassphraseDialog
          key={what}
          title={t(`ways.ask_${what}`)}
          isOpen={asking === what}
          onClose={() => setAsking(undefined)}
          onPassphrase={(passphrase) => act(what, passphrase)}
          act={t(`ways.do_${what}`)}
          busy={call[what].busy}
          code={call[what].code}
          isDanger={what === "rekey"}
        >
          {t(`ways.means_${what}`)}
        </PassphraseDialog>
      ))}
    </Section>
  );
}
