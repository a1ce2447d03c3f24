import { useEffect, useEffectEvent } from "react";
import type { EventName, Events } from "../../src/contract/events.ts";
import { client } from "./window-client.ts";

/** Hears an event as long as the screen stands; `listener` need not stay the same function. */
export function useEvent<Name extends EventName>(
  name: Name,
  listener: (payload: Events[Name]) => void,
): void {
  const heard = useEffectEvent(listener);
  useEffect(() => client.on(name, (payload) => heard(payload)), [name]);
}
