/**
 * Gives back what V8 keeps for itself after work on very much: its young generation grows to 128 MB and
 * does not shrink by itself. Best effort; some builds of Node have no inspector. Nothing is opened to
 * debuggers by this.
 */
export async function releaseMemory(): Promise<void> {
  try {
    const { Session } = await import("node:inspector");
    const session = new Session();
    session.connect();
    try {
      await new Promise<void>((done) => session.post("HeapProfiler.collectGarbage", () => done()));
    } finally {
      session.disconnect();
    }
  } catch (error) {
    if ((error as { code?: unknown }).code !== "ERR_INSPECTOR_NOT_AVAILABLE") throw error;
  }
}
