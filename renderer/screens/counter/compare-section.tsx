import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PastCheckView } from "../../../src/contract/views.ts";
import { LEGAL } from "../../../src/language/legal.ts";
import { useRead } from "../../bridge/use-read.ts";
import { Portrait } from "../../parts/portrait.tsx";
import { Section } from "../../parts/section.tsx";
import { useLanguage } from "../../words/use-language.ts";
import { ComparePerson } from "./compare-person.tsx";
import { FaceBeside } from "./face-beside.tsx";
import { LiveCamera } from "./live-camera.tsx";

/** As wide as the camera's picture beside it. */
const PICTURE_WIDTH = 208;

function Waiting(props: {
  readonly check: string;
  readonly portrait: string;
  readonly onCompared: (settled: PastCheckView) => void;
}) {
  const { check, portrait, onCompared } = props;
  const { t } = useTranslation("counter");
  const language = useLanguage();
  const [video, setVideo] = useState<HTMLVideoElement>();
  const matcher = useRead("counter.matcher", {});
  const hasMatcher = matcher.value?.state === "on";
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-4">
        <Portrait src={portrait} name={t("compare.holder")} width={PICTURE_WIDTH} />
        <LiveCamera width={PICTURE_WIDTH} height={PICTURE_WIDTH * 1.25} onPicture={setVideo} />
      </div>
      <ComparePerson check={check} onCompared={onCompared} />
      {hasMatcher && <FaceBeside check={check} portrait={portrait} video={video} />}
      <p className="text-note text-dim">{t("compare.signed")}</p>
      <p className="text-note text-dim">{LEGAL[language][hasMatcher ? "matcherBeside" : "look"]}</p>
    </div>
  );
}

/** The signed portrait, and beside it the person as long as nobody has said whether it is they. */
export function CompareSection(props: {
  readonly check: string;
  readonly portrait: string;
  readonly waits: boolean;
  readonly onCompared: (settled: PastCheckView) => void;
}) {
  const { waits, ...more } = props;
  const { t } = useTranslation("counter");
  return (
    <Section title={t(waits ? "compare.title" : "compare.portrait")}>
      {waits ? (
        <Waiting {...more} />
      ) : (
        <div className="grid gap-3">
          <Portrait src={more.portrait} name={t("compare.holder")} width={PICTURE_WIDTH} />
          <p className="text-note text-dim">{t("compare.signed")}</p>
        </div>
      )}
    </Section>
  );
}
