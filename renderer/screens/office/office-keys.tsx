import { useTranslation } from "react-i18next";
import { useRead } from "../../bridge/use-read.ts";
import { Failure } from "../../parts/failure.tsx";
import { Section } from "../../parts/section.tsx";
import { useApp } from "../../state/app-state.ts";
import { PassOn } from "../../parts/pass-on.tsx";

/** Public keys of an office that the registry does not list yet, to be given to an authority. */
export function OfficeKeys() {
  const office = useApp(({ wallet }) => wallet?.office);
  if (office === undefined || office.accredited) return null;
  return <Keys office={office.id} />;
}

function Keys({ office }: { readonly office: string }) {
  const { t } = useTranslation("office");
  const { value, code } = useRead("office.keys", {});
  return (
    <Section title={t("keys.title")}>
      <p className="mb-3 text-dim">{t("keys.means", { office })}</p>
      {value !== undefined && (
        <PassOn
          text={JSON.stringify({ office, keys: value }, undefined, 2)}
          file={`office-keys-${office}.json`}
          label={t("keys.code")}
        />
      )}
      <Failure code={code} />
    </Section>
  );
}
