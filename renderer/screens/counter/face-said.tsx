import { useTranslation } from "react-i18next";
import type { FaceView } from "../../../src/contract/matcher-view.ts";
import { LEGAL } from "../../../src/language/legal.ts";
import { Failure } from "../../parts/failure.tsx";
import { Notice } from "../../parts/notice.tsx";
import { useLanguage } from "../../words/use-language.ts";

/** What a program said of two faces, in no colour of a verdict: it is none. */
export function FaceSaid(props: {
  readonly face: FaceView;
  /** Nothing beside it says what that is worth. */
  readonly isAlone?: boolean;
}) {
  const { face, isAlone = false } = props;
  const { t } = useTranslation("counter");
  const language = useLanguage();
  if (face.consent === "refused") {
    return (
      <Notice tone="off" title={t("face.refused")} isLive>
        {t("face.refused_means")}
      </Notice>
    );
  }
  if (face.says === undefined) return <Failure code={face.code} tone="warn" />;
  return (
    <Notice tone="off" title={t(`face.${face.says}`)} isLive>
      {isAlone && LEGAL[language].matcherBeside}
    </Notice>
  );
}
