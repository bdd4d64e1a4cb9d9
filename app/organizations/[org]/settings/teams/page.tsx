import { UsersRound } from "lucide-react";
import type { Metadata } from "next";
import { SettingsHeader } from "#components/settings/settings-header.tsx";
import { SettingsSection } from "#components/settings/settings-section.tsx";
import { TeamNameForm } from "#components/settings/team-name-form.tsx";
import { TeamTable } from "#components/settings/team-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { may } from "#lib/accounts/access.ts";
import { listTeams } from "#lib/accounts/list-teams.ts";
import { requireOrganization } from "#lib/auth/require-organization.ts";
import { createTeamAction, joinTeamAction, leaveTeamAction } from "./actions.ts";

export const metadata: Metadata = { title: "Teams" };

type Props = { params: Promise<{ org: string }> };

export default async function TeamsPage({ params }: Props) {
  const access = await requireOrganization((await params).org);
  const teams = await listTeams(access);
  return (
    <>
      <SettingsHeader organization={access.slug} current="Teams" />
      {may(access, "team:write") && (
        <SettingsSection
          title="New team"
          description="You are its first member. Then add people, and the projects that they look after."
        >
          <TeamNameForm action={createTeamAction.bind(null, access.slug)} submitLabel="Create team" />
        </SettingsSection>
      )}
      <SettingsSection
        title="Teams"
        description="Issues can be assigned to a team, and ownership rules name it by its #slug. Everybody sees all projects, in a team or not."
      >
        {teams.length === 0 ? (
          <EmptyState icon={UsersRound} title="No teams yet">
            A team takes issues together, so that they have an owner when one person is away.
          </EmptyState>
        ) : (
          <TeamTable
            teams={teams}
            hrefOf={(slug) => `/organizations/${access.slug}/settings/teams/${slug}`}
            joinAction={joinTeamAction.bind(null, access.slug)}
            leaveAction={leaveTeamAction.bind(null, access.slug)}
          />
        )}
      </SettingsSection>
    </>
  );
}
