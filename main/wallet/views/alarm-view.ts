import type { AlarmView, BlockCheckView } from "../../../src/contract/registry-views.ts";
import { LogError } from "../../log/error.ts";
import { WalletError } from "../error.ts";
import type { Session } from "../session.ts";

/** Evidence against the authorities, with their names as this copy knows them. */
export function viewAlarms({ registry }: Session): readonly AlarmView[] {
  const { authorities } = registry.status();
  const nameOf = (id: string) => authorities.find((authority) => authority.id === id)?.name;
  return registry.alarms().map(({ signers, ...evidence }) => ({
    ...evidence,
    signers: signers.map((id) => {
      const name = nameOf(id);
      return name === undefined ? { id } : { id, name };
    }),
  }));
}

/** Throws `registry.full_only`, `registry.unknown_block`, `registry.damaged`. */
export function checkBlock({ registry }: Session, height: number): BlockCheckView {
  if (registry.proving === undefined) throw new WalletError("registry.full_only");
  try {
    const checked = registry.verifyBlock(height);
    if (checked === undefined) throw new WalletError("registry.unknown_block");
    return checked;
  } catch (error) {
    if (error instanceof LogError) throw new WalletError("registry.damaged");
    throw error;
  }
}
