import type { DrawBelow } from "../../src/chain/blocks/batch-tree.ts";
import type { Session } from "./session.ts";

/** A number below `below`, each as likely: what would favour the lower ones is drawn again. */
export function drawBelow(random: Session["random"]): DrawBelow {
  return (below) => {
    const end = 2 ** 32 - (2 ** 32 % below);
    for (;;) {
      const drawn = new DataView(random(4).buffer).getUint32(0);
      if (drawn < end) return drawn % below;
    }
  };
}
