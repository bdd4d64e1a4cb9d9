import type { Metadata } from "next";
import { FirstEventLight } from "#components/projects/first-event-light.tsx";
import { PlatformMark } from "#components/projects/platform-mark.tsx";
import { SetupGuide } from "#components/projects/setup-guide.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { CopyText } from "#components/ui/copy-text.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { requireProject } from "#lib/auth/require-organization.ts";
import { dsnOf } from "#lib/projects/dsn.ts";
import { platformOf } from "#lib/projects/platforms.ts";
import { findFirstSignal, listProjectKeys } from "#lib/projects/queries.ts";

export const metadata: Metadata = { title: "Set up" };

type Props = {
  params: Promise<{ org: string; project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function GettingStartedPage({ params, searchParams }: Props) {
  const { org, project } = await params;
  const { manager } = await searchParams;
  const access = await requireProject(org, project);
  const [keys, signal] = await Promise.all([listProjectKeys(access), findFirstSignal(access)]);
  const key = keys.find(({ isActive }) => isActive);
  const platform = platformOf(access.platform);
  const base = `/organizations/${access.organizationSlug}`;
  const keysPath = `${base}/settings/projects/${access.slug}/keys`;
  const dsn = key && dsnOf(key);
  return (
    <>
      <PageHeader
        breadcrumbs={[{ href: `${base}/projects`, label: "Projects" }]}
        title={
          <span className="flex items-center gap-3">
            <PlatformMark platform={access.platform} className="size-7" />
            <span className="min-w-0 break-words">Set up {access.name}</span>
          </span>
        }
        description={`Send the first error from ${platform.name} to Debrief.`}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,52rem)_20rem]">
        <aside className="grid content-start gap-5 xl:sticky xl:top-16 xl:order-last xl:self-start">
          <FirstEventLight
            received={signal.firstEventAt !== null}
            issue={
              signal.newestIssue && {
                title: signal.newestIssue.title,
                href: `${base}/issues/${signal.newestIssue.id}`,
              }
            }
            issuesHref={`${base}/issues?project=${access.slug}`}
          />
          {dsn && (
            <dl className="grid gap-1 text-sm">
              <dt className="text-muted">DSN</dt>
              <dd className="min-w-0">
                <CopyText value={dsn} label="DSN" />
              </dd>
            </dl>
          )}
          <p className="text-sm text-pretty text-muted max-xl:hidden">
            Nothing arrives? Check that the DSN is the one above and that the program reaches its host. With{" "}
            <code className="font-mono">debug</code> switched on, SDKs print what they send.
          </p>
        </aside>
        {dsn ? (
          <SetupGuide
            installations={platform.install}
            manager={Array.isArray(manager) ? manager[0] : manager}
            href={`${base}/projects/${access.slug}/getting-started`}
            steps={[...platform.configure(dsn), platform.verify]}
          />
        ) : (
          <Notice
            tone="warning"
            title="This project has no active key"
            action={<ButtonLink href={keysPath}>Manage keys</ButtonLink>}
          >
            SDKs need one to send events.
          </Notice>
        )}
      </div>
    </>
  );
}
