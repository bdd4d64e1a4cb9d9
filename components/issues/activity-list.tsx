import { Archive, Check, Eye, type LucideIcon, RotateCcw, UserRoundCheck, UserRoundX } from "lucide-react";
import { Section } from "#components/ui/section.tsx";
import { Time } from "#components/ui/time.tsx";
import type { IssueActivity } from "#lib/issues/queries-activity.ts";

const LOOKS: Readonly<Partial<Record<IssueActivity["type"], { icon: LucideIcon; does: string; passive: string }>>> = {
  FIRST_SEEN: { icon: Eye, does: "saw it first", passive: "First seen" },
  RESOLVED: { icon: Check, does: "resolved it", passive: "Resolved" },
  UNRESOLVED: { icon: RotateCcw, does: "reopened it", passive: "Reopened" },
  ARCHIVED: { icon: Archive, does: "archived it", passive: "Archived" },
  ASSIGNED: { icon: UserRoundCheck, does: "assigned it to", passive: "Assigned to" },
  UNASSIGNED: { icon: UserRoundX, does: "assigned it to nobody", passive: "Assigned to nobody" },
  REGRESSED: { icon: RotateCcw, does: "saw it come back", passive: "Came back after it was resolved" },
};

/** What happened to the issue, newest first. */
export function ActivityList({ activities }: { activities: IssueActivity[] }) {
  return (
    <Section title="Activity">
      <ol className="grid gap-2.5 text-sm">
        {activities.map(({ id, type, at, by, detail }) => {
          const { icon: Icon, does, passive } = LOOKS[type] ?? { icon: Eye, does: "changed it", passive: type };
          return (
            <li key={id} className="flex items-start gap-2">
              <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
              <span className="min-w-0 flex-1 break-words">
                {by === null ? passive : `${by} ${does}`}
                {detail && ` ${detail}`}
              </span>
              <Time at={at} format="short" className="shrink-0 text-muted" />
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
