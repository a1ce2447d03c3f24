import { UserCheck, UserSearch, UserX } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PastCheckView } from "../../../src/contract/views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { useKeys } from "./use-keys.ts";

/** The one check that only a person can make; nothing is chosen before they choose. */
export function ComparePerson(props: {
  readonly check: string;
  readonly onCompared: (settled: PastCheckView) => void;
}) {
  const { check, onCompared } = props;
  const { t } = useTranslation("counter");
  const compare = useCall("counter.compare");

  async function say(person: "same" | "different" | "unsure"): Promise<void> {
    if (compare.busy) return;
    const answer = await compare.run({ check, person });
    if (answer.ok) onCompared(answer.value);
  }
  useKeys({
    "1": () => void say("same"),
    "2": () => void say("different"),
    "3": () => void say("unsure"),
  });

  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-2">
        <Button icon={UserCheck} keys="1" busy={compare.busy} onPress={() => void say("same")}>
          {t("compare.same")}
        </Button>
        <Button icon={UserX} keys="2" busy={compare.busy} onPress={() => void say("different")}>
          {t("compare.different")}
        </Button>
        <Button icon={UserSearch} keys="3" busy={compare.busy} onPress={() => void say("unsure")}>
          {t("compare.unsure")}
        </Button>
      </div>
      <Failure code={compare.code} />
    </div>
  );
}
