import { Link2, Save } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { fromBase64UrlOf } from "../../../src/bytes/base64.ts";
import { parseReceipt, receiptSize } from "../../../src/chain/blocks/receipt.ts";
import type { CredentialView } from "../../../src/contract/views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { useRead } from "../../bridge/use-read.ts";
import { Button } from "../../parts/button.tsx";
import { AgeText, DateText } from "../../parts/date-text.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Rosette } from "../../parts/rosette.tsx";
import { sayNumber } from "../../words/format.ts";
import { useIntlLocale } from "../../words/use-language.ts";

/** What a receipt says of its entry's place; main has verified it before it was kept. */
function placeOf(receipt: string) {
  try {
    const read = parseReceipt(receipt);
    return { index: read.entry.index, steps: read.entry.proof.length, size: receiptSize(read) };
  } catch {
    return undefined;
  }
}

function rosetteBytes(commitment: string): Uint8Array {
  try {
    return fromBase64UrlOf(commitment, 32);
  } catch {
    return new Uint8Array(32);
  }
}

function Link(props: {
  readonly title: ReactNode;
  readonly detail: ReactNode;
  readonly picture?: ReactNode;
  readonly isStrong?: boolean;
}) {
  const { title, detail, picture, isStrong = false } = props;
  return (
    <li
      className={`flex min-w-36 items-center gap-3 rounded-card border bg-surface px-4 py-3 shadow-soft ${isStrong ? "border-accent" : "border-line-strong"}`}
    >
      {picture}
      <span className="min-w-0">
        <span className="block font-semibold">{title}</span>
        <span className="block text-small text-dim">{detail}</span>
      </span>
    </li>
  );
}

/** The piece of chain between two links, with what lies between in words. */
function Between({ text }: { readonly text?: string }) {
  return (
    <li
      className={`flex flex-1 items-center text-small text-dim ${text === undefined ? "max-w-28 min-w-8" : "max-w-72 min-w-max"}`}
      aria-hidden={text === undefined}
    >
      <span className="h-2.5 min-w-3 flex-1 rounded-[8px] border-2 border-line-strong" />
      {text !== undefined && <span className="px-1.5 whitespace-nowrap">{text}</span>}
      {text !== undefined && (
        <span className="h-2.5 min-w-3 flex-1 rounded-[8px] border-2 border-line-strong" />
      )}
    </li>
  );
}

/** A certificate's receipt, drawn as its place in the chain. */
export function PlaceInChain({ certificate }: { readonly certificate: CredentialView }) {
  const { t } = useTranslation("citizen");
  const locale = useIntlLocale();
  const { id, commitment, issued, age } = certificate;
  const receipt = useRead("holder.receipt", { id });
  const save = useCall("host.save_file");
  const [said, setSaid] = useState<string>();
  const text = receipt.value?.receipt;
  const place = useMemo(() => (text === undefined ? undefined : placeOf(text)), [text]);
  const bytes = useMemo(() => rosetteBytes(commitment), [commitment]);
  const between = issued === undefined || age === undefined ? 0 : age.height - issued.height - 1;

  async function exportIt(receiptText: string): Promise<void> {
    const answer = await save.run({ name: "receipt.json", text: receiptText });
    if (answer.ok && answer.value.saved !== null)
      setSaid(t("certificate.exported", { place: answer.value.saved }));
  }

  return (
    <div className="grid gap-3">
      {issued === undefined ? (
        <p className="text-dim">{t("chain.none")}</p>
      ) : (
        <ol aria-label={t("chain.label")} className="flex flex-wrap items-center gap-y-3">
          <Link
            title={t("chain.entry")}
            detail={place && t("chain.entry_no", { number: sayNumber(place.index, locale) })}
            picture={<Rosette bytes={bytes} size={36} className="text-accent" />}
          />
          <Between />
          <Link
            title={t("chain.block", { height: sayNumber(issued.height, locale) })}
            detail={
              <>
                {t("chain.holds")} · <DateText time={issued.time} withClock form="short" />
              </>
            }
            picture={<Icon of={Link2} className="text-accent" />}
            isStrong
          />
          {age !== undefined && age.height > issued.height && (
            <>
              {between > 0 ? <Between text={t("chain.between", { count: between })} /> : <Between />}
              <Link
                title={t("chain.newest", { height: sayNumber(age.height, locale) })}
                detail={
                  <>
                    {t("chain.newest_means")} · <AgeText time={age.time} />
                  </>
                }
              />
            </>
          )}
        </ol>
      )}
      {place !== undefined && (
        <p className="text-note text-dim">
          {t("chain.proof", {
            count: place.steps,
            size: sayNumber(place.size, locale),
          })}{" "}
          {t("chain.offline")}
        </p>
      )}
      <Failure code={receipt.code ?? save.code} />
      {text !== undefined && (
        <div className="flex flex-wrap items-center gap-3">
          <Button icon={Save} busy={save.busy} onPress={() => void exportIt(text)}>
            {t("certificate.export")}
          </Button>
          <p role="status" className="wrap-anywhere">
            {said}
          </p>
        </div>
      )}
    </div>
  );
}
