import { useTranslation } from "react-i18next";
import type { AnchorView } from "../../src/contract/receive-views.ts";
import { DateText } from "./date-text.tsx";

/** 32 pairs in lines of eight, as two people read them to each other. */
function linesOf(fingerprint: string): readonly string[] {
  return fingerprint.match(/(?:[0-9A-F]{2}:?){1,8}/g) ?? [];
}

/** What tells one X.509 certificate from another: whom it names, from when until when, its fingerprint. */
export function CertificateFacts({ of }: { readonly of: AnchorView }) {
  const { t } = useTranslation("parts");
  const { subject, from, to, fingerprint } = of;
  return (
    <dl className="grid gap-1 text-note">
      <div>
        <dt className="text-dim">{t("x509.subject")}</dt>
        <dd>
          <bdi className="wrap-anywhere">{subject}</bdi>
        </dd>
      </div>
      <div>
        <dt className="text-dim">{t("x509.valid")}</dt>
        <dd>
          <DateText time={from} form="short" /> – <DateText time={to} form="short" />
        </dd>
      </div>
      <div>
        <dt className="text-dim">{t("x509.fingerprint")}</dt>
        <dd dir="ltr" className="font-mono text-[0.8rem]">
          {linesOf(fingerprint).map((line) => (
            <span key={line} className="block">
              {line}
            </span>
          ))}
        </dd>
      </div>
    </dl>
  );
}
