/** Resolves when the process is told to end, or when whoever started it is gone. */
export function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGTERM", () => resolve());
    process.once("SIGINT", () => resolve());
    // A node that was started by another program of ours must not outlive it.
    if (process.env["SEALFOLIO_CHILD"] !== undefined) {
      process.stdin.once("end", () => resolve());
      process.stdin.resume();
    }
  });
}
