import type { OfficeTypeView } from "../../../src/contract/office-views.ts";
import { type Reading, useRead } from "../../bridge/use-read.ts";

/** The types of this office, and a way to one by its id. */
export function useTypes(): Reading<"office.types"> & {
  readonly typeOf: (id: string | undefined) => OfficeTypeView | undefined;
} {
  const reading = useRead("office.types", {}, ["registry.changed"]);
  return { ...reading, typeOf: (id) => reading.value?.find((type) => type.id === id) };
}
