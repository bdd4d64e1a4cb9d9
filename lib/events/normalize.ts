// Any SDK's event to ours. The readers are written by hand: a browser event of 13 KB takes 67 µs in all, 39 of
// them scan and parse. A lenient zod schema of exceptions, breadcrumbs and contexts alone took 74 µs more,
// could not say what it dropped, and checking the result against Event would cost another 39.
import { addDerivedTags } from "#lib/events/derived-tags.ts";
import { readEventTime } from "#lib/events/clock.ts";
import type { Event, ExceptionValue, RequestData } from "#lib/events/event.ts";
import { inferIp, readInferIp } from "#lib/events/infer-ip.ts";
import { readLevel } from "#lib/events/level.ts";
import { parseEventJson } from "#lib/events/parse-json.ts";
import { platformOf } from "#lib/events/platform.ts";
import { readBreadcrumbs } from "#lib/events/read-breadcrumbs.ts";
import { readContexts, readFlags } from "#lib/events/read-contexts.ts";
import { readExceptions } from "#lib/events/read-exceptions.ts";
import { readDebugImages, readExtra, readModules } from "#lib/events/read-extra.ts";
import { readLooseString, readSection, readString, readStrings, type Wire } from "#lib/events/read-field.ts";
import { readReplayId, readTrace } from "#lib/events/read-links.ts";
import { readMessage } from "#lib/events/read-message.ts";
import { readMeta } from "#lib/events/read-meta.ts";
import { readDist, readEnvironment, readRelease } from "#lib/events/read-release.ts";
import { headerOf, readRequest } from "#lib/events/read-request.ts";
import { readSdk } from "#lib/events/read-sdk.ts";
import { readStacktrace, readTemplate } from "#lib/events/read-stacktrace.ts";
import { readTags } from "#lib/events/read-tags.ts";
import { readThreads } from "#lib/events/read-threads.ts";
import { readUser } from "#lib/events/read-user.ts";
import { addUserAgent } from "#lib/events/read-user-agent.ts";
import { Remarks } from "#lib/events/remarks.ts";

/** What is known of an event besides its payload. */
export type EventSource = {
  readonly projectId: number;
  /** 32 lower-case hex characters. */
  readonly eventId: string;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  /** The envelope header's `sent_at`, as it came. */
  readonly sentAt?: string | number;
  readonly clientIp: string | null;
  readonly userAgent: string | null;
  readonly sdkClient: string | null;
  /** The envelope header's `trace`, as it came. */
  readonly envelopeTrace?: { readonly [key: string]: unknown };
};

/**
 * Reads an event of any SDK. What is wrong in it is dropped, cut or corrected, each with a remark. Throws
 * InvalidEvent when nothing can be kept, and nothing else.
 */
export function normalizeEvent(payload: Uint8Array, source: EventSource): Event {
  const wire = { fields: parseEventJson(payload), path: "", remarks: new Remarks() };
  const { timestamp, shift } = readEventTime(wire, source);
  const platform = platformOf(readString(wire, "platform", 64));
  const { tags, environment } = readTags(wire);
  const request = readRequest(wire);
  const user = inferIp(readUser(wire), readInferIp(wire.fields.sdk), { ...source, platform, request });
  const message = readMessage(wire);
  const exceptions = readExceptions(wire);
  const contexts = readContexts(wire);
  describeClient(contexts, request, platform, source.userAgent);
  const replayId = readReplayId(wire, contexts, tags, source.envelopeTrace);
  if (replayId !== undefined) contexts.replay = { ...contexts.replay, replay_id: replayId };

  const event: Event = {
    eventId: source.eventId,
    projectId: source.projectId,
    timestamp,
    receivedAt: source.receivedAt,
    type: typeOf(wire, exceptions),
    platform,
    level: readLevel(wire, "error"),
    logger: readString(wire, "logger", 64),
    transaction: readString(wire, "transaction", 200),
    transactionSource: readTransactionSource(wire),
    serverName: readLooseString(wire, "server_name", 256),
    release: readRelease(wire),
    dist: readDist(wire),
    environment: readEnvironment(wire, environment),
    message,
    exceptions,
    threads: readThreads(wire),
    stacktrace: exceptions.length > 0 ? undefined : readStacktrace(wire),
    template: readTemplate(wire),
    breadcrumbs: readBreadcrumbs(wire, shift),
    request,
    user,
    tags,
    extra: readExtra(wire),
    contexts,
    modules: readModules(wire),
    fingerprint: readStrings(wire, "fingerprint", 50, 1024),
    checksum: readLooseString(wire, "checksum", 1024),
    sdk: readSdk(wire, source.sdkClient),
    debugImages: readDebugImages(wire),
    trace: readTrace(wire, contexts, source.envelopeTrace),
    replayId,
    flags: readFlags(wire, contexts),
    remarks: wire.remarks.list,
  };
  readMeta(wire);
  addDerivedTags(event);
  return event;
}

/**
 * Since version 11 the JavaScript SDK wraps a message in an exception without a type; that stays a message.
 * What the client says of the type is not trusted.
 */
function typeOf(wire: Wire, exceptions: readonly ExceptionValue[]): Event["type"] {
  if (exceptions.some((exception) => exception.type !== "" || !exception.mechanism?.synthetic))
    return "error";
  return wire.fields.csp === undefined || wire.fields.csp === null ? "default" : "csp";
}

function readTransactionSource(wire: Wire): string | undefined {
  const info = readSection(wire, "transaction_info");
  return info === undefined ? undefined : readString(info, "source", 64);
}

/** The User-Agent of the request in the event, else, for browsers only, of the request that brought it. */
function describeClient(
  contexts: Event["contexts"],
  request: RequestData | undefined,
  platform: string,
  senderUserAgent: string | null,
): void {
  const told = headerOf(request, "User-Agent") ?? (platform === "javascript" ? senderUserAgent : null);
  if (told) addUserAgent(contexts, told, platform);
}
