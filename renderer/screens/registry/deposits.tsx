import { FileClock, FileDown, FileSearch, RefreshCw } from "lucide-react";
import { useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DepositView, StatementView } from "../../../src/contract/registry-views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { useRead } from "../../bridge/use-read.ts";
import { Button } from "../../parts/button.tsx";
import { DateText } from "../../parts/date-text.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Pill } from "../../parts/pill.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import { Section } from "../../parts/section.tsx";
import { TextField } from "../../parts/text-field.tsx";
import { CodeText } from "./code-text.tsx";
import { hashOfFile } from "./hash-of-file.ts";

/** A button that lets the person choose a file of any kind; the file stays in the page. */
function ChooseFile(props: {
  readonly label: string;
  readonly icon: typeof FileClock;
  readonly busy: boolean;
  readonly onFile: (file: File) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <>
      <Button size="small" icon={props.icon} busy={props.busy} onPress={() => input.current?.click()}>
        {props.label}
      </Button>
      <input
        ref={input}
        id={id}
        type="file"
        aria-label={props.label}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file !== undefined) props.onFile(file);
        }}
      />
    </>
  );
}

function DepositRow({ deposit, onChange }: { readonly deposit: DepositView; readonly onChange: () => void }) {
  const { t } = useTranslation("registry");
  const save = useCall("host.save_file");
  const carry = useCall("deposit.carry");
  const { state, statement, time, digest } = deposit;
  const goOn = async (): Promise<void> => {
    await carry.run({ digest });
    onChange();
  };
  return (
    <Row
      icon={FileClock}
      title={<bdi>{deposit.name}</bdi>}
      detail={
        <>
          <DateText time={time ?? deposit.made} withClock />
          {deposit.code !== undefined && (
            <>
              {" · "}
              <CodeText code={deposit.code} say="what" />
            </>
          )}
          <span className="mt-2 flex flex-wrap gap-2">
            {statement !== undefined && (
              <Button
                size="small"
                icon={FileDown}
                busy={save.busy}
                onPress={() =>
                  void save.run({
                    name: `proof-${digest.slice(0, 8).replaceAll(/[-_]/g, "0")}.json`,
                    text: statement,
                  })
                }
              >
                {t("deposit.save")}
              </Button>
            )}
            {state === "signed" && (
              <Button size="small" icon={RefreshCw} busy={carry.busy} onPress={() => void goOn()}>
                {t("deposit.carry")}
              </Button>
            )}
          </span>
          {typeof save.value?.saved === "string" && (
            <Notice tone="ok" title={t("files.saved", { place: save.value.saved })} isLive className="mt-2" />
          )}
          <Failure code={save.code ?? carry.code} className="mt-2" />
        </>
      }
      trailing={
        <Pill tone={state === "sealed" ? "ok" : state === "refused" ? "bad" : "wait"}>
          {t(`deposit.${state}`)}
        </Pill>
      }
    />
  );
}

function Proven({ view, file }: { readonly view: StatementView; readonly file: string }) {
  const { t } = useTranslation("registry");
  if (!view.holds || view.time === undefined) {
    return (
      <Notice tone="bad" title={t("deposit.not_proven")} code={view.code} isLive>
        {view.code !== undefined && <CodeText code={view.code} say="what" />}
      </Notice>
    );
  }
  return (
    <Notice tone="ok" title={t("deposit.proven", { name: file })} isLive>
      <DateText time={view.time} withClock />
    </Notice>
  );
}

/** A document and its proof, checked here without a network. */
function CheckProof() {
  const { t } = useTranslation("registry");
  const open = useCall("host.open_file");
  const check = useCall("registry.check_statement");
  const [proof, setProof] = useState<{ readonly name: string; readonly text: string }>();
  const [name, setName] = useState("");
  const choose = async (): Promise<void> => {
    check.reset();
    const answer = await open.run({ as: "text" });
    if (answer.ok && answer.value !== null && "text" in answer.value) setProof(answer.value);
  };
  const look = async (file: File): Promise<void> => {
    if (proof === undefined) return;
    setName(file.name);
    await check.run({ statement: proof.text.trim(), file: await hashOfFile(file) });
  };
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <Button size="small" icon={FileSearch} busy={open.busy} onPress={() => void choose()}>
          {proof === undefined ? t("deposit.check") : t("deposit.check_other")}
        </Button>
        {proof !== undefined && (
          <ChooseFile
            label={t("deposit.check_file")}
            icon={FileClock}
            busy={check.busy}
            onFile={(file) => void look(file)}
          />
        )}
        {proof !== undefined && <bdi className="text-small text-dim">{proof.name}</bdi>}
      </div>
      {check.value !== undefined && <Proven view={check.value} file={name} />}
      <Failure code={open.code ?? check.code} />
    </div>
  );
}

/** Documents that the registry dates: only a digest leaves, the proof is kept with the document. */
export function Deposits() {
  const { t } = useTranslation("registry");
  const made = useRead("deposit.list", {}, ["registry.changed"]);
  const make = useCall("deposit.make");
  const [office, setOffice] = useState("");
  const [url, setUrl] = useState("");
  const [isReading, setReading] = useState(false);
  const deposit = async (file: File): Promise<void> => {
    setReading(true);
    const hash = await hashOfFile(file);
    setReading(false);
    const via = office === "" || url === "" ? {} : { via: { office, url } };
    await make.run({ file: hash, name: file.name.slice(0, 255), ...via });
    made.reload();
  };
  const rows = made.value ?? [];
  return (
    <Section title={t("deposit.title")}>
      <div className="grid gap-3">
        {rows.length > 0 && (
          <Rows label={t("deposit.title")}>
            {rows.map((row) => (
              <DepositRow key={row.digest} deposit={row} onChange={made.reload} />
            ))}
          </Rows>
        )}
        <div className="grid gap-3 rounded-card border border-line bg-surface px-4 py-3.5">
          <p className="text-small text-dim">{t("deposit.means")}</p>
          <details>
            <summary className="cursor-pointer text-small">{t("deposit.through")}</summary>
            <div className="mt-2 grid gap-3">
              <TextField label={t("deposit.office")} value={office} onChange={setOffice} />
              <TextField label={t("deposit.url")} value={url} onChange={setUrl} />
            </div>
          </details>
          <div className="flex flex-wrap gap-2">
            <ChooseFile
              label={t("deposit.do")}
              icon={FileClock}
              busy={make.busy || isReading}
              onFile={(file) => void deposit(file)}
            />
          </div>
          <Failure code={make.code ?? made.code} />
          <CheckProof />
        </div>
      </div>
    </Section>
  );
}
