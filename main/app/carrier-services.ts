import type { Services } from "../wallet/dispatch.ts";
import type { Collector } from "../carrier/collect.ts";

type CarrierCallName = "carrier.show" | "carrier.take" | "carrier.forget";

/**
 * The calls of the contract; one message is taken at a time, as there is one camera. Nothing is kept on
 * disk. What cuts messages into frames is read in when the first is shown or taken.
 */
export function carrierServices(): Services<CarrierCallName> {
  let collector: Collector | undefined;
  return {
    "carrier.show": async ({ text, fragment, from, count }) => {
      const { showFrames } = await import("../carrier/show.ts");
      return showFrames(text, fragment, from, count);
    },
    "carrier.take": async ({ frame, fresh }) => {
      const { Collector: New } = await import("../carrier/collect.ts");
      if (fresh || collector === undefined) collector = new New();
      const { text = null, ...rest } = collector.take(frame);
      return { ...rest, text };
    },
    "carrier.forget": () => {
      collector = undefined;
      return null;
    },
  };
}
