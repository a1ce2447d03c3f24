import { CircleX } from "lucide-react";
import { FieldError as AriaFieldError } from "react-aria-components/FieldError";
import { Icon } from "./icon.tsx";

/** What is wrong with a field, under it; nothing while nothing is. */
export function FieldError({ text }: { readonly text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <AriaFieldError className="flex items-start gap-1.5 text-note text-bad">
      <Icon of={CircleX} size={15} className="mt-[3px]" />
      <span className="min-w-0">{text}</span>
    </AriaFieldError>
  );
}
