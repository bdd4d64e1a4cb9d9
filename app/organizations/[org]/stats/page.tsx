import { ChartNoAxesColumn } from "lucide-react";
import type { Metadata } from "next";
import { BarChart } from "#components/charts/bar-chart.tsx";
import { CategoryTable, type CategorySums } from "#components/stats/category-table.tsx";
import { categoryName } from "#components/stats/outcome-words.ts";
import { ReasonTable } from "#components/stats/reason-table.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Section } from "#components/ui/section.tsx";
import { findAllProjectAccess } from "#lib/accounts/access.ts";
import { requireOrganization } from "#lib/auth/require-organization.ts";
import { sumOutcomes } from "#lib/outcomes/queries.ts";
import { addressWith, type SearchParams } from "../issues/filters.ts";
import { readStatsAddress } from "./address.ts";
import { reasonsOf, seriesOf, sumByCategory } from "./sums.ts";

export const metadata: Metadata = { title: "Stats" };

type Props = { params: Promise<{ org: string }>; searchParams: Promise<SearchParams> };

export default async function StatsPage({ params, searchParams }: Props) {
  const access = await requireOrganization((await params).org);
  const search = await searchParams;
  const { projects, category, range, bucketMs } = readStatsAddress(
    search,
    await findAllProjectAccess(access),
  );
  const groupBy = ["category", "outcome", "reason"] as const;
  const { start, groups } = await sumOutcomes(projects, { ...range, bucketMs, groupBy });
  const categories = sumByCategory(groups);
  const chosen = chooseCategory(categories, category);
  const missing = reasonsOf(groups);
  return (
    <>
      <PageHeader
        title="Stats"
        description="What your SDKs sent, or dropped themselves, and what became of it. Every item has one fate; the total is their sum."
      />
      {chosen === undefined ? (
        <EmptyState
          icon={ChartNoAxesColumn}
          title="Nothing was received in this time"
          action={<ButtonLink href={`/organizations/${access.slug}/projects`}>Set up a project</ButtonLink>}
        >
          As soon as an SDK sends something, this page tells what was stored and what was left out, and why.
        </EmptyState>
      ) : (
        <>
          <h2 className="mb-2 text-lg font-semibold">{categoryName(chosen.category)} over time</h2>
          <BarChart
            label={`${categoryName(chosen.category)} over time`}
            start={start}
            interval={bucketMs}
            series={seriesOf(groups, chosen.category)}
            height={140}
            zoom
            className="mb-5"
          />
          <CategoryTable
            rows={categories}
            chosen={chosen.category}
            hrefOf={(name) => addressWith(search, { category: name })}
          />
          <Section
            title="What is missing"
            description="Counts of what was sent, or would have been, and is not stored."
            className="mt-8"
          >
            {missing.length > 0 ? (
              <ReasonTable rows={missing} />
            ) : (
              <p className="text-muted">Nothing: all that arrived in this time is stored.</p>
            )}
          </Section>
        </>
      )}
    </>
  );
}

/** The one that the address names; else errors, which people come for. */
function chooseCategory(rows: readonly CategorySums[], named: string | null): CategorySums | undefined {
  const find = (category: string | null) => rows.find((row) => row.category === category);
  return find(named) ?? find("error") ?? rows[0];
}
