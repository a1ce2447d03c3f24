import { Building2, FolderOpen, type LucideIcon, ScanLine, UserRound } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ProfileKind, ProfileView } from "../../../src/contract/calls/app.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import { showProfile } from "./open-profile.ts";

export const KIND_ICONS: { readonly [kind in ProfileKind]: LucideIcon } = {
  citizen: UserRound,
  counter: ScanLine,
  office: Building2,
};

/** Wallets to choose from, each with what it is used for. */
export function ProfileRows(props: {
  readonly label: string;
  readonly profiles: readonly ProfileView[];
  /** On the buttons, as "Open". */
  readonly act: string;
  /** Of the first one: it is what Enter does. */
  readonly autoFocus?: boolean;
}) {
  const { label, profiles, act, autoFocus = false } = props;
  const { t } = useTranslation("start");
  const open = useCall("app.open_profile");
  const [chosen, setChosen] = useState<string>();

  async function choose(id: string): Promise<void> {
    setChosen(id);
    await showProfile(await open.run({ id }));
  }

  return (
    <>
      <Rows label={label}>
        {profiles.map(({ id, name, kind }, i) => (
          <Row
            key={id}
            icon={KIND_ICONS[kind]}
            title={<bdi>{name}</bdi>}
            detail={t(`kind.${kind}`)}
            trailing={
              <Button
                size="small"
                icon={FolderOpen}
                busy={open.busy && chosen === id}
                label={t("act_on", { act, name })}
                autoFocus={autoFocus && i === 0}
                onPress={() => void choose(id)}
              >
                {act}
              </Button>
            }
          />
        ))}
      </Rows>
      <Failure code={open.code} />
    </>
  );
}
