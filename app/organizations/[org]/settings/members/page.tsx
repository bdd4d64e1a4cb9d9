import type { Metadata } from "next";
import { InviteForm } from "#components/settings/invite-form.tsx";
import { InviteTable } from "#components/settings/invite-table.tsx";
import { MemberTable } from "#components/settings/member-table.tsx";
import { ROLES } from "#components/settings/roles.ts";
import { SettingsHeader } from "#components/settings/settings-header.tsx";
import { SettingsSection } from "#components/settings/settings-section.tsx";
import { may } from "#lib/accounts/access.ts";
import { listInvites, listMembers } from "#lib/accounts/queries.ts";
import { outranks, type Role } from "#lib/accounts/scopes.ts";
import { requireUser } from "#lib/auth/current-user.ts";
import { requireOrganization } from "#lib/auth/require-organization.ts";
import { changeRoleAction, createInviteAction, removeMemberAction, revokeInviteAction } from "./actions.ts";

export const metadata: Metadata = { title: "Members" };

type Props = { params: Promise<{ org: string }> };

export default async function MembersPage({ params }: Props) {
  const access = await requireOrganization((await params).org);
  const user = await requireUser();
  const canInvite = may(access, "member:invite");
  const [members, invites] = await Promise.all([listMembers(access), canInvite ? listInvites(access) : []]);
  const { role: mine } = access;
  const reachable: Role[] = ROLES.map(({ role }) => role).filter((role) => mine && outranks(mine, role));
  return (
    <>
      <SettingsHeader organization={access.slug} current="Members" />
      {canInvite && (
        <SettingsSection
          title="Invite"
          description="Make a link and send it yourself. With an address, only the account of that address can use it."
        >
          <InviteForm action={createInviteAction.bind(null, access.slug)} roles={reachable} />
          {invites.length > 0 && (
            <InviteTable invites={invites} revokeAction={revokeInviteAction.bind(null, access.slug)} />
          )}
        </SettingsSection>
      )}
      <SettingsSection
        title="Members"
        description={
          <ul className="grid gap-1">
            {ROLES.map(({ role, label, meaning }) => (
              <li key={role}>
                <span className="font-medium text-ink">{label}</span> {meaning}.
              </li>
            ))}
          </ul>
        }
      >
        <MemberTable
          members={members}
          userId={user.id}
          roles={may(access, "member:write") ? reachable : []}
          organizationName={access.name}
          changeRoleAction={changeRoleAction.bind(null, access.slug)}
          removeAction={removeMemberAction.bind(null, access.slug)}
        />
      </SettingsSection>
    </>
  );
}
