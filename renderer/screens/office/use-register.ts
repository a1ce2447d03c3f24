import { useCallback, useEffect, useRef, useState } from "react";
import { client } from "../../bridge/window-client.ts";
import { FoundRows, type RegisterAsked } from "./found-rows.ts";

/** The register as it is asked for; the answer before is shown until the new one is there. */
export function useRegister(asked: RegisterAsked): {
  /** Undefined before the first answer. */
  readonly found: FoundRows | undefined;
  /** Of the search that is shown. */
  readonly key: string;
  readonly code: string | undefined;
} {
  const [, setRound] = useState(0);
  const draw = useCallback(() => setRound((round) => round + 1), []);
  const newest = useRef<FoundRows>(undefined);
  const [shown, setShown] = useState<{ readonly found: FoundRows; readonly key: string }>();
  const key = JSON.stringify(asked);

  useEffect(() => {
    const rows = new FoundRows(
      asked,
      (args) => client.call("office.find", args),
      () => {
        if (newest.current === rows) setShown({ found: rows, key });
        draw();
      },
    );
    newest.current = rows;
    return () => rows.leave();
    // oxlint-disable-next-line react/exhaustive-deps -- `key` stands for `asked`
  }, [key, draw]);

  useEffect(() => {
    const leave = (["office.row", "registry.changed"] as const).map((event) =>
      client.on(event, () => newest.current?.refresh()),
    );
    return () => leave.forEach((each) => each());
  }, []);

  return { found: shown?.found, key: shown?.key ?? "", code: shown?.found.code };
}
