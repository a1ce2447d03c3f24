import { useEffect, useEffectEvent } from "react";

/** A message that was opened on the wrong screen, on its way to the right one. */
let waiting: string | undefined;

export function handOver(text: string): void {
  waiting = text;
}

/** Gives it once. */
function takeHandedOver(): string | undefined {
  const text = waiting;
  waiting = undefined;
  return text;
}

/** Opens what another screen has handed over to this one. */
export function useHandedOver(onText: (text: string) => void): void {
  const take = useEffectEvent(onText);
  useEffect(() => {
    const text = takeHandedOver();
    if (text !== undefined) take(text);
  }, []);
}
