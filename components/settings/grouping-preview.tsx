import { Untrusted } from "#components/events/untrusted.tsx";
import type { ReactNode } from "react";
import type { ActionState } from "#lib/format/action-state.ts";
import { counted } from "#lib/format/count.ts";
import type { GroupingPreview as Result } from "#lib/projects/preview-grouping.ts";

type Props = { tried: ActionState<Result>; trying: boolean };

function summary({ tried, groupsBefore, groupsAfter, newIssues }: Result): string {
  if (tried === 0) return "There are no events yet to try the rules on.";
  const groups =
    groupsBefore === groupsAfter
      ? `stay in ${counted(groupsAfter, "group")}`
      : `would be in ${counted(groupsAfter, "group")} instead of ${groupsBefore}`;
  const opened = newIssues === 0 ? "" : ` The next of them would open ${counted(newIssues, "new issue")}.`;
  return `The last ${counted(tried, "event")} ${groups}.${opened}`;
}

/** What the rules, as they stand in the form, would have done. */
export function GroupingPreview({ tried, trying }: Props) {
  const { result } = tried;
  const isFaulty = Object.keys(tried.fields).length > 0;
  return (
    <div aria-busy={trying} className="grid gap-3 text-sm">
      <div role="status">
        {tried.status === "idle" && <p className="text-muted">Trying the rules on recent events…</p>}
        {result && <p className="font-medium">{summary(result)}</p>}
        {tried.message && <p className="text-muted">No preview: {tried.message}</p>}
        {isFaulty && <p className="text-muted">No preview until what is marked above is corrected.</p>}
      </div>
      {result && result.matched.length > 0 && (
        <List title="Fingerprint rules that decided">
          {result.matched.map(({ line, text, events }) => (
            <Row key={line} count={counted(events, "event")}>
              <code className="min-w-0 truncate font-mono">
                {line}: {text}
              </code>
            </Row>
          ))}
        </List>
      )}
      {result && result.changes.length > 0 && (
        <List title="What changes">
          {result.changes.map(({ kind, title, groups, events }, index) => (
            <Row key={index} count={counted(events, "event")}>
              <span className="shrink-0">
                {kind === "joins" ? `${groups} groups become one:` : `One group becomes ${groups}:`}
              </span>
              <Untrusted text={title.slice(0, 200)} className="min-w-0 truncate text-muted" />
            </Row>
          ))}
        </List>
      )}
    </div>
  );
}

function List({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <h3 className="border-b pb-1 text-muted">{title}</h3>
      <ul>{children}</ul>
    </div>
  );
}

function Row({ count, children }: { count: string; children: ReactNode }) {
  return (
    <li className="flex min-h-8 min-w-0 items-center gap-2 border-b">
      <span className="flex min-w-0 flex-1 gap-2">{children}</span>
      <span className="shrink-0 text-muted tabular-nums">{count}</span>
    </li>
  );
}
