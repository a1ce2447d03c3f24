import { Menu, Search, ShieldAlert, WifiOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { RegistryView } from "../../src/contract/views.ts";
import { Button } from "../parts/button.tsx";
import { AgeText } from "../parts/date-text.tsx";
import { Icon } from "../parts/icon.tsx";
import { Pill } from "../parts/pill.tsx";
import { SealRing } from "../parts/seal-ring.tsx";
import { hrefOf } from "../router/routes.ts";
import { useApp } from "../state/app-state.ts";
import { useNow } from "../state/use-now.ts";
import { sayNumber } from "../words/format.ts";
import { useIntlLocale } from "../words/use-language.ts";
import { registryState } from "./registry-line.ts";

function RegistryLine({ registry }: { readonly registry: RegistryView }) {
  const { t } = useTranslation("frame");
  const { t: say } = useTranslation("parts");
  const locale = useIntlLocale();
  const now = useNow();
  const state = registryState(registry, now);
  const { age, authorities } = registry;
  const cosigned = authorities.map((authority) => authority.cosigned);
  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2.5 gap-y-1 text-note">
      <div className="flex min-w-0 items-center gap-2.5">
        {state === "alarm" ? (
          <Icon of={ShieldAlert} className="text-bad" />
        ) : (
          <SealRing cosigned={cosigned} isOrnament />
        )}
        <p className="min-w-0">
          <strong className={`font-semibold ${state === "alarm" ? "text-bad" : ""}`}>
            {t(`strip.${state}`)}
          </strong>
          {age !== undefined && (
            <>
              {" · "}
              {t("strip.block", { height: sayNumber(age.height, locale) })}
              {" · "}
              <AgeText time={age.time} />
            </>
          )}
        </p>
      </div>
      {state === "offline" && (
        <Pill tone="warn" icon={WifiOff}>
          {t("strip.no_network")}
        </Pill>
      )}
      {state === "alarm" && <a href={hrefOf("registry")}>{t("strip.look")}</a>}
      {authorities.length > 0 && state !== "offline" && (
        <span className="ms-auto text-dim max-md:hidden">
          {say("seal.agree", { count: cosigned.filter(Boolean).length, of: cosigned.length })}
        </span>
      )}
    </div>
  );
}

/** Over every screen: how the registry stands, and the way to everything. */
export function TopStrip(props: { readonly onMenu: () => void; readonly onSearch: () => void }) {
  const { onMenu, onSearch } = props;
  const { t } = useTranslation("frame");
  const registry = useApp(({ wallet }) => wallet?.registry);
  return (
    <header
      className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line px-5 py-1.5"
      aria-label={t("strip.label")}
    >
      <div className="md:hidden">
        <Button size="small" icon={Menu} onPress={onMenu}>
          {t("nav.menu")}
        </Button>
      </div>
      {registry === undefined ? <span className="flex-1" /> : <RegistryLine registry={registry} />}
      <Button
        size="small"
        icon={Search}
        keys="Ctrl+K"
        onPress={onSearch}
        className="font-normal! text-dim! max-sm:[&_kbd]:hidden"
      >
        <span className="max-sm:hidden">{t("search.button")}</span>
        <span className="sm:hidden">{t("search.short")}</span>
      </Button>
    </header>
  );
}
