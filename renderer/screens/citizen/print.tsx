import { Printer } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ArgsOf } from "../../../src/contract/contract.ts";
import type { CredentialView } from "../../../src/contract/views.ts";
import { type PaperLanguage, PAPER_LANGUAGES, paperLanguage } from "../../../src/paper/words.ts";
import { LANGUAGE_NAMES } from "../../../src/language/languages.ts";
import { LEGAL } from "../../../src/language/legal.ts";
import { useRead } from "../../bridge/use-read.ts";
import { useSheets } from "../../bridge/use-sheets.ts";
import { Button } from "../../parts/button.tsx";
import { ButtonLink } from "../../parts/button-link.tsx";
import { Checkbox } from "../../parts/checkbox.tsx";
import { Failure } from "../../parts/failure.tsx";
import { LangText, useLangText } from "../../parts/lang-text.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { SavedLine } from "../../parts/saved-line.tsx";
import { Section } from "../../parts/section.tsx";
import { Segmented } from "../../parts/segmented.tsx";
import { SheetPreview } from "../../parts/sheet-preview.tsx";
import { hrefOf } from "../../router/routes.ts";
import { useEnter } from "../../state/use-enter.ts";
import { useLanguage } from "../../words/use-language.ts";
import type { ScreenProps } from "../screen-props.ts";
import { pathOf } from "./certificate-words.ts";
import { Leaving } from "./leaving.tsx";

type Size = ArgsOf<"paper.make">["size"];

/** Types of things, which get a label beside. */
const THINGS: ReadonlySet<string> = new Set(["product-passport"]);

function sizesOf({ type }: CredentialView): readonly Size[] {
  return THINGS.has(type.id) ? ["label", "A4", "Letter"] : ["A4", "Letter"];
}

/** Pictures need many codes more, so they are asked for. */
function firstChoice({ claims }: CredentialView): ReadonlySet<string> {
  return new Set(claims.filter(({ kind }) => kind !== "image").map(pathOf));
}

function Choose({ certificate }: { readonly certificate: CredentialView }) {
  const { t } = useTranslation("citizen");
  const language = useLanguage();
  const sizes = sizesOf(certificate);
  const [chosen, setChosen] = useState(() => firstChoice(certificate));
  const [size, setSize] = useState<Size>(sizes[0] as Size);
  const [inLanguage, setInLanguage] = useState<PaperLanguage>(paperLanguage(language));
  const claims = certificate.claims.filter((claim) => chosen.has(pathOf(claim)));
  const wanted = {
    credential: certificate.id,
    ...(claims.length === 0 ? {} : { claims: claims.map(({ path }) => [...path]) }),
    size,
    language: inLanguage,
  };
  const preview = useRead("paper.preview", wanted, ["registry.changed"]);
  const printed = useSheets("paper.make");
  const shown = preview.value;

  function choose(path: string, isChosen: boolean): void {
    const next = new Set(chosen);
    if (isChosen) next.add(path);
    else next.delete(path);
    setChosen(next);
    printed.reset();
  }

  // The sheets are drawn anew after each block; a key that was let fall then would be a dead one.
  useEnter(
    () => void printed.run(wanted),
    shown !== undefined && !printed.busy && printed.place === undefined,
  );

  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
      <div className="grid gap-6">
        <Section title={t("print.what")}>
          <div className="grid gap-2.5">
            {certificate.claims.map((claim) => (
              <Checkbox
                key={pathOf(claim)}
                isSelected={chosen.has(pathOf(claim))}
                onChange={(isChosen) => choose(pathOf(claim), isChosen)}
              >
                <LangText of={claim.label} />
                {claim.kind === "image" && (
                  <span className="block text-note text-dim">{t("print.picture_means")}</span>
                )}
              </Checkbox>
            ))}
          </div>
        </Section>
        <div className="flex flex-wrap gap-x-6 gap-y-4">
          <Segmented<Size>
            label={t("print.size")}
            items={sizes.map((id) => ({ id, label: t(`print.size_${id}`) }))}
            value={size}
            onChange={(id) => {
              setSize(id);
              printed.reset();
            }}
          />
          <Segmented<PaperLanguage>
            label={t("print.language")}
            items={PAPER_LANGUAGES.map((id) => ({ id, label: LANGUAGE_NAMES[id] }))}
            value={inLanguage}
            onChange={(id) => {
              setInLanguage(id);
              printed.reset();
            }}
          />
        </div>
        <Failure code={preview.code} />
        {shown !== undefined && (
          <Leaving title={t("print.leaves")} claims={shown.leaves} also={t("print.also")} />
        )}
        <Notice tone="off" title={t("print.keep")}>
          {LEGAL[language].carrier} {LEGAL[language].copy}
          {certificate.type.id === "property-title" && ` ${LEGAL[language].title}`}
        </Notice>
        <div className="grid gap-3">
          <div>
            <Button
              kind="primary"
              icon={Printer}
              keys="Enter"
              busy={printed.busy}
              isDisabled={shown === undefined}
              onPress={() => void printed.run(wanted)}
            >
              {t("print.make")}
            </Button>
          </div>
          <SavedLine place={printed.place} say={(place) => t("print.saved", { place })} />
          <Failure code={printed.code} />
        </div>
      </div>
      <Section title={t("print.preview")}>
        {shown !== undefined && (
          <>
            <p className="mb-3 text-note text-dim">
              {t("print.codes", { codes: shown.codes, sheets: shown.sheets.length })}
            </p>
            <SheetPreview sheets={shown.sheets} />
          </>
        )}
      </Section>
    </div>
  );
}

/** A certificate on paper: which claims, exactly what leaves, and the sheets as they will be. */
export default function Print({ params: { id } }: ScreenProps<"print">) {
  const { t } = useTranslation("citizen");
  const say = useLangText();
  const held = useRead("holder.show", { id });
  return (
    <Page
      key={id}
      title={t("print.title")}
      crumb={<a href={hrefOf("certificate", { id })}>{say(held.value?.type.name, t("certificate.title"))}</a>}
    >
      <Failure
        code={held.code}
        actions={<ButtonLink href={hrefOf("certificates")}>{t("certificate.back")}</ButtonLink>}
      />
      {held.value !== undefined && <Choose certificate={held.value} />}
    </Page>
  );
}
