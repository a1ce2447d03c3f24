import { Compass, RotateCcw } from "lucide-react";
import { type ComponentType, Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { beginOpening } from "../bridge/opening.ts";
import { Button } from "../parts/button.tsx";
import { ButtonLink } from "../parts/button-link.tsx";
import { EmptyState } from "../parts/empty-state.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { hrefOf, type Place } from "../router/routes.ts";
import { SCREENS } from "../screens/screens.ts";
import { ScreenBoundary } from "./screen-boundary.tsx";

function Broken() {
  const { t } = useTranslation("frame");
  return (
    <Page title={t("screen.broken_title")}>
      <Notice
        tone="bad"
        title={t("screen.broken")}
        next={t("screen.broken_next")}
        isLive
        actions={
          <Button icon={RotateCcw} onPress={() => window.location.reload()}>
            {t("screen.again")}
          </Button>
        }
      >
        {t("screen.broken_means")}
      </Notice>
    </Page>
  );
}

function NotFound() {
  const { t } = useTranslation("frame");
  return (
    <Page title={t("screen.not_found")}>
      <EmptyState
        icon={Compass}
        title={t("screen.not_found_means")}
        actions={<ButtonLink href={hrefOf("certificates")}>{t("screen.home")}</ButtonLink>}
      />
    </Page>
  );
}

function Opening() {
  const { t } = useTranslation("frame");
  useEffect(() => beginOpening(), []);
  return (
    <p role="status" className="p-7 text-dim">
      {t("screen.loading")}
    </p>
  );
}

/** The screen of a place. A place with other parts is another screen: nothing is carried over. */
export function ScreenView({ place }: { readonly place: Place | undefined }) {
  if (place === undefined) return <NotFound />;
  const Screen = SCREENS[place.name] as ComponentType<{ readonly params: Place["params"] }>;
  const key = `${place.name} ${Object.values(place.params).join(" ")}`;
  return (
    <ScreenBoundary key={key} broken={<Broken />}>
      <Suspense fallback={<Opening />}>
        <Screen params={place.params} />
      </Suspense>
    </ScreenBoundary>
  );
}
