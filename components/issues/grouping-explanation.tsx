import { Check, Minus } from "lucide-react";
import Link from "next/link";
import { Untrusted } from "#components/events/untrusted.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { cn } from "#components/ui/cn.ts";
import { CopyText } from "#components/ui/copy-text.tsx";
import { Section } from "#components/ui/section.tsx";
import type { ExplainedPart } from "#lib/issues/grouping/explain-component.ts";
import type { ExplainedView, GroupExplanation } from "#lib/issues/grouping/explain.ts";

type Props = {
  explanation: GroupExplanation;
  /** The event that it is told of. */
  event: { id: string; href: string };
  /** Where the project's rules are; null for those who may not change them. */
  rulesHref: string | null;
};

/** Why this group: what decided, and what every view of the event took and left. */
export function GroupingExplanation({ explanation, event, rulesHref }: Props) {
  const { views, summary, notes, version } = explanation;
  return (
    <div className="max-w-5xl">
      <Section
        title="Why these events are one issue"
        className="border-t-0"
        actions={rulesHref && <ButtonLink href={rulesHref}>Change the rules</ButtonLink>}
      >
        <p className="max-w-[75ch] text-lg text-pretty [overflow-wrap:anywhere]">
          <bdi>{summary}</bdi>
        </p>
        {notes.map((note) => (
          <p key={note} className="mt-2 max-w-[75ch] text-muted">
            {note}
          </p>
        ))}
        <p className="mt-2 max-w-[75ch] text-sm text-muted">
          Explained by{" "}
          <Link href={event.href} className="underline hover:text-ink">
            the event {event.id.slice(0, 8)}
          </Link>{" "}
          with grouping version {version}.
        </p>
      </Section>
      {views.map((view) => (
        <View key={view.title} view={view} />
      ))}
    </div>
  );
}

const ROLES = {
  decides: { word: "Decides", tone: "ok" },
  joins: { word: "Joins", tone: "info" },
  unused: { word: "Not used", tone: "neutral" },
} as const;

function View({ view: { title, role, hash, reason, parts } }: { view: ExplainedView }) {
  const { word, tone } = ROLES[role];
  return (
    <Section
      title={
        <span className="flex flex-wrap items-center gap-2">
          {title} <Badge tone={tone}>{word}</Badge>
        </span>
      }
      description={reason && `Not used: ${reason}.`}
      actions={hash && <CopyText value={hash} label="hash" />}
    >
      {parts.length > 0 && (
        <ol className="divide-y border-y text-sm">
          {parts.map((part, index) => (
            <Part key={index} part={part} />
          ))}
        </ol>
      )}
    </Section>
  );
}

const KINDS: Readonly<Record<ExplainedPart["kind"], string>> = {
  type: "Error type",
  message: "Message",
  frame: "Frame",
  template: "Template",
  system_error: "System error",
  policy: "Policy",
  fingerprint: "Fingerprint",
  checksum: "Checksum",
};

function Part({ part: { kind, text, detail, used, why } }: { part: ExplainedPart }) {
  const Icon = used ? Check : Minus;
  return (
    <li
      className={cn(
        "grid min-h-8 grid-cols-[1rem_6.5rem_minmax(0,1fr)] items-start gap-x-2 py-1.5",
        !used && "text-muted",
      )}
    >
      <Icon aria-label={used ? "Used" : "Left out"} className={cn("mt-0.5 size-4", used && "text-ok")} />
      <span className="text-muted">{KINDS[kind]}</span>
      <span className="flex min-w-0 flex-wrap gap-x-3">
        <Untrusted text={text.slice(0, 500)} className="min-w-0 font-mono [overflow-wrap:anywhere]" />
        {detail && (
          <Untrusted text={detail.slice(0, 200)} className="min-w-0 truncate font-mono text-muted" />
        )}
        {why && <span className="text-muted italic">{why}</span>}
      </span>
    </li>
  );
}
