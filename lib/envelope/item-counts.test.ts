import { expect, it } from "vitest";
import { itemCounts } from "#lib/envelope/item-counts.ts";

const countsOf = (type: string, header: object) =>
  itemCounts({ header: { ...header, type }, payload: new Uint8Array(30) }).map(
    ({ category, quantity }) => `${category} ${quantity}`,
  );

it.each([
  ["event", {}, ["error 1"]],
  ["event", { item_count: 7 }, ["error 1"]],
  ["log", {}, ["log_item 1"]],
  ["log", { item_count: 7 }, ["log_item 7"]],
  ["log", { item_count: 0.5 }, ["log_item 1"]],
  ["log", { item_count: -7 }, ["log_item 1"]],
  ["log", { item_count: "7" }, ["log_item 1"]],
  ["span", { item_count: 1e300 }, ["span 10"]],
  ["attachment", {}, ["attachment 30", "attachment_item 1"]],
  ["replay_event", {}, ["replay 1"]],
  ["replay_recording", {}, []],
  ["of tomorrow", {}, ["default 1"]],
])("%s %j counts as %j", (type, header, counts) => expect(countsOf(type, header)).toEqual(counts));

it("counts the bytes of a file that is stored apart", () => {
  const blob = { key: "1/2026-11-20/a", bytes: 700_000, sha1: "" };
  const [bytes] = itemCounts({ header: { type: "attachment" }, payload: new Uint8Array(), blob });
  expect(bytes).toEqual({ category: "attachment", quantity: 700_000 });
});
