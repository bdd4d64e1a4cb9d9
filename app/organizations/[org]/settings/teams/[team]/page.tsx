import type { Metadata } from "next";
import type { ComponentProps } from "react";
import { ConfirmAction } from "#components/settings/confirm-action.tsx";
import { SettingsSection } from "#components/settings/settings-section.tsx";
import { TeamAddForm } from "#components/settings/team-add-form.tsx";
import { TeamMemberTable } from "#components/settings/team-member-table.tsx";
import { TeamNameForm } from "#components/settings/team-name-form.tsx";
import { TeamProjectTable } from "#components/settings/team-project-table.tsx";
import { CopyText } from "#components/ui/copy-text.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { findAllProjectAccess, may, type OrganizationAccess } from "#lib/accounts/access.ts";
import { listTeamMembers } from "#lib/accounts/list-team-members.ts";
import type { Team } from "#lib/accounts/list-teams.ts";
import { listMembers } from "#lib/accounts/queries.ts";
import { requireOrganization } from "#lib/auth/require-organization.ts";
import {
  addMemberAction,
  addProjectAction,
  deleteTeamAction,
  removeMemberAction,
  removeProjectAction,
  renameTeamAction,
} from "./actions.ts";
import { requireTeam } from "./require-team.ts";

type Props = { params: Promise<{ org: string; team: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, team } = await params;
  return { title: (await requireTeam(await requireOrganization(org), team)).name };
}

export default async function TeamPage({ params }: Props) {
  const { org, team: slug } = await params;
  const access = await requireOrganization(org);
  const team = await requireTeam(access, slug);
  const base = `/organizations/${access.slug}/settings`;
  return (
    <>
      <PageHeader
        title={team.name}
        breadcrumbs={[
          { href: base, label: "Settings" },
          { href: `${base}/teams`, label: "Teams" },
        ]}
      />
      <SettingsSection
        title="Name"
        description={
          <>
            Ownership rules name the team by its slug, which stays:{" "}
            <CopyText value={`#${team.slug}`} label="slug" className="w-fit" />
          </>
        }
      >
        {may(access, "team:write") ? (
          <TeamNameForm
            action={renameTeamAction.bind(null, access.slug, team.slug)}
            name={team.name}
            submitLabel="Save"
          />
        ) : (
          <p className="text-muted">Owners and admins can change it.</p>
        )}
      </SettingsSection>
      <Members access={access} team={team} />
      <Projects access={access} team={team} />
      {may(access, "team:admin") && (
        <SettingsSection title="Delete" description="A team that is deleted cannot be brought back.">
          <DeleteTeam team={team} action={deleteTeamAction.bind(null, access.slug, team.slug)} />
        </SettingsSection>
      )}
    </>
  );
}

async function Members({ access, team }: { access: OrganizationAccess; team: Team }) {
  const [members, everybody] = await Promise.all([listTeamMembers(access, team.id), listMembers(access)]);
  const inside = new Set(members.map(({ userId }) => userId));
  const canManage = may(access, "team:write");
  // Everybody may join; owners and admins add others too.
  const others = everybody.filter(
    ({ userId }) => !inside.has(userId) && (canManage || userId === access.userId),
  );
  return (
    <SettingsSection title="Members" description="Who takes the issues that are assigned to the team.">
      {others.length > 0 && (
        <TeamAddForm
          label="Add a member"
          name="userId"
          options={others.map(({ userId, name, email }) => ({ id: userId, label: `${name} (${email})` }))}
          action={addMemberAction.bind(null, access.slug, team.slug)}
        />
      )}
      {members.length === 0 ? (
        <p className="text-muted">Nobody yet. An issue that is assigned to this team reaches no person.</p>
      ) : (
        <TeamMemberTable
          members={members}
          teamName={team.name}
          userId={access.userId}
          canManage={canManage}
          removeAction={removeMemberAction.bind(null, access.slug, team.slug)}
        />
      )}
    </SettingsSection>
  );
}

async function Projects({ access, team }: { access: OrganizationAccess; team: Team }) {
  const given = new Set(team.projects.map(({ id }) => id));
  const canManage = may(access, "project:write");
  const others = (await findAllProjectAccess(access)).filter(({ projectId }) => !given.has(projectId));
  const base = `/organizations/${access.slug}/settings/projects`;
  return (
    <SettingsSection
      title="Projects"
      description={`Ownership rules of a project can name the teams that have it. Rules that name #${team.slug} after it has lost a project assign nothing there.`}
    >
      {canManage && others.length > 0 && (
        <TeamAddForm
          label="Add a project"
          name="projectId"
          options={others.map(({ projectId, name }) => ({ id: projectId, label: name }))}
          action={addProjectAction.bind(null, access.slug, team.slug)}
        />
      )}
      {team.projects.length === 0 ? (
        <p className="text-muted">
          None yet. Add a project, then write rules under its Ownership settings that name #{team.slug}.
        </p>
      ) : (
        <TeamProjectTable
          projects={team.projects}
          teamName={team.name}
          hrefOf={(slug) => `${base}/${slug}/ownership`}
          canManage={canManage}
          removeAction={removeProjectAction.bind(null, access.slug, team.slug)}
        />
      )}
    </SettingsSection>
  );
}

type DeleteProps = { team: Team; action: ComponentProps<typeof ConfirmAction>["action"] };

function DeleteTeam({ team, action }: DeleteProps) {
  return (
    <div className="-ml-2.5">
      <ConfirmAction
        label="Delete team"
        accessibleLabel={`Delete team ${team.name}`}
        title={`Delete ${team.name}?`}
        confirmLabel="Delete team"
        doneMessage={`${team.name} was deleted`}
        action={action}
        fields={{}}
      >
        Its issues are assigned to nobody then, and rules that name #{team.slug} assign no longer. People and
        projects stay.
      </ConfirmAction>
    </div>
  );
}
