import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { PublicHeader } from "#components/frame/public-header.tsx";
import { SharedIssueView } from "#components/issues/shared-issue-view.tsx";
import { findSharedIssue } from "#lib/issues/queries-shared.ts";

type Props = { params: Promise<{ shareId: string }> };

const loadSharedIssue = cache(findSharedIssue);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { shareId } = await params;
  const issue = await loadSharedIssue(shareId);
  return {
    title: issue ? issue.title.slice(0, 80) : "Page not found",
    // The address is a secret: no other site may learn it from a Referer header, and no search engine keep it.
    referrer: "no-referrer",
    robots: { index: false, follow: false },
  };
}

/** An issue for whoever has its public link. */
export default async function SharedIssuePage({ params }: Props) {
  const { shareId } = await params;
  const issue = (await loadSharedIssue(shareId)) ?? notFound();
  return (
    <>
      <PublicHeader />
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-6xl px-4 pb-16 outline-none sm:px-6">
        <SharedIssueView issue={issue} />
      </main>
    </>
  );
}
