import { FileSignature, RefreshCw, ShieldQuestion } from "lucide-react";
import { type SubmitEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AskView, PurposeView } from "../../../src/contract/views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { Checkbox } from "../../parts/checkbox.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Failure } from "../../parts/failure.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { RadioGroup } from "../../parts/radio-group.tsx";
import { Segmented } from "../../parts/segmented.tsx";
import { Select } from "../../parts/select.tsx";
import { saySpan } from "../../words/format.ts";
import { useIntlLocale } from "../../words/use-language.ts";
import { OfficeKeys } from "../office/office-keys.tsx";
import { AskWay, isAddress, type Way } from "./ask-way.tsx";
import { ClaimChoice } from "./claim-choice.tsx";
import { anyOneOf, askedOf, type Chosen, PLAIN } from "./claim-keys.ts";
import { FineChoices } from "./fine-choices.tsx";
import { questionsOf, type TemplateId } from "./templates.ts";
import { useKeys } from "./use-keys.ts";

/** How long an answer is taken, in seconds. */
const SPANS = ["600", "3600", "86400", "604800"] as const;
type Span = (typeof SPANS)[number];

/** What most wallets take; the person's portrait, if one is shown, is compared here. */
const BY_LINK = { prefix: "x509_hash", encrypted: true, compare: true } as const;

function Nothing({ onSynced }: { readonly onSynced: () => void }) {
  const { t } = useTranslation("counter");
  const sync = useCall("registry.sync");
  async function update(): Promise<void> {
    const answer = await sync.run({});
    if (answer.ok) onSynced();
  }
  return (
    <div className="grid gap-4">
      <EmptyState
        icon={ShieldQuestion}
        title={t("ask.nothing")}
        actions={
          <Button icon={RefreshCw} busy={sync.busy} onPress={() => void update()}>
            {t("ask.sync")}
          </Button>
        }
      >
        <p>{t("ask.nothing_means")}</p>
        <Failure code={sync.code} className="mt-3 text-start" />
      </EmptyState>
      <OfficeKeys />
    </div>
  );
}

/** What is to be known: one of the usual questions, or claims of one's own choice. */
export function AskStep(props: {
  readonly purposes: readonly PurposeView[];
  readonly onAsked: (ask: AskView, purpose: PurposeView) => void;
  readonly onSynced: () => void;
}) {
  const { purposes, onAsked, onSynced } = props;
  const { t } = useTranslation("counter");
  const say = useLangText();
  const locale = useIntlLocale();
  const questions = questionsOf(purposes);
  const [picked, setPicked] = useState<TemplateId | "free">();
  const [freePurpose, setFreePurpose] = useState<string>();
  const [changed, setChanged] = useState<Chosen>();
  const [span, setSpan] = useState<Span>("600");
  const [fine, setFine] = useState(PLAIN);
  const [isEmpty, setEmpty] = useState(false);
  const [way, setWay] = useState<Way>("carried");
  const [address, setAddress] = useState("");
  const ask = useCall("counter.ask");
  const listen = useCall("counter.listen");
  const form = useRef<HTMLFormElement>(null);
  useKeys({ Enter: () => form.current?.requestSubmit() });

  if (purposes.length === 0) return <Nothing onSynced={onSynced} />;

  const first = picked ?? questions[0]?.id ?? "free";
  const question = questions.find(({ id }) => id === first);
  const purpose =
    question?.purpose ?? purposes.find(({ id }) => id === freePurpose) ?? (purposes[0] as PurposeView);
  const chosen: Chosen = changed ?? question?.chosen ?? new Map();

  function pick(id: TemplateId | "free"): void {
    setPicked(id);
    setFine(PLAIN);
    setChanged(undefined);
    setEmpty(false);
  }

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (ask.busy || listen.busy) return;
    const credentials = askedOf(purpose, chosen, fine);
    setEmpty(credentials.length === 0);
    if (credentials.length === 0) return;
    const sets = fine.anyOne ? anyOneOf(credentials.length) : {};
    const wanted = { purpose: purpose.id, credentials, ...sets, validFor: Number(span) };
    if (way === "link") {
      if (!isAddress(address)) return;
      const opened = await listen.run(address === "" ? {} : { url: address });
      if (!opened.ok) return;
    }
    const answer = await ask.run(way === "link" ? { ...wanted, byLink: BY_LINK } : wanted);
    if (answer.ok) onAsked(answer.value, purpose);
  }

  return (
    <form ref={form} onSubmit={(event) => void submit(event)} className="grid gap-5">
      <RadioGroup<TemplateId | "free">
        label={t("ask.question")}
        items={[
          ...questions.map(({ id, purpose: { label } }) => ({
            id,
            label: t(`ask.template.${id}`),
            hint: say(label),
          })),
          { id: "free", label: t("ask.template.free"), hint: t("ask.free_hint") },
        ]}
        value={first}
        onChange={pick}
      />
      {first === "free" && (
        <Select
          label={t("ask.purpose")}
          hint={t("ask.purpose_hint")}
          items={purposes.map(({ id, label }) => ({ id, label: say(label, id) }))}
          value={purpose.id}
          onChange={(id) => {
            setFreePurpose(id);
            setFine(PLAIN);
            setChanged(undefined);
          }}
        />
      )}
      <ClaimChoice
        purpose={purpose}
        chosen={chosen}
        onChange={(next) => {
          setChanged(next);
          setEmpty(false);
        }}
      />
      {isEmpty && (
        <p role="alert" className="text-bad">
          {t("ask.choose_one")}
        </p>
      )}
      <Checkbox isSelected={fine.orMdoc} onChange={(orMdoc) => setFine({ ...fine, orMdoc })}>
        {t("ask.or_mdoc")}
        <span className="block text-note text-dim">{t("ask.or_mdoc_hint")}</span>
      </Checkbox>
      <FineChoices key={purpose.id} purpose={purpose} chosen={chosen} fine={fine} onChange={setFine} />
      <div className="flex flex-wrap items-start gap-x-8 gap-y-5">
        <Segmented<Span>
          label={t("ask.valid_for")}
          items={SPANS.map((id) => ({ id, label: saySpan(Number(id), locale) }))}
          value={span}
          onChange={setSpan}
        />
        <AskWay way={way} onWay={setWay} address={address} onAddress={setAddress} />
      </div>
      <Failure code={listen.code ?? ask.code} />
      <div className="sticky bottom-0 flex justify-end bg-paper py-3">
        <Button type="submit" kind="primary" icon={FileSignature} busy={ask.busy || listen.busy} keys="Enter">
          {t("ask.make")}
        </Button>
      </div>
    </form>
  );
}
