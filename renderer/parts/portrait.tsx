import { useTranslation } from "react-i18next";

/** A signed picture of a person, four by five. */
export function Portrait(props: {
  /** A `data:` or `blob:` address. */
  readonly src: string;
  readonly name: string;
  /** In pixels; it shrinks where there is less. */
  readonly width: number;
}) {
  const { src, name, width } = props;
  const { t } = useTranslation("parts");
  return (
    <img
      src={src}
      alt={t("portrait.of", { name })}
      width={width}
      height={width * 1.25}
      className="h-auto max-w-full shrink-0 self-start rounded-[8px] border border-line-strong bg-portrait"
    />
  );
}
