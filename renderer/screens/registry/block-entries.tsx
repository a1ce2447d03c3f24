import { ChevronRight, FileQuestionMark } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BlockView, EntryView } from "../../../src/contract/views.ts";
import { useRead } from "../../bridge/use-read.ts";
import { Button } from "../../parts/button.tsx";
import { DateText } from "../../parts/date-text.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import { Section } from "../../parts/section.tsx";
import { ShortHash } from "../../parts/short-hash.tsx";
import { sayNumber } from "../../words/format.ts";
import { useIntlLocale } from "../../words/use-language.ts";
import { CheckBlock } from "./check-block.tsx";
import { EntryDialog } from "./entry-dialog.tsx";
import { iconOfEntry, useEntryWords } from "./entry-words.ts";

const MORE = 50;
const MOST = 200;

function EntryRow({ entry, onOpen }: { readonly entry: EntryView; readonly onOpen: () => void }) {
  const { t } = useTranslation("registry");
  const words = useEntryWords(entry);
  return (
    <Row
      icon={iconOfEntry(entry.kind)}
      title={<bdi>{words.title}</bdi>}
      detail={<bdi>{words.detail}</bdi>}
      trailing={
        <span className="flex items-center gap-3">
          <ShortHash hash={entry.hash} />
          <Button
            size="small"
            icon={ChevronRight}
            label={t("entry.open_it", { title: words.title })}
            onPress={onOpen}
          >
            {t("entry.open")}
          </Button>
        </span>
      }
    />
  );
}

/** What joins a block to the one before it. */
function BlockFacts({ block }: { readonly block: BlockView }) {
  const { t } = useTranslation("registry");
  const locale = useIntlLocale();
  return (
    <p className="mt-2 text-small text-dim">
      <DateText time={block.time} withClock />
      {" · "}
      {t("block.previous")} <ShortHash hash={block.previous} />{" "}
      <span className="inline-block rtl:-scale-x-100">→</span> {t("block.this")}{" "}
      <ShortHash hash={block.record} />
      {" · "}
      {t("block.leaves", {
        first: sayNumber(block.first, locale),
        last: sayNumber(block.first + block.count, locale),
      })}
    </p>
  );
}

/** A block opened down to its entries. */
export function BlockEntries({ height }: { readonly height: number }) {
  const { t } = useTranslation("registry");
  const locale = useIntlLocale();
  const [wanted, setWanted] = useState(MORE);
  const [opened, setOpened] = useState<number>();
  const block = useRead("registry.blocks", { from: height, count: 1 });
  const entries = useRead("registry.entries", { height, from: 0, count: Math.min(wanted, MOST) });
  const found = block.value?.[0];
  const listed = entries.value ?? [];
  const title = t("block.named", { height: sayNumber(height, locale) });

  if (block.value !== undefined && found === undefined) {
    return (
      <EmptyState icon={FileQuestionMark} title={t("block.none")}>
        {t("block.none_means")}
      </EmptyState>
    );
  }
  return (
    <Section title={title}>
      {listed.length > 0 && (
        <Rows label={title}>
          {listed.map((entry) => (
            <EntryRow key={entry.index} entry={entry} onOpen={() => setOpened(entry.index)} />
          ))}
        </Rows>
      )}
      <Failure code={entries.code ?? block.code} className="mt-3" />
      {found !== undefined && listed.length < found.count && wanted < MOST && (
        <div className="mt-3">
          <Button size="small" busy={entries.loading} onPress={() => setWanted(wanted + MORE)}>
            {t("block.more", { count: found.count - listed.length })}
          </Button>
        </div>
      )}
      {found !== undefined && found.count > MOST && wanted >= MOST && (
        <p className="mt-2 text-small text-dim">{t("block.beyond", { count: found.count - MOST })}</p>
      )}
      {found !== undefined && <BlockFacts block={found} />}
      {found !== undefined && <CheckBlock height={height} />}
      {opened !== undefined && <EntryDialog index={opened} onClose={() => setOpened(undefined)} />}
    </Section>
  );
}
