import { ArrowRight } from "lucide-react";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { goTo } from "../../router/use-place.ts";
import { handOver } from "./hand-over.ts";

/** What was opened belongs on another screen, and goes there at a press. */
export function WrongScreen(props: {
  readonly title: string;
  readonly open: string;
  readonly to: "receive" | "present";
  readonly text: string;
}) {
  const { title, open, to, text } = props;
  return (
    <Notice
      tone="warn"
      title={title}
      isLive
      actions={
        <Button
          icon={ArrowRight}
          onPress={() => {
            handOver(text);
            goTo(to);
          }}
        >
          {open}
        </Button>
      }
    />
  );
}
