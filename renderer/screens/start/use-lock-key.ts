import { useEffect } from "react";
import { lockWallet } from "../../state/lock.ts";

/** Ctrl+L where there is no frame to hear it. */
export function useLockKey(): void {
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key !== "l") return;
      event.preventDefault();
      void lockWallet();
    };
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
}
