import { ArrowUpRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { fromBase64Url } from "../../../src/bytes/base64.ts";
import { fromUtf8 } from "../../../src/bytes/bytes.ts";
import type { EntryDetailView } from "../../../src/contract/views.ts";
import { useRead } from "../../bridge/use-read.ts";
import { Button } from "../../parts/button.tsx";
import { ButtonLink } from "../../parts/button-link.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Tabs } from "../../parts/tabs.tsx";
import { hrefOf } from "../../router/routes.ts";
import { sayNumber } from "../../words/format.ts";
import { useIntlLocale } from "../../words/use-language.ts";
import { useEntryWords } from "./entry-words.ts";
import { hexLines } from "./hex-lines.ts";

function Mono({ children }: { readonly children: ReactNode }) {
  return (
    <code dir="ltr" className="font-mono text-small wrap-anywhere">
      {children}
    </code>
  );
}

function Sheet({ children, label }: { readonly children: string; readonly label: string }) {
  return (
    <pre
      // Scrolled by the keyboard too.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={label}
      role="region"
      dir="ltr"
      className="max-h-[300px] overflow-auto rounded-note border border-line bg-surface p-3 font-mono text-tiny wrap-anywhere whitespace-pre-wrap"
    >
      {children}
    </pre>
  );
}

/** 32 zero bytes: first on its subject (docs/registry-format.md). */
const NOTHING = "A".repeat(43);

function Facts({ entry }: { readonly entry: EntryDetailView }) {
  const { t } = useTranslation("registry");
  const locale = useIntlLocale();
  const facts: readonly (readonly [label: string, value: ReactNode])[] = [
    [t("entry.kind"), <Mono key="kind">{entry.kind}</Mono>],
    [
      t("entry.place"),
      t("entry.place_is", { index: sayNumber(entry.index, locale), height: sayNumber(entry.height, locale) }),
    ],
    [t("entry.hash"), <Mono key="hash">{entry.hash}</Mono>],
    [
      t("entry.after"),
      entry.after === NOTHING ? t("entry.after_nothing") : <Mono key="after">{entry.after}</Mono>,
    ],
    [t("entry.keys"), <Mono key="keys">{entry.keys.join(" ")}</Mono>],
  ];
  return (
    <dl className="grid gap-2 text-note">
      {facts.map(([label, value]) => (
        <div key={label} className="grid gap-x-4 sm:grid-cols-[150px_1fr]">
          <dt className="text-dim">{label}</dt>
          <dd className="min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

type View = "says" | "text" | "bytes";

function Entry({ entry }: { readonly entry: EntryDetailView }) {
  const { t } = useTranslation("registry");
  const [view, setView] = useState<View>("says");
  const bytes = fromBase64Url(entry.bytes);
  return (
    <div className="grid gap-4">
      <Facts entry={entry} />
      <Tabs<View>
        label={t("entry.views")}
        selected={view}
        onChange={setView}
        items={[
          {
            id: "says",
            label: t("entry.says"),
            content: <Sheet label={t("entry.says")}>{JSON.stringify(entry.body, undefined, 2)}</Sheet>,
          },
          {
            id: "text",
            label: t("entry.text"),
            content: <Sheet label={t("entry.text")}>{fromUtf8(bytes)}</Sheet>,
          },
          {
            id: "bytes",
            label: t("entry.bytes"),
            content: <Sheet label={t("entry.bytes")}>{hexLines(bytes)}</Sheet>,
          },
        ]}
      />
    </div>
  );
}

function Opened({ entry, onClose }: { readonly entry: EntryDetailView; readonly onClose: () => void }) {
  const { t } = useTranslation("registry");
  const words = useEntryWords(entry);
  const { held } = entry;
  const href =
    held?.as === "record"
      ? hrefOf("record", { commitment: held.id })
      : held && hrefOf("certificate", { id: held.id });
  return (
    <Dialog
      title={words.title}
      isOpen
      onClose={onClose}
      size="wide"
      actions={
        <>
          {href !== undefined && (
            <ButtonLink kind="primary" icon={ArrowUpRight} href={href}>
              {t(held?.as === "record" ? "entry.to_record" : "entry.to_certificate")}
            </ButtonLink>
          )}
          <Button onPress={onClose}>{t("entry.close")}</Button>
        </>
      }
    >
      <p className="mb-3 text-dim">{words.detail}</p>
      <Entry entry={entry} />
    </Dialog>
  );
}

/** An entry down to its bytes, and back up to what this wallet holds of it. */
export function EntryDialog({ index, onClose }: { readonly index: number; readonly onClose: () => void }) {
  const { t } = useTranslation("registry");
  const { value, code } = useRead("registry.entry", { index });
  if (value !== undefined && value !== null) return <Opened entry={value} onClose={onClose} />;
  if (value === undefined && code === undefined) return null;
  return (
    <Dialog title={t("entry.title")} isOpen onClose={onClose}>
      {code === undefined ? <p>{t("entry.none")}</p> : <Failure code={code} />}
    </Dialog>
  );
}
