import type { Metadata } from "next";
import { IssueView, type IssueViewProps, issueMetadata } from "../../issue-view.tsx";

type Props = {
  params: Promise<{ org: string; issueId: string; eventId: string }>;
  searchParams: IssueViewProps["searchParams"];
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, issueId } = await params;
  return issueMetadata(org, issueId);
}

/** `eventId` may also be latest, oldest or recommended. */
export default async function EventPage({ params, searchParams }: Props) {
  const { org, issueId, eventId } = await params;
  return <IssueView org={org} issueId={issueId} which={eventId} searchParams={searchParams} />;
}
