import { ChevronsUpDown, LockKeyhole, UserRound } from "lucide-react";
import { Button as AriaButton } from "react-aria-components/Button";
import { Menu, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { useTranslation } from "react-i18next";
import type { ProfileView } from "../../src/contract/calls/app.ts";
import { client } from "../bridge/window-client.ts";
import { Icon } from "../parts/icon.tsx";
import { sayInPassing } from "../parts/toasts.ts";
import { goHome } from "../router/use-place.ts";
import { refreshApp, takeApp, useApp } from "../state/app-state.ts";

async function change(profile: ProfileView, done: () => void): Promise<void> {
  const isOpen = profile.state === "open" || profile.state === "locked";
  // It may be told before it is answered: who goes somewhere in the other wallet meanwhile stays there.
  const left = useApp.getState().app?.active;
  const stop = useApp.subscribe(({ app }) => {
    if (app?.active === left) return;
    stop();
    goHome();
  });
  const answer = await client.call(isOpen ? "app.switch_profile" : "app.open_profile", { id: profile.id });
  if (answer.ok) takeApp(answer.value);
  stop();
  await refreshApp(client);
  if (!answer.ok) return;
  if (profile.state === "open") done();
}

/** Which wallet is in use, and the way to another; nothing where there is only one. */
export function WalletSwitch() {
  const { t } = useTranslation("frame");
  const { t: sayStart } = useTranslation("start");
  const app = useApp((state) => state.app);
  const active = app?.profiles.find(({ id }) => id === app.active);
  if (app === undefined || active === undefined || app.profiles.length < 2) return null;
  return (
    <MenuTrigger>
      <AriaButton
        aria-label={t("wallet.switch", { name: active.name })}
        className="flex min-h-9 items-center gap-2 rounded-field border border-line-strong bg-surface px-2.5 py-1 text-start text-note hover:bg-[color-mix(in_srgb,var(--ink)_5%,var(--surface))]"
      >
        <Icon of={UserRound} size={17} className="text-dim" />
        <span className="line-clamp-2 min-w-0 flex-1 leading-[1.25]" dir="auto">
          {active.name}
        </span>
        <Icon of={ChevronsUpDown} size={15} className="text-dim" />
      </AriaButton>
      <Popover className="min-w-(--trigger-width) rounded-field border border-line-strong bg-surface shadow-soft">
        <Menu
          aria-label={t("wallet.choose")}
          selectionMode="single"
          selectedKeys={[active.id]}
          items={app.profiles}
          // What was drawn is kept, also in the language before.
          dependencies={[t]}
          className="max-h-96 overflow-auto p-1 outline-none"
          onAction={(key) => {
            const chosen = app.profiles.find(({ id }) => id === key);
            if (chosen === undefined || chosen.id === active.id) return;
            void change(chosen, () => sayInPassing(t("wallet.switched", { name: chosen.name })));
          }}
        >
          {(profile) => (
            <MenuItem
              id={profile.id}
              textValue={profile.name}
              className="flex items-center gap-2.5 rounded-small px-3 py-2 is-focused:bg-[color-mix(in_srgb,var(--accent)_13%,transparent)] is-selected:font-semibold"
            >
              <Icon of={profile.state === "open" ? UserRound : LockKeyhole} size={17} className="text-dim" />
              <span className="min-w-0 flex-1" dir="auto">
                {profile.name}
              </span>
              <span className="text-small font-normal text-dim">
                {sayStart(`kind.${profile.kind}`)}
                {" · "}
                {t(profile.state === "open" ? "wallet.open" : "wallet.locked")}
              </span>
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
