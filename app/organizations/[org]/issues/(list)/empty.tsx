import { CircleCheck, FolderPlus, Radio, SearchX } from "lucide-react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { findProjectAccess, type OrganizationAccess } from "#lib/accounts/access.ts";
import { dsnOf } from "#lib/projects/dsn.ts";
import { listProjectKeys, type ProjectSummary } from "#lib/projects/queries.ts";
import type { IssueTab } from "#lib/issues/schema.ts";
import { addressWith, type ListAddress, type SearchParams } from "../filters.ts";

export function NoProjectYet({ org }: { org: string }) {
  return (
    <EmptyState
      icon={FolderPlus}
      title="Create your first project"
      action={
        <ButtonLink variant="primary" href={`/organizations/${org}/projects/new`}>
          Create project
        </ButtonLink>
      }
    >
      Errors of your apps are gathered here as issues. A project stands for one app; it gives you the DSN that
      the SDK sends them to.
    </EmptyState>
  );
}

type NoEventsProps = { access: OrganizationAccess; projects: ProjectSummary[] };

export async function NoEventsYet({ access, projects }: NoEventsProps) {
  const project = projects[0] && (await findProjectAccess(access, projects[0].slug));
  const key = project && (await listProjectKeys(project)).find((one) => one.isActive);
  return (
    <EmptyState
      icon={Radio}
      title="Waiting for the first event"
      snippet={
        key && (
          <CodeBlock
            lang="javascript"
            title="Start the SDK with this DSN"
            code={`Sentry.init({\n  dsn: "${dsnOf(key)}",\n});`}
          />
        )
      }
      action={
        project && (
          <ButtonLink
            variant="primary"
            href={`/organizations/${access.slug}/projects/${project.slug}/getting-started`}
          >
            Set up {project.name}
          </ButtonLink>
        )
      }
    >
      Nothing has been sent yet. Once an SDK is started with the project’s DSN, each kind of error becomes one
      issue here.
    </EmptyState>
  );
}

const NOTHING: Readonly<Record<IssueTab, { title: string; text: string }>> = {
  unresolved: {
    title: "Nothing unresolved",
    text: "No issue that still needs attention was seen in the chosen time range.",
  },
  for_review: {
    title: "Nothing to review",
    text: "Issues that are new, came back or escalate wait here until somebody marks them reviewed, resolves or archives them.",
  },
  regressed: {
    title: "Nothing came back",
    text: "A resolved issue that is seen again, in a release that should have the fix, stands here for a week.",
  },
  escalating: {
    title: "Nothing escalates",
    text: "Issues that happen far more often than expected stand here for a week.",
  },
  resolved: {
    title: "Nothing resolved",
    text: "Issues that you resolve come here; one that is seen again goes back to Unresolved. None was seen in the chosen time range.",
  },
  archived: {
    title: "Nothing archived",
    text: "Issues that you archive stay here, out of the way. None was seen in the chosen time range.",
  },
  all: { title: "No issues", text: "No issue was seen in the chosen time range." },
};

type NothingProps = { address: ListAddress; search: SearchParams };

export function NothingMatches({ address: { isNarrowed, filters }, search }: NothingProps) {
  const clear = addressWith(search, { query: null, project: null, environment: null, cursor: null });
  if (isNarrowed)
    return (
      <EmptyState
        icon={SearchX}
        title="No issue matches"
        action={<ButtonLink href={clear}>Clear search and filters</ButtonLink>}
      >
        Nothing in the chosen time range matches the search, project and environment together.
      </EmptyState>
    );
  const { title, text } = NOTHING[filters.tab];
  return (
    <EmptyState
      icon={CircleCheck}
      title={title}
      action={
        search["statsPeriod"] !== "90d" && (
          <ButtonLink
            href={addressWith(search, { statsPeriod: "90d", start: null, end: null, cursor: null })}
          >
            Look at the last 90 days
          </ButtonLink>
        )
      }
    >
      {text}
    </EmptyState>
  );
}

export function AllDone({ search, hasMore }: { search: SearchParams; hasMore: boolean }) {
  return (
    <EmptyState
      icon={CircleCheck}
      title="This page is done"
      action={
        <ButtonLink href={addressWith(search, { cursor: null })}>
          {hasMore ? "Show the next" : "Refresh"}
        </ButtonLink>
      }
    >
      Every issue on it was dealt with.
    </EmptyState>
  );
}
