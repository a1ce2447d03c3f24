import { Check, Inbox } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { CredentialView, RequestView } from "../../../src/contract/views.ts";
import { ButtonLink } from "../../parts/button-link.tsx";
import { Checkbox } from "../../parts/checkbox.tsx";
import { Icon } from "../../parts/icon.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Select } from "../../parts/select.tsx";
import { hashDigits } from "../../parts/hash-digits.ts";
import { hrefOf } from "../../router/routes.ts";
import { titleOf } from "./certificate-words.ts";
import { ClaimValue } from "./claim-value.tsx";
import { type Choice, pathKey, valueOf } from "./request-words.ts";

type Asked = RequestView["asked"][number];
type AskedClaim = Asked["claims"][number];

function Mark(props: { readonly text: string; readonly isWarning?: boolean }) {
  const look = props.isWarning === true ? "border-warn text-warn" : "border-line-strong text-dim";
  return <span className={`rounded-small border px-1.5 text-small font-normal ${look}`}>{props.text}</span>;
}

function ClaimLine(props: {
  readonly claim: AskedClaim;
  readonly asked: Asked;
  readonly choice: Choice;
  readonly type: string;
  readonly onChange: (choice: Choice) => void;
}) {
  const { claim, asked, choice, type, onChange } = props;
  const { t } = useTranslation("citizen");
  const say = useLangText();
  const key = pathKey(claim.path);
  const found = valueOf(asked, claim.path, choice);
  const words = (
    <span className="flex flex-wrap items-baseline gap-x-2">
      <span className="font-semibold">
        <bdi>{say(claim.label)}</bdi>
      </span>
      <Mark text={claim.optional ? t("request.optional") : t("request.needed")} />
      {claim.overAsked && <Mark text={t("request.over")} isWarning />}
      <span className="w-full text-small text-dim">{t("request.from_one", { type })}</span>
    </span>
  );

  function choose(isChosen: boolean): void {
    const optional = new Set(choice.optional);
    if (isChosen) optional.add(key);
    else optional.delete(key);
    onChange({ ...choice, optional });
  }

  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
      {claim.optional ? (
        <Checkbox
          className="min-w-[min(100%,12rem)] flex-1"
          isSelected={choice.optional.has(key)}
          onChange={choose}
        >
          {words}
        </Checkbox>
      ) : (
        <span className="flex min-w-[min(100%,12rem)] flex-1 items-start gap-3">
          <span className="mt-0.5 grid size-5 shrink-0 place-items-center text-accent">
            <Icon of={Check} size={17} />
          </span>
          {words}
        </span>
      )}
      {found !== undefined && (
        <span className="ms-auto text-dim">
          <ClaimValue claim={found} name="" />
        </span>
      )}
    </li>
  );
}

/** One certificate that is asked for, claim by claim; optional ones are chosen or left out. */
export function AskedClaims(props: {
  readonly asked: Asked;
  readonly held: readonly CredentialView[];
  /** Undefined where nothing held answers it. */
  readonly choice: Choice | undefined;
  readonly onChange: (choice: Choice) => void;
}) {
  const { asked, held, choice, onChange } = props;
  const { t } = useTranslation("citizen");
  const say = useLangText();
  const { t: sayPart } = useTranslation("parts");
  const type = say(asked.typeName, t("request.none_type"));
  if (choice === undefined) {
    return (
      <Notice
        tone="warn"
        title={t("request.none")}
        actions={
          <ButtonLink size="small" icon={Inbox} href={hrefOf("receive")}>
            {t("request.none_act")}
          </ButtonLink>
        }
      >
        {t("request.none_means", { type })}
      </Notice>
    );
  }
  const fitting = asked.fitting.flatMap(({ id }) => held.filter((each) => each.id === id));
  const heldBy = asked.fitting.find(({ id }) => id === choice.credential)?.heldBy;
  return (
    <div className="grid gap-3">
      {heldBy !== undefined && (
        <p className="text-note text-dim" role="status">
          {t(`held.present.${heldBy.role}`)}
        </p>
      )}
      {asked.fitting.length > 1 && (
        <Select
          label={t("request.which")}
          items={fitting.map((each) => ({
            id: each.id,
            label: titleOf(each, say),
            hint: [
              say(each.office.name),
              hashDigits(each.commitment) ?? "",
              ...(each.state === "valid" || each.state === "cannot tell"
                ? []
                : [sayPart(`state.${each.state}`)]),
            ].join(" · "),
          }))}
          value={choice.credential}
          onChange={(credential) => onChange({ ...choice, credential })}
        />
      )}
      <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface">
        {asked.claims.map((claim) => (
          <ClaimLine
            key={pathKey(claim.path)}
            claim={claim}
            asked={asked}
            choice={choice}
            type={type}
            onChange={onChange}
          />
        ))}
      </ul>
    </div>
  );
}
