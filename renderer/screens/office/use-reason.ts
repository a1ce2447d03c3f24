import { useTranslation } from "react-i18next";
import type {
  AGREED,
  ORDERED,
  REINSTATING,
  REVOKING,
  SUSPENDING,
} from "../../../src/chain/entries/reasons.ts";

type Reason =
  | (typeof SUSPENDING)[number]
  | (typeof REINSTATING)[number]
  | (typeof REVOKING)[number]
  | (typeof AGREED)[number]
  | (typeof ORDERED)[number];

/** Says a reason code in words; one that this window does not know stays as it is. */
export function useReason(): (reason: string) => string {
  const { t } = useTranslation("office");
  return (reason) => t(`reason.${reason as Reason}`, { defaultValue: reason });
}
