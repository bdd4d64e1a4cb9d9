import { Trash2 } from "lucide-react";
import type { Metadata } from "next";
import { z } from "zod";
import { DiscardedTable } from "#components/issues/discarded-table.tsx";
import { ProjectSettingsHeader } from "#components/settings/project-settings-header.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { may } from "#lib/accounts/access.ts";
import { requireProject } from "#lib/auth/require-organization.ts";
import { listDiscarded } from "#lib/issues/discarded.ts";
import { stopDiscardingAction } from "./actions.ts";

export const metadata: Metadata = { title: "Discarded issues" };

type Props = {
  params: Promise<{ org: string; project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

// What the column holds.
const Before = z.coerce.number().pipe(z.int().positive().max(2_147_483_647)).nullable().catch(null);

export default async function DiscardedPage({ params, searchParams }: Props) {
  const { org, project } = await params;
  const access = await requireProject(org, project);
  const before = Before.parse((await searchParams)["before"] ?? null);
  const { items, next } = await listDiscarded(access, before);
  const names = [access.organizationSlug, access.slug] as const;
  return (
    <>
      <ProjectSettingsHeader
        organization={access.organizationSlug}
        project={access}
        current="Discarded"
        description="Issues that were thrown away for good. Later events of theirs are counted as filtered, and not stored."
      />
      {items.length > 0 ? (
        <DiscardedTable
          discarded={items}
          stopAction={may(access, "event:admin") ? stopDiscardingAction.bind(null, ...names) : undefined}
        />
      ) : (
        <EmptyState icon={Trash2} title={before === null ? "Nothing is discarded" : "There is no more"}>
          Discard an issue from its menu, or several from the list, when nobody will ever look at such an
          error: noise of extensions, of bots, of a partner’s script. Its events then stop here, before they
          are stored.
        </EmptyState>
      )}
      {(next !== null || before !== null) && (
        <Pagination
          previous={before === null ? undefined : "?"}
          next={next === null ? undefined : `?before=${next}`}
        />
      )}
    </>
  );
}
