import {
  ArrowLeftRight,
  Ban,
  BookOpen,
  Building2,
  CirclePause,
  CirclePlay,
  Copy,
  FileClock,
  FileText,
  Landmark,
  type LucideIcon,
  Stamp,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import type { EntryView } from "../../../src/contract/views.ts";
import { useLangText } from "../../parts/lang-text.tsx";

const ICONS: { readonly [kind: string]: LucideIcon } = {
  "credential.issue": Stamp,
  "credential.batch": Copy,
  "credential.copies": Copy,
  "credential.suspend": CirclePause,
  "credential.reinstate": CirclePlay,
  "credential.revoke": Ban,
  "credential.replace": ArrowLeftRight,
  "document.deposit": FileClock,
};
const ROOMS: { readonly [room: string]: LucideIcon } = {
  registry: BookOpen,
  authority: Landmark,
  office: Building2,
  type: FileText,
};

export function iconOfEntry(kind: string): LucideIcon {
  const room = kind.split(".")[0] as string;
  return ICONS[kind] ?? ROOMS[room] ?? FileText;
}

/** Kinds as their words are named, in the area `registry` under `kind`. */
const KINDS = [
  "registry.genesis",
  "registry.amend",
  "authority.admit",
  "authority.amend",
  "authority.retire",
  "office.accredit",
  "office.amend",
  "office.withdraw",
  "type.define",
  "type.amend",
  "type.retire",
  "type.retag",
  "credential.issue",
  "credential.batch",
  "credential.copies",
  "credential.suspend",
  "credential.reinstate",
  "credential.revoke",
  "credential.replace",
  "document.deposit",
] as const;
type Kind = (typeof KINDS)[number];
type KindWord<K extends Kind> = K extends `${infer Room}.${infer Act}` ? `${Room}_${Act}` : never;

function isKind(kind: string): kind is Kind {
  return (KINDS as readonly string[]).includes(kind);
}

/** What an entry did, and who signed it, in words. */
export function useEntryWords(entry: EntryView): { readonly title: string; readonly detail: string } {
  const { t } = useTranslation("registry");
  const say = useLangText();
  const { kind, by, byName, about, signatures } = entry;
  const word = isKind(kind) ? t(`kind.${kind.replace(".", "_") as KindWord<Kind>}`) : kind;
  const subject = say(about);
  const many = by === "founders" || by === "quorum" ? t(`entry.by_${by}`) : by;
  const signer = say(byName, many);
  return {
    title: subject === "" ? word : t("entry.about", { what: word, subject }),
    detail: signatures > 1 ? t("entry.signers", { signer, count: signatures }) : signer,
  };
}
