import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Download } from "lucide-react";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { buttonClasses } from "#components/ui/button-classes.ts";
import { findEvent } from "#lib/events/queries.ts";
import { untrustedText } from "#lib/format/untrusted-text.ts";
import { loadIssue } from "../../../load-issue.ts";

export const metadata: Metadata = { title: "Event as JSON" };

type Props = { params: Promise<{ org: string; issueId: string; eventId: string }> };

const LONGEST_SHOWN = 500_000;

export default async function EventJsonPage({ params }: Props) {
  const { org, issueId, eventId } = await params;
  const { access, issue } = await loadIssue(org, issueId);
  const found = (await findEvent(issue.scope, eventId)) ?? notFound();
  const path = `/organizations/${access.slug}/issues/${issue.id}`;
  const id = found.event.eventId;
  return (
    <>
      <PageHeader
        title="Event as JSON"
        description="As Debrief keeps it, after normalization."
        breadcrumbs={[
          { href: `/organizations/${access.slug}/issues`, label: "Issues" },
          { href: path, label: issue.shortId },
          { href: `${path}/events/${id}`, label: id.slice(0, 8) },
        ]}
        actions={
          <a href={`${path}/events/${id}/download`} download className={buttonClasses()}>
            <Download aria-hidden /> Download
          </a>
        }
      />
      <CodeBlock
        lang="json"
        copyLabel="Copy JSON"
        code={untrustedText(JSON.stringify(found.event, null, 2), LONGEST_SHOWN)}
      />
    </>
  );
}
