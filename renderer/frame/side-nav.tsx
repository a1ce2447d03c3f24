import { Lock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../parts/button.tsx";
import { Icon } from "../parts/icon.tsx";
import { hrefOf } from "../router/routes.ts";
import { usePlace } from "../router/use-place.ts";
import { useApp } from "../state/app-state.ts";
import { sayNumber } from "../words/format.ts";
import { useIntlLocale } from "../words/use-language.ts";
import { useBadges } from "./badges.ts";
import { Brand } from "../parts/brand.tsx";
import { lockWallet } from "../state/lock.ts";
import { FOOT, isWithin, type NavItem, sectionsOf } from "./nav-items.ts";
import { WalletSwitch } from "./wallet-switch.tsx";

function NavLink({
  item,
  onFollow,
}: {
  readonly item: NavItem;
  readonly onFollow?: (() => void) | undefined;
}) {
  const { t } = useTranslation("frame");
  const locale = useIntlLocale();
  const place = usePlace();
  const count = useBadges(({ counts }) => counts[item.route] ?? 0);
  const isHere = place !== "home" && isWithin(item, place?.name);
  return (
    <li>
      <a
        href={hrefOf(item.route)}
        aria-current={isHere ? "page" : undefined}
        onClick={onFollow}
        className={`flex items-center gap-2.5 rounded-[9px] px-2.5 py-[7px] no-underline [@media(max-height:740px)]:py-1 forced:aria-[current]:outline-2 ${isHere ? "bg-[color-mix(in_srgb,var(--accent)_13%,transparent)] font-semibold text-accent" : "text-ink hover:bg-[color-mix(in_srgb,var(--ink)_5%,transparent)]"}`}
      >
        <Icon of={item.icon} />
        <span className="min-w-0 flex-1">{t(`nav.${item.word}`)}</span>
        {count > 0 && (
          <span className="rounded-[9px] bg-accent px-[7px] py-px text-tiny font-semibold text-accent-ink">
            <span aria-hidden>{sayNumber(count, locale)}</span>
            <span className="sr-only">{t("nav.waiting", { count })}</span>
          </span>
        )}
      </a>
    </li>
  );
}

/** Where one can go. `onFollow`: the drawer it stands in closes. */
export function SideNav({ onFollow }: { readonly onFollow?: () => void }) {
  const { t } = useTranslation("frame");
  const office = useApp(({ wallet }) => wallet?.office);
  return (
    <nav aria-label={t("nav.label")} className="flex min-h-full flex-col gap-0.5 px-3 pt-4 pb-3">
      <div className="px-2 pb-2">
        <Brand />
      </div>
      <WalletSwitch />
      {sectionsOf({ ...(office !== undefined && { office }) }).map(({ word, items }) => (
        <section key={word} aria-labelledby={`nav-${word}`}>
          <h2 id={`nav-${word}`} className="px-2.5 pt-2 pb-1 text-tiny tracking-[0.04em] text-dim uppercase">
            {t(`nav.${word}`)}
          </h2>
          <ul className="grid gap-0.5">
            {items.map((item) => (
              <NavLink key={item.route} item={item} onFollow={onFollow} />
            ))}
          </ul>
        </section>
      ))}
      <div className="min-h-2 flex-1" />
      <ul className="grid gap-0.5">
        {FOOT.map((item) => (
          <NavLink key={item.route} item={item} onFollow={onFollow} />
        ))}
      </ul>
      <Button icon={Lock} keys="Ctrl+L" className="mt-2 justify-start!" onPress={() => void lockWallet()}>
        {t("nav.lock")}
      </Button>
    </nav>
  );
}
