import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";
import { Checkbox as AriaCheckbox } from "react-aria-components/Checkbox";
import { Icon } from "./icon.tsx";

export interface CheckboxProps {
  /** What is chosen, as a label; whatever stands here is pressed too. */
  readonly children: ReactNode;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly isIndeterminate?: boolean;
  readonly isDisabled?: boolean;
  readonly className?: string;
}

export function Checkbox(props: CheckboxProps) {
  const { children, isSelected, onChange, isIndeterminate = false, className = "" } = props;
  return (
    <AriaCheckbox
      className={`group flex items-start gap-3 is-disabled:opacity-60 is-focus-visible:outline-none ${className}`}
      isSelected={isSelected}
      onChange={onChange}
      isIndeterminate={isIndeterminate}
      isDisabled={props.isDisabled ?? false}
    >
      <span className="mt-0.5 grid size-5 shrink-0 place-items-center rounded-[5px] border-[1.5px] border-edge bg-surface text-accent-ink group-data-[focus-visible]:outline-2 group-data-[focus-visible]:outline-offset-2 group-data-[focus-visible]:outline-accent group-data-[indeterminate]:border-accent group-data-[indeterminate]:bg-accent group-data-[selected]:border-accent group-data-[selected]:bg-accent forced:group-data-[selected]:forced-color-adjust-none forced:group-data-[selected]:border-[Highlight] forced:group-data-[selected]:bg-[Highlight] forced:group-data-[selected]:text-[HighlightText]">
        {isIndeterminate && <Icon of={Minus} size={14} />}
        {!isIndeterminate && isSelected && <Icon of={Check} size={14} />}
      </span>
      <span className="min-w-0 flex-1">{children}</span>
    </AriaCheckbox>
  );
}
