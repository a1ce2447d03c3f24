import { Lock, type LucideIcon, Monitor, Moon, Search, Sun } from "lucide-react";
import { Autocomplete, useFilter } from "react-aria-components/Autocomplete";
import { Dialog } from "react-aria-components/Dialog";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Menu, MenuItem } from "react-aria-components/Menu";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { SearchField } from "react-aria-components/SearchField";
import { Text } from "react-aria-components/Text";

import { useTranslation } from "react-i18next";
import { setPreferences } from "../state/set-preferences.ts";
import { Icon } from "../parts/icon.tsx";
import { goTo } from "../router/use-place.ts";
import { useApp } from "../state/app-state.ts";
import { lockWallet } from "../state/lock.ts";
import { FOOT, sectionsOf } from "./nav-items.ts";

interface Deed {
  readonly id: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly run: () => void;
}

function useDeeds(): readonly Deed[] {
  const { t } = useTranslation("frame");
  const office = useApp(({ wallet }) => wallet?.office);
  const items = sectionsOf({ ...(office !== undefined && { office }) }).flatMap((section) => section.items);
  const places = [...items, ...FOOT].map(({ route, word, icon }) => ({
    id: route,
    label: t("search.go", { name: t(`nav.${word}`) }),
    icon,
    run: () => goTo(route),
  }));
  return [
    ...places,
    { id: "lock", label: t("search.lock"), icon: Lock, run: () => void lockWallet() },
    { id: "light", label: t("search.light"), icon: Sun, run: () => void setPreferences({ theme: "light" }) },
    { id: "dark", label: t("search.dark"), icon: Moon, run: () => void setPreferences({ theme: "dark" }) },
    {
      id: "system",
      label: t("search.system"),
      icon: Monitor,
      run: () => void setPreferences({ theme: "system" }),
    },
  ];
}

/** Everything that can be done, by typing part of its name. Loaded when it is first opened. */
export function Palette(props: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { isOpen, onClose } = props;
  const { t } = useTranslation("frame");
  const { contains } = useFilter({ sensitivity: "base" });
  const deeds = useDeeds();
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
      className="fixed inset-0 z-40 flex justify-center bg-scrim p-4 pt-[10vh] max-sm:pt-4"
    >
      <Modal className="flex max-h-full w-full max-w-[520px] flex-col self-start">
        <Dialog
          aria-label={t("search.title")}
          className="flex max-h-[calc(90dvh-32px)] flex-col overflow-hidden rounded-card border border-line-strong bg-surface shadow-soft outline-none"
        >
          <Autocomplete filter={contains}>
            <SearchField autoFocus className="flex items-center gap-3 border-b border-line px-4">
              <Label className="sr-only">{t("search.field")}</Label>
              <Icon of={Search} className="text-dim" />
              <Input
                placeholder={t("search.field")}
                className="min-w-0 flex-1 bg-transparent py-3.5 text-[1.0667rem] outline-none placeholder:text-dim [&::-webkit-search-cancel-button]:hidden"
              />
            </SearchField>
            {/* Its entries have the focus only in name: whoever scrolls by keys needs a place for it (axe,
                scrollable-region-focusable), which this rule would take away. */}
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
            <div tabIndex={0} className="min-h-0 overflow-auto outline-offset-[-2px]">
              <Menu
                aria-label={t("search.list")}
                items={deeds}
                className="p-1.5 outline-none"
                renderEmptyState={() => <p className="px-3 py-2 text-dim">{t("search.none")}</p>}
                onAction={(key) => {
                  onClose();
                  deeds.find(({ id }) => id === key)?.run();
                }}
              >
                {(deed) => (
                  <MenuItem
                    id={deed.id}
                    textValue={deed.label}
                    className="flex items-center gap-3 rounded-small px-3 py-2 outline-none is-focused:bg-[color-mix(in_srgb,var(--accent)_13%,transparent)] forced:is-focused:outline-2"
                  >
                    <Icon of={deed.icon} size={17} className="text-dim" />
                    <Text slot="label">{deed.label}</Text>
                  </MenuItem>
                )}
              </Menu>
            </div>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
