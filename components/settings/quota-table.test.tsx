import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { QuotaSummary } from "#lib/quotas/queries.ts";
import { QuotaTable } from "#components/settings/quota-table.tsx";

const quota = (more: Partial<QuotaSummary>): QuotaSummary => ({
  id: 1,
  categories: ["error"],
  limit: 1_000,
  windowSeconds: 3_600,
  used: 10,
  resetsAt: 0,
  ...more,
});
const textOf = (row: QuotaSummary) =>
  renderToStaticMarkup(<QuotaTable quotas={[row]} />).replaceAll(/<[^>]+>/g, " ");

it.each<[name: string, quota: Partial<QuotaSummary>, text: RegExp]>([
  ["a count", {}, /Errors\s+1,000\s+per\s+hour\s+hour\s+10\s/],
  ["all data", { categories: [] }, /Everything/],
  ["profiles", { categories: ["profile", "profile_chunk"] }, /Profiles/],
  ["bytes", { categories: ["attachment"], limit: 1_048_576 }, /Attachments, in bytes\s+1 MiB\s+per\s+hour/],
  ["what is used up", { used: 1_000 }, /Used up:\s+1,000/],
  ["what refuses all", { limit: 0 }, /Refuses all/],
  ["a category that pages do not offer", { categories: ["default"] }, /default/],
])("shows %s", (_name, more, text) => {
  expect(textOf(quota(more))).toMatch(text);
});
