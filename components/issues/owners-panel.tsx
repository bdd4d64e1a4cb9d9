"use client";

import Link from "next/link";
import { useOptimistic } from "react";
import { ActorMark } from "#components/issues/assign-menu.tsx";
import type { UndoIssuesAction, UpdateIssuesAction } from "#components/issues/update-action.ts";
import { useIssueUpdate } from "#components/issues/use-issue-update.ts";
import { Button } from "#components/ui/button.tsx";
import { Section } from "#components/ui/section.tsx";
import { untrustedText } from "#lib/format/untrusted-text.ts";
import type { Assignee, IssueChange } from "#lib/issues/schema.ts";
import type { Suggestion } from "#lib/ownership/suggest-owners.ts";

type Props = {
  issueId: number;
  assignee: Assignee | null;
  suggestions: readonly Suggestion[];
  /** Where the project's rules are written. */
  rulesHref: string;
  action: UpdateIssuesAction;
  undo: UndoIssuesAction;
};

const linkClasses = "rounded-sm underline hover:text-ink";

/** Who should own an issue, each with the line that says so. */
export function OwnersPanel({ issueId, assignee, suggestions, rulesHref, action, undo }: Props) {
  const [current, show] = useOptimistic<Assignee | null, IssueChange>(assignee, (before, change) =>
    change.kind === "assign" ? change.assignee : before,
  );
  const owners = suggestions.map(({ owner }) => owner);
  const { update, saving } = useIssueUpdate(action, undo, (_ids, change) => show(change), owners);
  if (suggestions.length === 0)
    return (
      <Section title="Owners">
        <p className="text-sm text-muted">
          No rule names an owner.{" "}
          <Link href={rulesHref} className={linkClasses}>
            Ownership rules
          </Link>
        </p>
      </Section>
    );
  return (
    <Section
      title="Owners"
      actions={
        <Link href={rulesHref} className={`text-sm text-muted ${linkClasses}`}>
          Rules
        </Link>
      }
    >
      <ol className="grid gap-2.5 text-sm">
        {suggestions.map(({ owner, rule, source }) => {
          const isAssigned = current?.type === owner.type && current.id === owner.id;
          const { type, id } = owner;
          return (
            <li key={`${type}-${id}`} className="flex items-start gap-2">
              <span className="mt-1 flex">
                <ActorMark actor={owner} />
              </span>
              <div className="min-w-0 flex-1 py-1">
                <p className="truncate font-medium">{owner.name}</p>
                <p className="[overflow-wrap:anywhere] text-muted">
                  {source === "CODEOWNERS" && "CODEOWNERS: "}
                  <code className="font-mono">
                    <bdi>{untrustedText(rule, 200)}</bdi>
                  </code>
                </p>
              </div>
              {isAssigned ? (
                <span className="py-1 text-muted">Assigned</span>
              ) : (
                <Button
                  size="sm"
                  disabled={saving}
                  aria-label={`Assign to ${owner.name}`}
                  onClick={() => update([issueId], { kind: "assign", assignee: { type, id } })}
                >
                  Assign
                </Button>
              )}
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
