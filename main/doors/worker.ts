import { Worker } from "node:worker_threads";

/**
 * Runs one of our own scripts in a worker thread: it gets `input` as its `workerData` and answers with
 * one message. Rejects when the thread fails or ends without an answer; the thread never outlives the
 * answer.
 */
export function runWorker(script: URL, input: unknown): Promise<unknown> {
  const worker = new Worker(script, { workerData: input });
  return new Promise<unknown>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", () => reject(new Error("the worker ended without an answer")));
  }).finally(() => worker.terminate());
}
