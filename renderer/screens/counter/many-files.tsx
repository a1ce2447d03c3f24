import { FileStack, FileText, Table2 } from "lucide-react";
import { Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatCsv } from "../../../src/csv/format.ts";
import type { CodeOf } from "../../../src/contract/contract.ts";
import type { CheckedView } from "../../../src/contract/views.ts";
import { paperLanguage } from "../../../src/paper/words.ts";
import { client } from "../../bridge/window-client.ts";
import { useSheets } from "../../bridge/use-sheets.ts";
import { pictureText } from "../../codes/picture-text.ts";
import { readDropped } from "../../files/read-file.ts";
import { Button } from "../../parts/button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Page } from "../../parts/page.tsx";
import { ProgressBar } from "../../parts/progress-bar.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import { SavedLine } from "../../parts/saved-line.tsx";
import { hrefOf } from "../../router/routes.ts";
import { useCodeWords } from "../../words/use-code-words.ts";
import { useLanguage } from "../../words/use-language.ts";
import { OutcomePill } from "./outcome-pill.tsx";
import { useVerdictSay } from "./verdict-words.ts";

const MOST = 999;

interface Done {
  readonly name: string;
  readonly checked?: CheckedView;
  /** Why it was not read. */
  readonly code?: CodeOf<"host.open_file"> | CodeOf<"counter.inspect">;
}

async function checkOne(file: File): Promise<Done> {
  const { name } = file;
  const read = await readDropped(file);
  if (!read.ok) return { name, code: read.code };
  const text = "text" in read.value ? read.value.text : await pictureText(read.value);
  if (text === undefined) return { name, code: "host.not_text" };
  const answer = await client.call("counter.inspect", { file: text });
  return answer.ok ? { name, checked: answer.value } : { name, code: answer.code };
}

/** What came of each, and the report; its words of codes are fetched only once there is something to say. */
function Outcomes({ rows, isBusy }: { readonly rows: readonly Done[]; readonly isBusy: boolean }) {
  const { t } = useTranslation("counter");
  const language = useLanguage();
  const words = useVerdictSay();
  const sayCode = useCodeWords();
  const report = useSheets("counter.report");

  const why = ({ checked, code }: Done): string =>
    checked === undefined ? sayCode(code ?? "unknown").what : (words.deciding(checked.verdict)?.what ?? "");

  async function saveTable(): Promise<void> {
    const table = rows.map((row) => [
      row.name,
      row.checked?.verdict.outcome ?? "",
      row.checked === undefined ? t("many.unread") : words.outcome(row.checked.verdict),
      why(row),
    ]);
    const head = [t("many.file"), "outcome", t("checks.outcome"), t("checks.why")];
    await report.saveText("checks.csv", formatCsv([head, ...table]));
  }

  async function saveReport(): Promise<void> {
    const checks = rows.flatMap(({ name, checked }) =>
      checked === undefined ? [] : [{ name: name.slice(0, 256), check: checked.check }],
    );
    await report.run({ checks, size: "A4", language: paperLanguage(language) });
  }

  return (
    <div className="grid gap-4">
      <Rows label={t("many.list")}>
        {rows.map((row, i) => (
          <Row
            key={`${i} ${row.name}`}
            title={<bdi>{row.name}</bdi>}
            detail={why(row)}
            trailing={
              row.checked === undefined ? t("many.unread") : <OutcomePill verdict={row.checked.verdict} />
            }
            {...(row.checked !== undefined && { href: hrefOf("check", { id: row.checked.check }) })}
          />
        ))}
      </Rows>
      {!isBusy && (
        <div className="grid gap-2">
          <div className="flex flex-wrap gap-2.5">
            <Button icon={Table2} busy={report.busy} onPress={() => void saveTable()}>
              {t("many.csv")}
            </Button>
            <Button
              icon={FileText}
              busy={report.busy}
              isDisabled={rows.every(({ checked }) => checked === undefined)}
              onPress={() => void saveReport()}
            >
              {t("many.pdf")}
            </Button>
          </div>
          <SavedLine place={report.place} />
          <Failure code={report.code} />
        </div>
      )}
    </div>
  );
}

/** Many files at once: each judged on its own, with a report of all. */
export default function ManyFiles() {
  const { t } = useTranslation("counter");
  const input = useRef<HTMLInputElement>(null);
  const isStopped = useRef(false);
  const [rows, setRows] = useState<readonly Done[]>([]);
  const [total, setTotal] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const [round, setRound] = useState(0);

  async function check(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    isStopped.current = false;
    setRound((before) => before + 1);
    setRows([]);
    setTotal(files.length);
    setBusy(true);
    for (const file of files) {
      if (isStopped.current) break;
      const done = await checkOne(file);
      setRows((before) => [...before, done]);
    }
    setBusy(false);
  }

  return (
    <Page
      title={t("many.title")}
      crumb={<a href={hrefOf("checks")}>{t("checks.title")}</a>}
      actions={
        <Button icon={FileStack} kind="primary" busy={isBusy} onPress={() => input.current?.click()}>
          {t("many.choose")}
        </Button>
      }
      isNarrow
    >
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t("many.choose")}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])].slice(0, MOST);
          target.value = "";
          void check(files);
        }}
      />
      {total === 0 && (
        <EmptyState icon={FileStack} title={t("many.empty")}>
          {t("many.empty_means")}
        </EmptyState>
      )}
      {isBusy && (
        <div className="mb-4">
          <ProgressBar
            label={t("many.title")}
            done={rows.length}
            total={total}
            onCancel={() => void (isStopped.current = true)}
          />
        </div>
      )}
      {rows.length > 0 && (
        <Suspense fallback={null}>
          {/* What was saved was of the files before. */}
          <Outcomes key={round} rows={rows} isBusy={isBusy} />
        </Suspense>
      )}
    </Page>
  );
}
