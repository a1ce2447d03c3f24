import { BATCH_DRAFT } from "../../../src/exchange/draft-types.ts";
import { writeCsv } from "../../../src/csv/parse.ts";
import type { BulkRowState, BulkRowView, BulkView } from "../../../src/contract/bulk-views.ts";
import type { DraftView } from "../../../src/contract/office-views.ts";
import type { Instead } from "./calls.ts";
import { BIRTH, keyRequestBy, orderDraft } from "./messages.ts";
import type { Scene, Tour } from "./tour.ts";

const NAME = "births of November.csv";

/** Rows of births, some of them wrong. */
async function births(tour: Tour, count: number, isWrong = false): Promise<string> {
  const request = await keyRequestBy(tour, "jonah", "civil-registry", BIRTH);
  const row = (i: number): { readonly [column: string]: string } => ({
    key: `case-${tour.next()}`,
    registration_number: `T ${tour.next()}/2026`,
    registered_on: "2026-04-02",
    family_name: isWrong && i % 3 === 1 ? "" : "Sample",
    given_name: "Nora",
    birthdate: isWrong && i % 3 === 0 ? "30.03.2026" : "2026-03-30",
    place_of_birth: "Lakeside",
    "parent_1.name": "Ada Marie Sample",
    request: isWrong && i % 5 === 0 ? "lost" : request,
  });
  const rows = Array.from({ length: count }, (_, i) => row(i));
  return writeCsv([Object.keys(rows[0] ?? {}), ...rows.map((each) => Object.values(each))]);
}

async function chosen(tour: Tour): Promise<void> {
  await tour.go("civil-registry", "#/tables");
  await tour.press("Take in a table");
  const birth = tour.page.getByRole("radio", { name: /Birth certificate/ });
  if ((await birth.count()) > 0) await birth.check({ force: true });
  await tour.page.getByText("registration_number").waitFor();
  await tour.settle();
}

async function dryRun(tour: Tour, count: number, isWrong: boolean): Promise<void> {
  await chosen(tour);
  await tour.drop(NAME, await births(tour, count, isWrong));
  await tour.title("Dry run");
}

/** How far each row got and, if it failed, why. */
type Stand = readonly (readonly [state: BulkRowState, count: number, code?: string])[];

/** A table of which so many rows stand so. */
function standing(stand: Stand, isRunning = false): Instead {
  const of = (state: BulkRowState): number =>
    stand.reduce((sum, [each, count]) => sum + (each === state ? count : 0), 0);
  const as = (job: BulkView): BulkView => ({
    ...job,
    total: stand.reduce((sum, [, count]) => sum + count, 0),
    count: {
      ready: of("ready"),
      waiting: of("waiting"),
      signed: of("signed"),
      sealed: of("sealed"),
      failed: of("failed"),
    },
    isRunning,
  });
  const rows = stand.flatMap(([state, count, code]) =>
    Array.from({ length: count }, () => ({ state, code })),
  );
  const rowAt = ({ state, code }: (typeof rows)[number], i: number): BulkRowView => ({
    row: i + 2,
    key: `case-${1000 + i}`,
    state,
    ...(code !== undefined && { code }),
    ...(state !== "ready" && { commitment: Buffer.alloc(32, i + 1).toString("base64url") }),
  });
  return {
    "bulk.list": (jobs) => jobs.map(as),
    "bulk.rows": () => rows.slice(0, 1000).map(rowAt),
  };
}

/** One table that was taken in, wherever it stands. */
async function taken(tour: Tour, instead: Instead = {}): Promise<void> {
  await tour.once("table", async () => {
    const csv = await births(tour, 4);
    return await tour.call("civil-registry", "bulk.begin", { type: "birth-certificate", csv, name: NAME });
  });
  await tour.go("civil-registry", "#/tables", instead);
  await tour.page
    .getByRole("row", { name: /births of November/ })
    .first()
    .click();
  await tour.title(NAME);
}

const FAILED: Stand = [
  ["failed", 1, "tag.held"],
  ["failed", 1, "office.claims"],
];

/** A title as a second officer would read it if it were issued anew: no type of the sample asks for two. */
async function drawn(tour: Tour): Promise<DraftView> {
  const draft = await orderDraft(tour);
  const view = await tour.call("land-registry-second", "office.preview_draft", { draft });
  const { commitment, type, expires, claims, holders } = view;
  return {
    draft,
    kind: "issue",
    commitment,
    type,
    expires,
    claims,
    holders,
    past: [],
    consents: 0,
    isOwn: false,
  };
}

/** Certificates from a table, from an empty list to its deliveries. */
export const TABLE_SCENES: readonly Scene[] = [
  {
    name: "office-tables-empty",
    who: "civil-registry",
    open: (tour) => tour.go("civil-registry", "#/tables", { "bulk.list": () => [] }),
  },
  {
    name: "office-table-choose",
    who: "civil-registry",
    open: async (tour) => {
      await chosen(tour);
      await tour.press("Save an empty table");
      await tour.page.getByText(/^Saved: /).waitFor();
    },
  },
  { name: "office-table-wrong", who: "civil-registry", open: (tour) => dryRun(tour, 12, true) },
  { name: "office-table-dry", who: "civil-registry", open: (tour) => dryRun(tour, 1, false) },
  {
    name: "office-table-taken",
    who: "civil-registry",
    open: (tour) => taken(tour, standing([["ready", 4]])),
  },
  {
    name: "office-table-running",
    who: "civil-registry",
    open: async (tour) => {
      await taken(tour, standing([...FAILED, ["sealed", 96], ["signed", 4], ["ready", 148]], true));
      tour.calls.work({ work: "bulk", done: 98, total: 250, secondsLeft: 95, cancel: "none" });
      await tour.page.getByRole("progressbar").waitFor();
    },
  },
  {
    name: "office-table-paused",
    who: "civil-registry",
    open: (tour) => taken(tour, standing([...FAILED, ["sealed", 96], ["signed", 4], ["ready", 148]])),
  },
  {
    name: "office-table-waiting",
    who: "civil-registry",
    open: (tour) => taken(tour, standing([["waiting", 12]])),
  },
  {
    name: "office-table-through",
    who: "civil-registry",
    open: (tour) => taken(tour, standing([...FAILED, ["sealed", 12_498]])),
  },
  {
    name: "office-table-sealed",
    who: "civil-registry",
    open: (tour) => taken(tour, standing([["sealed", 12]])),
  },
  {
    name: "office-tables",
    who: "civil-registry",
    open: async (tour) => {
      await taken(tour);
      await tour.go("civil-registry", "#/tables");
      await tour.page
        .getByRole("row", { name: /births of November/ })
        .first()
        .waitFor();
    },
  },
  {
    name: "second-batch",
    who: "land-registry-second",
    open: async (tour) => {
      const sample = [await drawn(tour), await drawn(tour)];
      await tour.go("land-registry-second", "#/approve", {
        "bulk.preview_batch": () => ({ count: 25, type: "property-title", sample }),
      });
      const drafts = sample.map(({ draft }) => draft);
      await tour.drop("drafts.sealfolio", JSON.stringify({ typ: BATCH_DRAFT, drafts }));
      await tour.page.getByRole("checkbox").nth(1).waitFor();
      await tour.settle();
    },
  },
];
