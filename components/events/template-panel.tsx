import { SourceContext } from "#components/events/source-context.tsx";
import { Untrusted } from "#components/events/untrusted.tsx";
import { Section } from "#components/ui/section.tsx";
import type { Event } from "#lib/events/event.ts";

type Props = { template: NonNullable<Event["template"]> };

/** The place in a page's template that failed. */
export function TemplatePanel({ template }: Props) {
  const file = template.filename ?? template.absPath ?? "unknown file";
  return (
    <Section title="Template" id="template">
      <div className="overflow-hidden rounded-md border bg-surface">
        <p title={template.absPath} className="px-3 py-1.5 font-mono text-sm [overflow-wrap:anywhere]">
          <Untrusted text={file} className="font-medium" />
          {template.line !== undefined && <span className="text-muted tabular-nums">:{template.line}</span>}
        </p>
        {template.contextLine !== undefined && <SourceContext frame={template} platform="html" />}
      </div>
    </Section>
  );
}
