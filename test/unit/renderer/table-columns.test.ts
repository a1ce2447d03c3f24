import assert from "node:assert/strict";
import { test } from "node:test";
import { columnsOf, emptyTable } from "../../../renderer/screens/office/table-columns.ts";
import type { OfficeTypeView } from "../../../src/contract/office-views.ts";

const typeOf = (...paths: readonly string[][]): OfficeTypeView =>
  ({ claims: paths.map((path) => ({ path })) }) as unknown as OfficeTypeView;

test("an empty table has what is asked, in what capacity it is held, and no age that is worked out", () => {
  const type = typeOf(["birthdate"], ["age_over_18"], ["parent_1", "name"]);
  assert.deepEqual(columnsOf(type), ["key", "birthdate", "parent_1.name", "role", "request"]);
  assert.equal(emptyTable(type).trim(), "key,birthdate,parent_1.name,role,request");
});

test("a claim of that name is the only column of it; an age is asked where no birth date tells it", () => {
  assert.deepEqual(columnsOf(typeOf(["role"], ["age_over_18"])), ["key", "role", "age_over_18", "request"]);
});
