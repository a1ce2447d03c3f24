import {
  Archive,
  ArchiveRestore,
  CircleEllipsis,
  FilePen,
  History,
  Inbox,
  KeyRound,
  ListChecks,
  type LucideIcon,
  Printer,
  ScanFace,
  ScanLine,
  ScrollText,
  Send,
  Stamp,
  Trash2,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ActivityRowView } from "../../../src/contract/views.ts";
import { DateText } from "../../parts/date-text.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { Pill } from "../../parts/pill.tsx";
import { Row } from "../../parts/rows.tsx";
import { ActivityLetter } from "./activity-letter-button.tsx";
import { useCodeWords } from "../../words/use-code-words.ts";
import { useSayList } from "../../words/use-language.ts";

const ICONS = {
  older_data: History,
  key_request: KeyRound,
  receive: Inbox,
  presentation: Send,
  print: Printer,
  consent: FilePen,
  delete: Trash2,
  ask: ScanLine,
  check: ListChecks,
  face: ScanFace,
  matcher_on: ScanFace,
  matcher_off: ScanFace,
  issue: Stamp,
  propose: FilePen,
  replace: FilePen,
  sign: Stamp,
  backup: Archive,
  restore: ArchiveRestore,
  words: ScrollText,
  recover: ScrollText,
  passphrase: KeyRound,
  rekey: KeyRound,
  cleared: Trash2,
} as const satisfies { readonly [kind: string]: LucideIcon };

function kindOf(kind: string): keyof typeof ICONS | "other" {
  if (kind === "activity.cleared") return "cleared";
  return Object.hasOwn(ICONS, kind) ? (kind as keyof typeof ICONS) : "other";
}

const TONES = { done: "ok", refused: "off", failed: "bad" } as const;

/** One thing that this wallet did: what, with whom, when, what came of it. */
export function ActivityRow(props: {
  readonly row: ActivityRowView;
  /** Names of what this wallet knows, by their ids in the log; anything else as it stands there. */
  readonly nameOffice: (id: string) => string;
  readonly nameClaim: (path: string) => string;
}) {
  const { row, nameOffice, nameClaim } = props;
  const { t } = useTranslation("citizen");
  const say = useCodeWords();
  const sayAll = useSayList();
  const sayName = useLangText();
  const { at, outcome, code, asked, given } = row;
  const party = row.party === undefined ? undefined : sayName(row.partyName, nameOffice(row.party));
  const kind = kindOf(row.kind);
  const isLetterFit =
    kind === "presentation" && outcome === "done" && party !== undefined && given !== undefined;
  const lines = [
    party === undefined ? undefined : t("activity.with", { party }),
    asked === undefined || asked.length === 0
      ? undefined
      : t("activity.asked", { names: sayAll(asked.map(nameClaim)) }),
    given === undefined || given.length === 0
      ? undefined
      : t("activity.given", { names: sayAll(given.map(nameClaim)) }),
    code === undefined ? undefined : say(code).what,
  ].filter((line) => line !== undefined);
  return (
    <Row
      icon={kind === "other" ? CircleEllipsis : ICONS[kind]}
      // A certificate is printed for nobody, an answer for who asked.
      title={t(`activity.kind.${kind === "print" && party !== undefined ? "print_answer" : kind}`)}
      detail={
        <span className="wrap-anywhere">
          {lines.join(" · ")}{" "}
          {code !== undefined && (
            <code dir="ltr" className="font-mono text-tiny">
              {code}
            </code>
          )}
          {isLetterFit && <ActivityLetter party={party} given={given.map(nameClaim)} at={at} />}
        </span>
      }
      trailing={
        <span className="flex flex-wrap items-center justify-end gap-x-3">
          <DateText time={at} form="short" withClock />
          <Pill tone={TONES[outcome]}>{t(`activity.${outcome}`)}</Pill>
        </span>
      }
    />
  );
}
