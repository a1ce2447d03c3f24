import { useTranslation } from "react-i18next";
import { useRead } from "../../bridge/use-read.ts";
import { Checkbox } from "../../parts/checkbox.tsx";

/** As many as a request may name. */
const MOST = 16;

/** Behind whom a certificate must stand: one of those whom this office trusts beside the registry. */
export function AuthorityChoice(props: {
  /** Key identifiers. */
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}) {
  const { chosen, onChange } = props;
  const { t } = useTranslation("counter");
  const list = useRead("trust.list", {}, ["wallet.changed"]);
  const known = (list.value ?? []).flatMap(({ keyId, name }) =>
    keyId === undefined ? [] : [{ keyId, name }],
  );
  const authorities = known.filter(({ keyId }, i) => known.findIndex((one) => one.keyId === keyId) === i);
  if (authorities.length === 0) return null;
  return (
    <div role="group" aria-label={t("ask.authorities")} className="grid gap-2">
      <p>
        {t("ask.authorities")}
        <span className="block text-note text-dim">{t("ask.authorities_hint")}</span>
      </p>
      {authorities.map(({ keyId, name }) => (
        <Checkbox
          key={keyId}
          isSelected={chosen.includes(keyId)}
          isDisabled={chosen.length >= MOST && !chosen.includes(keyId)}
          onChange={(on) => onChange(on ? [...chosen, keyId] : chosen.filter((one) => one !== keyId))}
        >
          <bdi>{name}</bdi>
        </Checkbox>
      ))}
    </div>
  );
}
