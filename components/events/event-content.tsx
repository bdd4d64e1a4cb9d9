import type { ReactNode } from "react";
import { BreadcrumbTimeline } from "#components/events/breadcrumb-timeline.tsx";
import { ContextsPanel } from "#components/events/contexts-panel.tsx";
import { EventTags } from "#components/events/event-tags.tsx";
import { ExceptionsPanel } from "#components/events/exceptions-panel.tsx";
import { FlagsPanel } from "#components/events/flags-panel.tsx";
import { gapsOf } from "#components/events/gaps.ts";
import { KeyValues } from "#components/events/key-values.tsx";
import { MessagePanel } from "#components/events/message-panel.tsx";
import { ModulesPanel } from "#components/events/modules-panel.tsx";
import { remarksAt } from "#components/events/remarks-at.ts";
import { RemarksPanel } from "#components/events/remarks-panel.tsx";
import { RequestPanel } from "#components/events/request-panel.tsx";
import { StackTrace } from "#components/events/stack-trace.tsx";
import { TemplatePanel } from "#components/events/template-panel.tsx";
import { ThreadsPanel } from "#components/events/threads-panel.tsx";
import { traceText } from "#components/events/trace-text.ts";
import { UserPanel } from "#components/events/user-panel.tsx";
import { Section } from "#components/ui/section.tsx";
import type { Event } from "#lib/events/event.ts";

type Props = {
  event: Event;
  title: string;
  /** Events of the issue that were counted and not kept whole. */
  countedOnly: number;
  /** Sentences on what the project lost around its time. */
  losses: string[];
  hrefForTag: (key: string, value: string) => string | null;
  /** Files that came with it; its screenshot stands among the evidence. */
  attachments?: ReactNode;
};

/** Everything an event knows, from the strongest evidence to the weakest. */
export function EventContent({ event, title, countedOnly, losses, hrefForTag, attachments }: Props) {
  const modules = Object.entries(event.modules).toSorted(([a], [b]) => a.localeCompare(b, "en"));
  const marks = remarksAt(event.remarks);
  return (
    <>
      {event.message && <MessagePanel message={event.message} marks={marks.at("logentry")} />}
      {event.exceptions.length > 0 && (
        <ExceptionsPanel
          exceptions={event.exceptions}
          platform={event.platform}
          marks={marks.at("exception")}
        />
      )}
      {event.exceptions.length === 0 && event.stacktrace && <LoneStack event={event} />}
      {event.template && <TemplatePanel template={event.template} />}
      <ThreadsPanel threads={event.threads} platform={event.platform} />
      <BreadcrumbTimeline
        breadcrumbs={event.breadcrumbs}
        marks={marks.at("breadcrumbs")}
        eventAt={event.timestamp}
        title={title}
      />
      {attachments}
      {event.request && <RequestPanel request={event.request} marks={marks.at("request")} />}
      {event.user && <UserPanel user={event.user} marks={marks.at("user")} />}
      <FlagsPanel flags={event.flags} />
      <EventTags tags={event.tags} marks={marks.at("tags")} hrefFor={hrefForTag} />
      <ContextsPanel contexts={event.contexts} extra={event.extra} marks={marks} />
      {modules.length > 0 && <ModulesPanel modules={modules} />}
      {event.sdk && <SdkPanel sdk={event.sdk} />}
      <RemarksPanel remarks={event.remarks} gaps={[...gapsOf(event, countedOnly), ...losses]} />
    </>
  );
}

function LoneStack({ event }: { event: Event }) {
  if (!event.stacktrace?.frames.length) return null;
  const raw = traceText(
    [{ type: "", value: event.message?.formatted ?? "", stacktrace: event.stacktrace }],
    event.platform,
  );
  return (
    <Section title="Stack trace" id="stack-trace">
      <StackTrace
        stacktrace={event.stacktrace}
        platform={event.platform}
        raw={raw}
        label="Stack of the message"
        headline={<span />}
      />
    </Section>
  );
}

function SdkPanel({ sdk }: { sdk: NonNullable<Event["sdk"]> }) {
  return (
    <Section title="SDK" id="sdk">
      <KeyValues
        entries={[
          ["Name", sdk.name],
          ["Version", sdk.version],
          ["Integrations", sdk.integrations.length ? sdk.integrations.join(", ") : undefined],
        ]}
      />
    </Section>
  );
}
