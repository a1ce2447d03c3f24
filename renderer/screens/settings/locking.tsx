import { Lock } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { setPreferences } from "../../app/set-preferences.ts";
import { lockWallet } from "../../frame/lock.ts";
import { Button } from "../../parts/button.tsx";
import { Card } from "../../parts/card.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Section } from "../../parts/section.tsx";
import { Select } from "../../parts/select.tsx";
import { useApp } from "../../state/app-state.ts";
import { saySpan } from "../../words/format.ts";
import { useIntlLocale } from "../../words/use-language.ts";

/** Minutes to choose from; 0 is never. */
const MINUTES = [1, 2, 5, 10, 15, 30, 60, 120, 0];

/** When the wallet closes: at once, or by itself. */
export function Locking() {
  const { t } = useTranslation("settings");
  const locale = useIntlLocale();
  const minutes = useApp(({ app }) => app?.preferences.autoLockMinutes);
  const [code, setCode] = useState<string>();
  const known = minutes === undefined || MINUTES.includes(minutes) ? MINUTES : [minutes, ...MINUTES];

  async function set(chosen: number): Promise<void> {
    setCode(undefined);
    setCode(await setPreferences({ autoLockMinutes: chosen }));
  }

  return (
    <Section title={t("lock.title")}>
      <Card className="grid gap-5 p-5">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-dim">{t("lock.means")}</p>
          <Button icon={Lock} keys="Ctrl+L" onPress={() => void lockWallet()}>
            {t("lock.now")}
          </Button>
        </div>
        <Select<string>
          label={t("lock.auto")}
          hint={t("lock.auto_hint")}
          items={known.map((each) => ({
            id: String(each),
            label: each === 0 ? t("lock.never") : saySpan(each * 60, locale),
          }))}
          value={minutes === undefined ? undefined : String(minutes)}
          onChange={(chosen) => void set(Number(chosen))}
        />
        <Failure code={code} tone="warn" />
      </Card>
    </Section>
  );
}
