import { ScanFace } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LEGAL } from "../../../src/language/legal.ts";
import { facePicture } from "../../codes/face-picture.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Notice } from "../../parts/notice.tsx";
import { useLanguage } from "../../words/use-language.ts";
import { FaceSaid } from "./face-said.tsx";

/** The visitor's own yes or no: neither is nearer to the hand than the other. */
function Question(props: {
  readonly onClose: () => void;
  readonly onSaid: (consent: "given" | "refused") => void;
}) {
  const { onClose, onSaid } = props;
  const { t } = useTranslation("counter");
  const language = useLanguage();
  return (
    <Dialog
      title={t("face.ask_title")}
      isOpen
      isAlert
      onClose={onClose}
      actions={
        <>
          <Button onPress={() => onSaid("refused")}>{t("face.no")}</Button>
          <Button onPress={() => onSaid("given")}>{t("face.yes")}</Button>
        </>
      }
    >
      <p className="mb-3 text-dim">{t("face.read_out")}</p>
      <p className="font-serif text-lead">{LEGAL[language].matcherConsent}</p>
    </Dialog>
  );
}

/**
 * An office's own program beside the pictures, where it is switched on: the visitor is asked, one picture
 * is taken if they agree, and what it says decides nothing.
 */
export function FaceBeside(props: {
  readonly check: string;
  readonly portrait: string;
  /** Where the camera's picture stands, if there is one. */
  readonly video: HTMLVideoElement | undefined;
}) {
  const { check, portrait, video } = props;
  const { t } = useTranslation("counter");
  const compare = useCall("counter.compare_faces");
  const [isAsking, setAsking] = useState(false);
  const [hasNoPicture, setNoPicture] = useState(false);
  const face = compare.value?.face;

  async function take(consent: "given" | "refused"): Promise<void> {
    setAsking(false);
    setNoPicture(false);
    if (consent === "refused") {
      await compare.run({ check, consent });
      return;
    }
    const still = new Image();
    still.src = portrait;
    await still.decode();
    const signed = facePicture(still);
    const live = video === undefined ? undefined : facePicture(video);
    if (signed === undefined || live === undefined) setNoPicture(true);
    else await compare.run({ check, consent, portrait: signed, live });
  }

  const isOver = face !== undefined && face.code === undefined;
  return (
    <div className="grid justify-items-start gap-3">
      {face !== undefined && <FaceSaid face={face} />}
      {hasNoPicture && <Notice tone="warn" title={t("face.no_picture")} isLive />}
      <Failure code={compare.code} tone="warn" />
      {!isOver && (
        <Button icon={ScanFace} busy={compare.busy} onPress={() => setAsking(true)}>
          {t("face.ask")}
        </Button>
      )}
      {isAsking && <Question onClose={() => setAsking(false)} onSaid={(said) => void take(said)} />}
    </div>
  );
}
