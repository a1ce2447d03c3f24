import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { beginOpening, useOpening } from "../../../renderer/bridge/opening.ts";
import { useFileTakers } from "../../../renderer/files/drop-target.ts";
import { dropOn } from "../../../renderer/frame/late-drop.ts";

const file = new File(["a request"], "request.sealfolio");
let said: string[] = [];
const onNobody = (): void => void said.push("nobody");
const take = (each: File): void => void said.push(each.name);
const stand = (): void => useFileTakers.setState(({ takers }) => ({ takers: [...takers, take] }));
const leave = (): void => useFileTakers.setState({ takers: [] });

mock.timers.enable({ apis: ["setTimeout"] });

beforeEach(() => {
  said = [];
  leave();
  useOpening.setState({ count: 0 });
});

test("a screen that stands gets the file at once, and only once", () => {
  stand();
  dropOn(file, onNobody);
  leave();
  stand();
  mock.timers.tick(1_000);
  assert.deepEqual(said, ["request.sealfolio"]);
});

test("a screen that takes none says so soon", () => {
  dropOn(file, onNobody);
  mock.timers.tick(100);
  assert.deepEqual(said, ["nobody"]);
  stand();
  mock.timers.tick(1_000);
  assert.deepEqual(said, ["nobody"]);
});

test("a screen that is opening gets it when it takes files, however late", () => {
  const opened = beginOpening();
  dropOn(file, onNobody);
  mock.timers.tick(60_000);
  assert.deepEqual(said, []);
  opened();
  opened();
  mock.timers.tick(10);
  // The program came; what it asks for first is on its way now.
  const read = beginOpening();
  mock.timers.tick(60_000);
  read();
  assert.equal(useOpening.getState().count, 0);
  mock.timers.tick(10);
  assert.deepEqual(said, []);
  stand();
  mock.timers.tick(60_000);
  assert.deepEqual(said, ["request.sealfolio"]);
});

test("one that opened and takes none says so; one that was left gives it to nobody", () => {
  const opened = beginOpening();
  dropOn(file, onNobody);
  opened();
  mock.timers.tick(100);
  assert.deepEqual(said, ["nobody"]);
  const again = beginOpening();
  const stop = dropOn(file, onNobody);
  stop();
  again();
  stand();
  mock.timers.tick(60_000);
  assert.deepEqual(said, ["nobody"]);
});
