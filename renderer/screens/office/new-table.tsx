import { ArrowRight, Save, Table2, Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BulkView } from "../../../src/contract/bulk-views.ts";
import type { OpenedFile } from "../../../src/contract/calls/host.ts";
import type { OfficeTypeView } from "../../../src/contract/office-views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { FileDrop } from "../../parts/file-drop.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { RadioGroup } from "../../parts/radio-group.tsx";
import { SavedLine } from "../../parts/saved-line.tsx";
import { useEnter } from "../../state/use-enter.ts";
import { columnsOf, emptyTable } from "./table-columns.ts";
import { DryRun } from "./dry-run.tsx";
import { fileNameOf } from "./file-name.ts";

interface Taken {
  readonly name: string;
  readonly csv: string;
}

/** Which columns the table has, and an empty one to fill in. */
function Columns({ type }: { readonly type: OfficeTypeView }) {
  const { t } = useTranslation("office");
  const save = useCall("host.save_file");
  return (
    <div className="grid gap-2 rounded-card border border-line bg-surface p-4 text-note">
      <p>{t("tables.columns")}</p>
      <p dir="ltr" className="font-mono text-small wrap-anywhere">
        {columnsOf(type).join(", ")}
      </p>
      <p className="text-dim">{t("tables.columns_means")}</p>
      <div>
        <Button
          icon={Save}
          size="small"
          busy={save.busy}
          onPress={() => void save.run({ name: fileNameOf(type.id, "", "csv"), text: emptyTable(type) })}
        >
          {t("tables.empty_table")}
        </Button>
      </div>
      <SavedLine place={save.value?.saved ?? undefined} />
      <Failure code={save.code} />
    </div>
  );
}

/** From a table to rows that are kept: which kind, which file, what is wrong in it. Nothing is signed here. */
export function NewTable(props: {
  readonly types: readonly OfficeTypeView[];
  readonly onKept: (job: BulkView) => void;
  readonly onLeave: () => void;
}) {
  const { types, onKept, onLeave } = props;
  const { t } = useTranslation("office");
  const say = useLangText();
  const check = useCall("bulk.check");
  const begin = useCall("bulk.begin");
  const [typeId, setType] = useState<string | undefined>(types.length === 1 ? types[0]?.id : undefined);
  const [taken, setTaken] = useState<Taken>();
  const [isImage, setImage] = useState(false);
  const type = types.find(({ id }) => id === typeId);

  async function take(file: OpenedFile): Promise<void> {
    check.reset();
    begin.reset();
    setImage(!("text" in file));
    if (type === undefined || !("text" in file)) return;
    setTaken({ name: file.name, csv: file.text });
    await check.run({ type: type.id, csv: file.text });
  }

  function again(): void {
    setTaken(undefined);
    check.reset();
    begin.reset();
  }

  async function keep(): Promise<void> {
    if (type === undefined || taken === undefined) return;
    const name = taken.name.trim().slice(0, 100);
    const answer = await begin.run({ type: type.id, csv: taken.csv, name: name === "" ? type.id : name });
    if (answer.ok) onKept(answer.value);
  }

  const leave = (
    <Button icon={Undo2} onPress={onLeave}>
      {t("tables.all")}
    </Button>
  );
  const found = check.value;
  const isReady = found?.wrong === 0 && found.ready > 0;
  useEnter(() => void (isReady ? keep() : again()), found !== undefined && !begin.busy);
  if (found !== undefined && taken !== undefined && type !== undefined) {
    return (
      <Page key="dry" title={t("tables.dry")} crumb={`${say(type.name)} · ${taken.name}`} actions={leave}>
        <div className="grid max-w-[860px] grid-cols-[minmax(0,1fr)] gap-5">
          <DryRun found={found} />
          <Failure code={begin.code} />
          <div className="flex flex-wrap justify-end gap-3">
            <Button
              kind={isReady ? "plain" : "primary"}
              icon={Table2}
              isDisabled={begin.busy}
              {...(!isReady && { keys: "Enter" })}
              onPress={again}
            >
              {t("tables.other_file")}
            </Button>
            {isReady && (
              <Button
                kind="primary"
                icon={ArrowRight}
                busy={begin.busy}
                keys="Enter"
                onPress={() => void keep()}
              >
                {t("tables.keep", { count: found.ready })}
              </Button>
            )}
          </div>
        </div>
      </Page>
    );
  }
  return (
    <Page key="choose" title={t("tables.new")} isNarrow actions={leave}>
      <div className="grid gap-5">
        <RadioGroup
          label={t("issue.type")}
          value={typeId}
          onChange={(id) => {
            again();
            setType(id);
          }}
          items={types.map(({ id, name, approvals }) => ({
            id,
            label: say(name),
            ...(approvals > 1 && { hint: t("tables.two") }),
          }))}
        />
        {type !== undefined && (
          <>
            <Columns key={type.id} type={type} />
            <FileDrop
              title={t("tables.drop")}
              hint={t("tables.drop_hint")}
              onFile={(file) => void take(file)}
            />
          </>
        )}
        {check.busy && <p role="status">{t("tables.reading")}</p>}
        {isImage && <Notice tone="bad" title={t("tables.no_table")} isLive />}
        <Failure code={check.code} />
      </div>
    </Page>
  );
}
