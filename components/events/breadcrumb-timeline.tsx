import {
  Bug,
  CircleAlert,
  Database,
  Globe,
  Info,
  type LucideIcon,
  MousePointerClick,
  Navigation,
  Terminal,
  TriangleAlert,
  User,
} from "lucide-react";
import { KeyValues } from "#components/events/key-values.tsx";
import { offsetText } from "#components/events/offset-text.ts";
import { isRedacted, RedactedText } from "#components/events/redacted.tsx";
import type { RemarksAt } from "#components/events/remarks-at.ts";
import { Untrusted } from "#components/events/untrusted.tsx";
import { cn } from "#components/ui/cn.ts";
import { Section } from "#components/ui/section.tsx";
import type { Breadcrumb } from "#lib/events/event.ts";

type Props = { breadcrumbs: Breadcrumb[]; marks: RemarksAt; eventAt: number; title: string };
type Marked = { crumb: Breadcrumb; marks: RemarksAt };

const FIRST_SHOWN = 12;

const ICONS: readonly [pattern: RegExp, icon: LucideIcon][] = [
  [/^(ui|click|touch)/, MousePointerClick],
  [/^(navigation|route)/, Navigation],
  [/^(http|xhr|fetch|request)/, Globe],
  [/^(console|log|debug)/, Terminal],
  [/^(query|db|sql|redis)/, Database],
  [/^(user|auth|session)/, User],
  [/^(error|exception)/, Bug],
];

function iconOf({ type, category, level }: Breadcrumb): LucideIcon {
  const found = ICONS.find(([pattern]) => pattern.test(category) || pattern.test(type));
  if (found) return found[1];
  if (level === "error" || level === "fatal") return CircleAlert;
  return level === "warning" ? TriangleAlert : Info;
}

const LEVEL_TONE = new Map(
  Object.entries({
    fatal: "text-fatal",
    error: "text-error",
    warning: "text-warning",
  }),
);

/** What happened before, newest first, the failure itself at the top. */
export function BreadcrumbTimeline({ breadcrumbs, marks, eventAt, title }: Props) {
  if (breadcrumbs.length === 0) return null;
  const newestFirst = breadcrumbs
    .map((crumb, index) => ({ crumb, marks: marks.at(String(index)) }))
    .toReversed();
  const rest = newestFirst.slice(FIRST_SHOWN);
  return (
    <Section title="Breadcrumbs" id="breadcrumbs" description="What led up to it, newest first.">
      <div className="text-sm">
        <div className="flex items-center gap-3 pb-1 pl-1.5">
          <span aria-hidden className="size-3 rounded-full bg-brand ring-2 ring-canvas" />
          <Untrusted text={title.slice(0, 300)} className="min-w-0 flex-1 truncate font-medium" />
          <span className="font-mono text-muted tabular-nums">0 s</span>
        </div>
        <Crumbs breadcrumbs={newestFirst.slice(0, FIRST_SHOWN)} eventAt={eventAt} />
        {rest.length > 0 && (
          <details className="group/rest">
            <summary className="flex min-h-8 items-center pl-8 text-accent-text group-open/rest:hidden hover:underline">
              Show {rest.length} earlier
            </summary>
            <Crumbs breadcrumbs={rest} eventAt={eventAt} />
          </details>
        )}
      </div>
    </Section>
  );
}

function Crumbs({ breadcrumbs, eventAt }: { breadcrumbs: Marked[]; eventAt: number }) {
  return (
    <ol className="ml-3 border-l">
      {breadcrumbs.map(({ crumb, marks }, index) => (
        <li key={index} className="relative pl-5">
          <Crumb crumb={crumb} marks={marks} eventAt={eventAt} />
        </li>
      ))}
    </ol>
  );
}

function Crumb({ crumb, marks, eventAt }: Marked & { eventAt: number }) {
  const Icon = iconOf(crumb);
  const tone = LEVEL_TONE.get(crumb.level);
  const data = Object.entries(crumb.data ?? {});
  const text = (crumb.message ?? summaryOf(data)).slice(0, 2_000);
  const line = (
    <span className="flex min-h-8 min-w-0 flex-1 flex-wrap items-baseline gap-x-3 py-1.5">
      <span className="shrink-0 font-medium sm:w-32 sm:truncate">
        <Untrusted text={crumb.category || crumb.type || "default"} />
      </span>
      <span className={cn("min-w-0 flex-1 basis-40", tone)}>
        {crumb.level !== "info" && crumb.level !== "debug" && crumb.level !== "" && (
          <span className="mr-1.5 text-xs font-medium">{crumb.level}</span>
        )}
        {isRedacted(text) ? (
          <RedactedText plain text={text} remarks={marks.at("message").here} />
        ) : (
          <Untrusted text={text} className="font-mono" />
        )}
      </span>
      <span className="shrink-0 font-mono text-muted tabular-nums">
        {crumb.timestamp === undefined ? "" : offsetText(crumb.timestamp - eventAt)}
      </span>
    </span>
  );
  return (
    <>
      <span
        aria-hidden
        className="absolute top-1.5 -left-[0.6875rem] grid size-5.5 place-items-center rounded-full border bg-surface"
      >
        <Icon className={cn("size-3", tone ?? "text-muted")} />
      </span>
      {data.length === 0 ? (
        line
      ) : (
        <details>
          <summary className="flex list-none rounded-sm hover:bg-hover">{line}</summary>
          <div className="mb-2 border-l-2 pl-3">
            <KeyValues entries={data} marks={marks.at("data")} />
          </div>
        </details>
      )}
    </>
  );
}

function summaryOf(data: [string, unknown][]): string {
  const value = (key: string) => data.find(([name]) => name === key)?.[1] ?? "";
  const request = [value("method"), value("url"), value("status_code")].filter(Boolean).join(" ");
  if (request) return request;
  const [from, to] = [value("from"), value("to")];
  return to ? `${String(from)} → ${String(to)}` : "";
}
