import { ShieldAlert, ShieldCheck } from "lucide-react";
import { exceptionTree, type ExceptionNode } from "#components/events/exception-tree.ts";
import { isRedacted, RedactedText } from "#components/events/redacted.tsx";
import type { RemarksAt } from "#components/events/remarks-at.ts";
import { StackTrace } from "#components/events/stack-trace.tsx";
import { traceText } from "#components/events/trace-text.ts";
import { Untrusted } from "#components/events/untrusted.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Section } from "#components/ui/section.tsx";
import type { ExceptionValue, Remark } from "#lib/events/event.ts";
import { counted } from "#lib/format/count.ts";

type Props = {
  exceptions: ExceptionValue[];
  platform: string;
  /** Remarks about the exceptions. */
  marks: RemarksAt;
};

// An aggregate of hundreds is read by its first members; all of them are in the raw JSON.
const MAX_SHOWN = 20;

/** The exceptions with their stacks, the main one first. */
export function ExceptionsPanel({ exceptions, platform, marks }: Props) {
  const nodes = exceptionTree(exceptions);
  return (
    <Section title="Stack trace" id="stack-trace">
      {nodes.length > 1 && <Outline nodes={nodes} />}
      <div className="grid gap-6">
        {nodes.slice(0, MAX_SHOWN).map((node, index) => (
          <div key={index} id={`exception-${index}`} className="min-w-0">
            <ExceptionStack node={node} exceptions={exceptions} platform={platform} marks={marks} />
          </div>
        ))}
      </div>
      {nodes.length > MAX_SHOWN && (
        <p className="mt-3 text-sm text-muted">
          {counted(nodes.length - MAX_SHOWN, "more exception")} in the raw JSON.
        </p>
      )}
    </Section>
  );
}

/** What caused what, before the details of each. */
function Outline({ nodes }: { nodes: ExceptionNode[] }) {
  return (
    <ol aria-label="Exceptions" className="mb-4 grid gap-0.5 text-sm">
      {nodes.slice(0, MAX_SHOWN).map(({ exception, depth }, index) => (
        <li key={index} style={{ paddingLeft: `${Math.min(depth, 8)}em` }}>
          <a
            href={`#exception-${index}`}
            className="flex min-h-6 min-w-0 items-center gap-1.5 hover:underline"
          >
            {depth > 0 && <span className="text-muted">└</span>}
            <span className="min-w-0 truncate">
              <Untrusted text={exception.type || "Message"} className="font-medium" />{" "}
              <Untrusted text={exception.value.slice(0, 200)} className="text-muted" />
            </span>
          </a>
        </li>
      ))}
    </ol>
  );
}

function ExceptionStack({ node, exceptions, platform, marks }: { node: ExceptionNode } & Props) {
  const { exception, relation } = node;
  const own = marks.at(String(exceptions.indexOf(exception)));
  const headline = <Headline node={node} remarks={own.at("value").here} />;
  if (!exception.stacktrace?.frames.length)
    return (
      <div>
        {headline}
        <p className="mt-2 text-sm text-muted">The SDK sent no stack trace for this exception.</p>
      </div>
    );
  return (
    <StackTrace
      stacktrace={exception.stacktrace}
      platform={platform}
      raw={traceText(relation === "main" ? exceptions : [exception], platform)}
      label={`Stack of ${exception.type || "the message"}`}
      headline={headline}
      marks={own}
    />
  );
}

type HeadlineProps = { node: ExceptionNode; remarks: readonly Remark[] };

function Headline({ node: { exception, relation, members }, remarks }: HeadlineProps) {
  const mechanism = exception.mechanism;
  return (
    <div className="min-w-0 flex-1 basis-80">
      {relation !== "main" && (
        <p className="text-sm text-muted">{relation === "cause" ? "Caused by" : "Member of the group"}</p>
      )}
      <div className="flex flex-wrap items-center gap-x-1.5 gap-y-1">
        <h3 className="mr-1 font-semibold">
          <Untrusted text={exception.type || "Message"} />
        </h3>
        {mechanism && mechanism.handled !== null && (
          <Badge
            tone={mechanism.handled ? "ok" : "error"}
            icon={mechanism.handled ? ShieldCheck : ShieldAlert}
          >
            {mechanism.handled ? "Handled" : "Unhandled"}
          </Badge>
        )}
        {mechanism && mechanism.type !== "generic" && (
          <Badge title="How the SDK caught it">Mechanism: {mechanism.type}</Badge>
        )}
        {members !== null && <Badge>Group of {members}</Badge>}
      </div>
      {exception.value && (
        <p className="mt-0.5 max-h-20 overflow-y-auto text-muted">
          {isRedacted(exception.value) ? (
            <span className="whitespace-pre-wrap">
              <RedactedText text={exception.value} remarks={remarks} />
            </span>
          ) : (
            <Untrusted text={exception.value} className="whitespace-pre-wrap" />
          )}
        </p>
      )}
    </div>
  );
}
