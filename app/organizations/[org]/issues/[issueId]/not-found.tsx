import { SearchX } from "lucide-react";
import { EmptyState } from "#components/ui/empty-state.tsx";

export default function IssueNotFound() {
  return (
    <EmptyState icon={SearchX} title="There is no such issue or event">
      It may have been deleted, have passed the retention, or belong to an organization that you are not in.
    </EmptyState>
  );
}
