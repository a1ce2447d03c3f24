import type { Services } from "../wallet/dispatch.ts";
import { Collector } from "./collect.ts";
import { showFrames } from "./show.ts";

type CarrierCallName = "carrier.show" | "carrier.take" | "carrier.forget";

/** The calls of the contract; one message is taken at a time, as there is one camera. Nothing is kept on disk. */
export function carrierServices(): Services<CarrierCallName> {
  let collector = new Collector();
  return {
    "carrier.show": ({ text, fragment, from, count }) => showFrames(text, fragment, from, count),
    "carrier.take": ({ frame, fresh }) => {
      if (fresh) collector = new Collector();
      const { text = null, ...rest } = collector.take(frame);
      return { ...rest, text };
    },
    "carrier.forget": () => {
      collector = new Collector();
      return null;
    },
  };
}
