import type { ArgsOf, CallName, ValueOf } from "../../src/contract/contract.ts";
import { useCall } from "./use-call.ts";

/** Calls that make sheets as a PDF with a name for its file. */
type SheetCall = {
  readonly [Name in CallName]: ValueOf<Name> extends { readonly name: string; readonly pdf: string }
    ? Name
    : never;
}[CallName];

/** Sheets that main makes and that are saved where the person says. */
export function useSheets<Name extends SheetCall>(name: Name) {
  const make = useCall<SheetCall>(name);
  const save = useCall("host.save_file");

  return {
    busy: make.busy || save.busy,
    /** What was made, also where it was not saved. */
    made: make.value as ValueOf<Name> | undefined,
    code: make.code ?? save.code,
    /** Where they were saved; undefined before, and where the person thought better of it. */
    place: save.value?.saved ?? undefined,
    /** Whether they were saved. */
    run: async (args: ArgsOf<Name>): Promise<boolean> => {
      save.reset();
      const made = await make.run(args);
      if (!made.ok) return false;
      const saved = await save.run({ name: made.value.name, base64: made.value.pdf });
      return saved.ok && saved.value.saved !== null;
    },
    /** Saves the same as a text, instead of sheets. */
    saveText: async (file: string, text: string): Promise<void> => {
      make.reset();
      await save.run({ name: file, text });
    },
    reset: (): void => {
      make.reset();
      save.reset();
    },
  };
}
