import { useTranslation } from "react-i18next";
import { Segmented } from "../../parts/segmented.tsx";
import { TextField } from "../../parts/text-field.tsx";

export type Way = "carried" | "link";

/** Whether a text is an address that `counter.listen` takes; an empty one leaves it as it is. */
export function isAddress(text: string): boolean {
  return text === "" || (/^https?:\/\//i.test(text) && URL.canParse(text));
}

/** By code and file, or by a link to where this counter listens. */
export function AskWay(props: {
  readonly way: Way;
  readonly onWay: (way: Way) => void;
  readonly address: string;
  readonly onAddress: (address: string) => void;
}) {
  const { way, onWay, address, onAddress } = props;
  const { t } = useTranslation("counter");
  return (
    <div className="grid gap-3">
      <Segmented<Way>
        label={t("ask.way")}
        items={[
          { id: "carried", label: t("ask.way_carried") },
          { id: "link", label: t("ask.way_link") },
        ]}
        value={way}
        onChange={onWay}
      />
      {way === "link" && (
        <>
          <p className="text-note text-dim">{t("ask.way_link_means")}</p>
          <TextField
            label={t("ask.address")}
            hint={t("ask.address_hint")}
            type="url"
            mono
            value={address}
            onChange={onAddress}
            error={isAddress(address) ? undefined : t("ask.address_wrong")}
          />
        </>
      )}
    </div>
  );
}
