import { Link2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RegistryView } from "../../../src/contract/views.ts";
import { useRead } from "../../bridge/use-read.ts";
import { Button } from "../../parts/button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Failure } from "../../parts/failure.tsx";
import { hrefOf } from "../../router/routes.ts";
import { BlockEntries } from "./block-entries.tsx";
import { BlockLink } from "./block-link.tsx";
import { BlockTime } from "./block-time.tsx";

/** Blocks side by side at 1024 pixels. */
const PAGE = 6;

interface ChainProps {
  readonly registry: RegistryView;
  /** Height of the opened block; the newest if there is none. */
  readonly opened?: number | undefined;
}

function Pages(props: {
  readonly page: number;
  readonly last: number;
  readonly onChange: (page: number) => void;
}) {
  const { page, last, onChange } = props;
  const { t } = useTranslation("registry");
  const isFirst = page === 0;
  const isLast = page === last;
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      <Button size="small" isDisabled={isFirst} onPress={() => onChange(0)}>
        {t("chain.newest")}
      </Button>
      <Button size="small" isDisabled={isFirst} onPress={() => onChange(page - 1)}>
        {t("chain.newer")}
      </Button>
      <Button size="small" isDisabled={isLast} onPress={() => onChange(page + 1)}>
        {t("chain.older")}
      </Button>
      <Button size="small" isDisabled={isLast} onPress={() => onChange(last)}>
        {t("chain.first")}
      </Button>
    </div>
  );
}

function Links(props: ChainProps & { readonly head: number; readonly shown: number }) {
  const { registry, opened, head, shown } = props;
  const { t } = useTranslation("registry");
  // Pages are counted from the newest block: opening one moves nothing.
  const [page, setPage] = useState(Math.floor(Math.max(0, head - (opened ?? head)) / PAGE));
  const top = Math.max(0, head - page * PAGE);
  const from = Math.max(0, top - PAGE + 1);
  const blocks = useRead("registry.blocks", { from, count: top - from + 1 }, ["registry.changed"]);
  const newestFirst = blocks.value?.toReversed() ?? [];
  const bad = new Set(registry.findings.map(({ place }) => place));
  return (
    <nav aria-label={t("chain.label")}>
      <ol className="flex flex-wrap gap-y-3">
        {newestFirst.map(({ height, count, time }, i) => (
          <BlockLink
            key={height}
            height={height}
            content={t("chain.entries", { count })}
            detail={<BlockTime time={time} />}
            cosigned={registry.authorities.map(({ cosigned }) => cosigned)}
            href={hrefOf("block", { height: String(height) })}
            isOpened={height === shown}
            isBad={bad.has(`block ${height}`)}
            isLast={i === newestFirst.length - 1 && height === 0}
          />
        ))}
      </ol>
      <Failure code={blocks.code} className="mt-3" />
      {head >= PAGE && <Pages page={page} last={Math.floor(head / PAGE)} onChange={setPage} />}
    </nav>
  );
}

/** The chain of a full copy, newest block first. */
export function Chain({ registry, opened }: ChainProps) {
  const { t } = useTranslation("registry");
  const head = registry.age?.height;
  if (head === undefined || registry.size === 0) {
    return (
      <EmptyState icon={Link2} title={t("chain.empty")}>
        {t("chain.empty_means")}
      </EmptyState>
    );
  }
  return <Links registry={registry} opened={opened} head={head} shown={opened ?? head} />;
}

/** The block that is opened, else the newest, down to its entries. */
export function OpenedBlock({ registry, opened }: ChainProps) {
  const shown = opened ?? registry.age?.height;
  return shown === undefined || registry.size === 0 ? null : <BlockEntries key={shown} height={shown} />;
}
