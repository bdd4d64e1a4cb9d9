// One event as the Web API writes it: the interfaces of the payload as `entries`, frames in camelCase.
import type { Breadcrumb, Event, ExceptionValue, Frame, Stacktrace, Thread } from "#lib/events/event.ts";

const iso = (ms: number) => new Date(ms).toISOString();

function contextLines(frame: Frame): [number, string][] {
  if (frame.line === undefined || frame.contextLine === undefined) return [];
  const before = frame.preContext ?? [];
  const lines = [...before, frame.contextLine, ...(frame.postContext ?? [])];
  const first = frame.line - before.length;
  return lines.map((text, index) => [first + index, text]);
}

function frameJson(frame: Frame) {
  return {
    filename: frame.filename ?? null,
    absPath: frame.absPath ?? null,
    module: frame.module ?? null,
    package: frame.package ?? null,
    platform: frame.platform ?? null,
    function: frame.function ?? null,
    rawFunction: frame.rawFunction ?? null,
    instructionAddr: frame.instructionAddress ?? null,
    symbolAddr: frame.symbolAddress ?? null,
    lineNo: frame.line ?? null,
    colNo: frame.column ?? null,
    inApp: frame.inApp,
    context: contextLines(frame),
    vars: frame.vars ?? null,
  };
}

const stacktraceJson = (stacktrace: Stacktrace | undefined) =>
  stacktrace
    ? {
        frames: stacktrace.frames.map(frameJson),
        framesOmitted: null,
        registers: stacktrace.registers ?? null,
        hasSystemFrames: stacktrace.frames.some((frame) => !frame.inApp),
      }
    : null;

const exceptionJson = (exception: ExceptionValue) => ({
  type: exception.type || null,
  value: exception.value,
  module: exception.module ?? null,
  threadId: exception.threadId ?? null,
  mechanism: exception.mechanism ?? null,
  stacktrace: stacktraceJson(exception.stacktrace),
  rawStacktrace: null,
});

const threadJson = (thread: Thread) => ({
  id: thread.id ?? null,
  name: thread.name ?? null,
  state: thread.state ?? null,
  crashed: thread.crashed,
  current: thread.current,
  stacktrace: stacktraceJson(thread.stacktrace),
});

const breadcrumbJson = (breadcrumb: Breadcrumb) => ({
  ...breadcrumb,
  message: breadcrumb.message ?? null,
  data: breadcrumb.data ?? null,
  timestamp: breadcrumb.timestamp === undefined ? null : iso(breadcrumb.timestamp),
});

function requestJson({ request }: Event) {
  if (!request) return null;
  return {
    url: request.url ?? "",
    method: request.method ?? null,
    query: request.query ?? [],
    fragment: request.fragment ?? null,
    headers: request.headers ?? [],
    cookies: request.cookies ?? [],
    data: request.data ?? null,
    env: request.env ?? null,
  };
}

function templateJson(template: Frame) {
  return {
    filename: template.filename ?? null,
    absPath: template.absPath ?? null,
    lineNo: template.line ?? null,
    context: contextLines(template),
  };
}

function entries(event: Event) {
  const request = requestJson(event);
  return [
    ...(event.message
      ? [
          {
            type: "message",
            data: { formatted: event.message.formatted, message: event.message.template ?? null },
          },
        ]
      : []),
    ...(event.exceptions.length > 0
      ? [{ type: "exception", data: { values: event.exceptions.map(exceptionJson) } }]
      : []),
    ...(event.threads.length > 0
      ? [{ type: "threads", data: { values: event.threads.map(threadJson) } }]
      : []),
    ...(event.template ? [{ type: "template", data: templateJson(event.template) }] : []),
    ...(event.breadcrumbs.length > 0
      ? [{ type: "breadcrumbs", data: { values: event.breadcrumbs.map(breadcrumbJson) } }]
      : []),
    ...(request ? [{ type: "request", data: request }] : []),
    ...(event.debugImages.length > 0 ? [{ type: "debugmeta", data: { images: event.debugImages } }] : []),
  ];
}

function userJson({ user }: Event) {
  if (!user) return null;
  return {
    id: user.id ?? null,
    email: user.email ?? null,
    username: user.username ?? null,
    name: user.name ?? null,
    ip_address: user.ipAddress ?? null,
    geo: user.geo ?? null,
    data: user.data ?? {},
  };
}

type Described = {
  title: string;
  culprit: string;
  issueId: number;
  metadata: {
    readonly type?: string;
    readonly value?: string;
    readonly filename?: string;
    readonly function?: string;
  };
};

/** The event in a list. */
export function eventLineJson(event: Event, { title, culprit, issueId, metadata }: Described) {
  return {
    id: event.eventId,
    eventID: event.eventId,
    "event.type": event.type,
    groupID: String(issueId),
    projectID: String(event.projectId),
    title,
    message: event.message?.formatted ?? "",
    location: metadata.filename ?? null,
    culprit,
    user: userJson(event),
    tags: event.tags.map(([key, value]) => ({ key, value })),
    platform: event.platform,
    dateCreated: iso(event.timestamp),
    crashFile: null,
    metadata: { ...metadata, title },
  };
}

/** The whole event, with its neighbours in the issue. */
export function eventJson(
  event: Event,
  described: Described,
  neighbours: { previousId: string | null; nextId: string | null },
) {
  return {
    ...eventLineJson(event, described),
    type: event.type,
    dateReceived: iso(event.receivedAt),
    entries: entries(event),
    contexts: event.contexts,
    context: event.extra,
    packages: event.modules,
    release: event.release ? { version: event.release } : null,
    dist: event.dist ?? null,
    sdk: event.sdk ? { name: event.sdk.name, version: event.sdk.version } : null,
    // What was scrubbed is no fault of the sender.
    errors: event.remarks
      .filter(({ kind }) => kind !== "scrubbed")
      .map((remark) => ({
        type: remark.kind,
        message: remark.detail,
        data: { name: remark.path },
      })),
    fingerprints: event.fingerprint,
    occurrence: null,
    userReport: null,
    previousEventID: neighbours.previousId,
    nextEventID: neighbours.nextId,
    _meta: {},
  };
}
