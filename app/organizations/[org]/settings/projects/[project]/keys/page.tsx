import type { Metadata } from "next";
import { ProjectKeyForm } from "#components/settings/project-key-form.tsx";
import { ProjectKeyList } from "#components/settings/project-key-list.tsx";
import { ProjectSettingsHeader } from "#components/settings/project-settings-header.tsx";
import { may } from "#lib/accounts/access.ts";
import { requireProject } from "#lib/auth/require-organization.ts";
import { dsnOf } from "#lib/projects/dsn.ts";
import { listProjectKeys } from "#lib/projects/queries.ts";
import { createKeyAction, limitKeyAction, revokeKeyAction, rotateKeyAction } from "./actions.ts";

export const metadata: Metadata = { title: "Project keys" };

type Props = { params: Promise<{ org: string; project: string }> };

export default async function ProjectKeysPage({ params }: Props) {
  const { org, project } = await params;
  const access = await requireProject(org, project);
  const keys = await listProjectKeys(access);
  const editable = may(access, "project:write");
  const names = [access.organizationSlug, access.slug] as const;
  return (
    <>
      <ProjectSettingsHeader
        organization={access.organizationSlug}
        project={access}
        current="Keys"
        description="A DSN tells an SDK where to send. It may be public: with it, events can be sent and nothing can be read."
      />
      <div className="grid max-w-4xl grid-cols-[minmax(0,1fr)] gap-6 pt-2">
        <ProjectKeyList
          keys={keys.map((key) => ({
            id: key.id,
            label: key.label,
            dsn: dsnOf(key),
            isActive: key.isActive,
            createdAt: key.createdAt.getTime(),
            rateLimit: key.rateLimit,
          }))}
          actions={
            editable
              ? {
                  limit: limitKeyAction.bind(null, ...names),
                  rotate: rotateKeyAction.bind(null, ...names),
                  revoke: revokeKeyAction.bind(null, ...names),
                }
              : undefined
          }
        />
        {editable ? (
          <ProjectKeyForm action={createKeyAction.bind(null, ...names)} />
        ) : (
          <p className="text-muted">Owners and admins can create, limit, rotate and revoke keys.</p>
        )}
      </div>
    </>
  );
}
