import { useTranslation } from "react-i18next";

/** Where something was saved, told to who listens too: its place is there before, so that it is heard. */
export function SavedLine(props: {
  readonly place: string | undefined;
  /** Instead of where it is alone. */
  readonly say?: (place: string) => string;
}) {
  const { place, say } = props;
  const { t } = useTranslation("parts");
  return (
    <p role="status" className="text-note wrap-anywhere text-dim empty:hidden">
      {place !== undefined && (say?.(place) ?? t("pass_on.saved", { place }))}
    </p>
  );
}
