import type { LucideIcon } from "lucide-react";
import { LoaderCircle } from "lucide-react";
import type { ReactNode } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { useTranslation } from "react-i18next";
import { type ButtonKind, type ButtonSize, buttonStyle } from "./button-style.ts";
import { Icon } from "./icon.tsx";
import { Kbd } from "./kbd.tsx";

export interface ButtonProps {
  /** What it does, in a word or three. */
  readonly children: ReactNode;
  readonly icon?: LucideIcon;
  readonly kind?: ButtonKind;
  readonly size?: ButtonSize;
  /** The act is under way: it keeps its place and the focus, and cannot be pressed again. */
  readonly busy?: boolean;
  /** Keys that do the same, as "Ctrl+K"; only shown. */
  readonly keys?: string;
  readonly onPress?: () => void;
  readonly type?: "button" | "submit";
  /** Id of the form that it submits, where it stands outside of it. */
  readonly form?: string;
  readonly isDisabled?: boolean;
  readonly autoFocus?: boolean;
  /** Says more than the words do where those stand alone ("Remove" of which?). */
  readonly label?: string;
  readonly slot?: string;
  readonly className?: string;
}

export function Button(props: ButtonProps) {
  const { children, icon, kind = "plain", size = "normal", busy = false, keys, className = "" } = props;
  const { t } = useTranslation("parts");
  return (
    <AriaButton
      className={`${buttonStyle(kind, size)} ${className}`}
      type={props.type ?? "button"}
      isPending={busy}
      {...(props.form !== undefined && { form: props.form })}
      {...(props.onPress !== undefined && { onPress: props.onPress })}
      {...(props.isDisabled !== undefined && { isDisabled: props.isDisabled })}
      {...(props.autoFocus !== undefined && { autoFocus: props.autoFocus })}
      {...(props.label !== undefined && { "aria-label": props.label })}
      {...(props.form !== undefined && { form: props.form })}
      {...(props.slot !== undefined && { slot: props.slot })}
    >
      {busy && <Icon of={LoaderCircle} size={17} className="animate-turn" />}
      {!busy && icon !== undefined && <Icon of={icon} size={17} />}
      <span className="min-w-0">{children}</span>
      {busy && <span className="sr-only">{t("button.busy")}</span>}
      {keys !== undefined && <Kbd keys={keys} />}
    </AriaButton>
  );
}
