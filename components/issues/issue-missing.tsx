"use client";

import { SearchX } from "lucide-react";
import { useParams } from "next/navigation";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

/** In place of an issue or event that is not there, with the way back. */
export function IssueMissing() {
  const { org } = useParams<{ org: string }>();
  return (
    <EmptyState
      icon={SearchX}
      title="There is no such issue or event"
      action={<ButtonLink href={`/organizations/${org}/issues`}>Back to the issues</ButtonLink>}
    >
      It may have been deleted, have passed the retention, or belong to an organization that you are not in.
    </EmptyState>
  );
}
