import type { Metadata } from "next";
import { IssueView, type IssueViewProps, issueMetadata } from "./issue-view.tsx";

type Props = {
  params: Promise<{ org: string; issueId: string }>;
  searchParams: IssueViewProps["searchParams"];
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, issueId } = await params;
  return issueMetadata(org, issueId);
}

export default async function IssuePage({ params, searchParams }: Props) {
  const { org, issueId } = await params;
  return <IssueView org={org} issueId={issueId} which="recommended" searchParams={searchParams} />;
}
