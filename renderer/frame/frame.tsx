import { lazy, type ReactNode, Suspense, useEffect, useEffectEvent, useState } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { useTranslation } from "react-i18next";
import { useOpening } from "../bridge/opening.ts";
import { ToastRegion } from "../parts/toast-region.tsx";
import { homeOf } from "../router/home.ts";
import { replaceWith, usePlace } from "../router/use-place.ts";
import { useApp } from "../state/app-state.ts";
import { GapNotice } from "./gap-notice.tsx";
import { lockWallet } from "../state/lock.ts";
import { PassphraseAgain } from "./passphrase-again.tsx";
import { ScreenView } from "./screen-view.tsx";
import { SideNav } from "./side-nav.tsx";
import { TopStrip } from "./top-strip.tsx";
import { WindowDrop } from "./window-drop.tsx";
import { WorkStrip } from "../parts/work-strip.tsx";

const Palette = lazy(async () => ({ default: (await import("./palette.tsx")).Palette }));

function useShortcuts(onSearch: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const deeds: { readonly [key: string]: () => void } = { k: onSearch, l: () => void lockWallet() };
    const deed = Object.hasOwn(deeds, event.key) ? deeds[event.key] : undefined;
    if (deed === undefined) return;
    event.preventDefault();
    deed();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
}

/** The navigation where there is no room beside the screen. */
function Drawer(props: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { isOpen, onClose } = props;
  const { t } = useTranslation("frame");
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
      className="fixed inset-0 z-40 flex bg-scrim"
    >
      <Modal className="h-full w-[min(280px,100%)] border-e border-line bg-surface">
        <Dialog aria-label={t("nav.label")} className="h-full overflow-auto outline-none">
          <SideNav onFollow={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The screen's own place; busy until all that it asked for first is there. */
function Content({ children }: { readonly children: ReactNode }) {
  const isOpening = useOpening(({ count }) => count > 0);
  return (
    <main
      id="content"
      tabIndex={-1}
      aria-busy={isOpening}
      className="relative min-h-0 flex-1 overflow-auto outline-none"
    >
      {children}
    </main>
  );
}

/** What stands around every screen of an open wallet. */
export function Frame() {
  const { t } = useTranslation("frame");
  const place = usePlace();
  const profile = useApp(({ app }) => app?.profiles.find(({ id }) => id === app.active));
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [search, setSearch] = useState<"never" | "open" | "closed">("never");
  useShortcuts(() => setSearch("open"));

  useEffect(() => {
    if (place === "home") replaceWith(homeOf(profile?.kind));
  }, [place, profile?.kind]);

  return (
    <div className="flex h-full">
      <a
        href="#content"
        className="fixed start-2 -top-20 z-50 rounded-field bg-accent px-4 py-2 text-accent-ink focus:top-2"
        onClick={(event) => {
          // The address names a screen; it must not change.
          event.preventDefault();
          document.querySelector<HTMLElement>("main h1, main")?.focus();
        }}
      >
        {t("skip")}
      </a>
      <div className="w-[218px] shrink-0 overflow-auto border-e border-line bg-surface max-md:hidden">
        <SideNav />
      </div>
      <div className="flex min-w-0 flex-1 flex-col">
        <TopStrip onMenu={() => setMenuOpen(true)} onSearch={() => setSearch("open")} />
        <GapNotice />
        <Content>{place !== "home" && <ScreenView place={place} />}</Content>
        <WorkStrip />
        <ToastRegion />
        <PassphraseAgain />
      </div>
      <Drawer isOpen={isMenuOpen} onClose={() => setMenuOpen(false)} />
      {search !== "never" && (
        <Suspense fallback={null}>
          <Palette isOpen={search === "open"} onClose={() => setSearch("closed")} />
        </Suspense>
      )}
      <WindowDrop />
    </div>
  );
}
