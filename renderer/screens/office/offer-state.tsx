import { useTranslation } from "react-i18next";
import type { OfferState } from "../../../src/contract/offer-views.ts";
import { Pill } from "../../parts/pill.tsx";
import type { Tone } from "../../parts/tone.ts";

const TONES: { readonly [state in OfferState]: Tone } = {
  offered: "wait",
  collecting: "wait",
  waiting: "wait",
  collected: "ok",
  refused: "bad",
  expired: "off",
  cancelled: "off",
};

/** How far an offer got. */
export function OfferStatePill({ state }: { readonly state: OfferState }) {
  const { t } = useTranslation("office");
  return <Pill tone={TONES[state]}>{t(`offers.state.${state}`)}</Pill>;
}
