import { RotateCcw } from "lucide-react";
import { lazy, Suspense, useEffect } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { useTranslation } from "react-i18next";
import { client } from "../bridge/window-client.ts";
import { Button } from "../parts/button.tsx";
import { Failure } from "../parts/failure.tsx";
import { usePlace } from "../router/use-place.ts";
import Start from "../screens/start/start.tsx";
import Unlock from "../screens/start/unlock.tsx";
import { refreshApp, useApp } from "../state/app-state.ts";
import { LOCALES } from "../../src/language/languages.ts";
import { useLanguage } from "../words/use-language.ts";
import { applyLanguage, applyTheme, languageOf } from "./preferences.ts";

// The start and the lock come with the window itself: nobody waits for them. All else comes when it is opened.
const RecoveryWords = lazy(() => import("../screens/start/recovery-words.tsx"));
const Frame = lazy(async () => ({ default: (await import("../frame/frame.tsx")).Frame }));

/** Language and colours follow the preferences, wherever those are changed. */
function usePreferences(): void {
  const { i18n } = useTranslation();
  const preferences = useApp(({ app }) => app?.preferences);
  const language = useLanguage();
  useEffect(() => applyTheme(preferences?.theme), [preferences?.theme]);
  useEffect(() => applyLanguage(language), [language]);
  useEffect(() => {
    if (preferences !== undefined) void i18n.changeLanguage(languageOf(preferences.language));
  }, [i18n, preferences]);
}

/** Main did not answer at all. */
function Unreachable({ code }: { readonly code: string }) {
  const { t } = useTranslation("start");
  return (
    <main className="mx-auto grid h-full max-w-[520px] content-center gap-4 p-5">
      <h1 className="font-serif text-name font-semibold">{t("unreachable")}</h1>
      <Failure
        code={code}
        actions={
          <Button icon={RotateCcw} onPress={() => void refreshApp(client)}>
            {t("again")}
          </Button>
        }
      />
    </main>
  );
}

function Gate() {
  const { app, wallet, failure } = useApp();
  const place = usePlace();
  const isGallery = place !== "home" && place?.name === "parts";
  if (failure !== undefined && (app === undefined || wallet === undefined))
    return <Unreachable code={failure} />;
  if (app === undefined || wallet === undefined) return null;
  if (wallet.state === "open" && wallet.wordsWait === true) return <RecoveryWords key={app.active} />;
  if (wallet.state === "open" || isGallery) return <Frame key={app.active} />;
  return wallet.state === "locked" ? <Unlock key={app.active} /> : <Start />;
}

/** The whole window. */
export function App() {
  usePreferences();
  return (
    <I18nProvider locale={LOCALES[useLanguage()]}>
      <Suspense fallback={null}>
        <Gate />
      </Suspense>
    </I18nProvider>
  );
}
