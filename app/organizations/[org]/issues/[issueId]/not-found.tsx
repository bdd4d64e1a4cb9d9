import { IssueMissing } from "#components/issues/issue-missing.tsx";

export default function IssueNotFound() {
  return <IssueMissing />;
}
