// What a transaction tells of its process, its user and its request, as attributes of its segment: under the names
// that streamed spans have for it.
import type { Event, Json, RequestData } from "#lib/events/event.ts";
import { inferIp, readInferIp } from "#lib/events/infer-ip.ts";
import type { EventSource } from "#lib/events/normalize.ts";
import { platformOf } from "#lib/events/platform.ts";
import { readContexts } from "#lib/events/read-contexts.ts";
import { readExtra } from "#lib/events/read-extra.ts";
import { readLooseString, readString, type Wire } from "#lib/events/read-field.ts";
import { readReplayId } from "#lib/events/read-links.ts";
import { readDist, readEnvironment, readRelease } from "#lib/events/read-release.ts";
import { headerOf, readRequest } from "#lib/events/read-request.ts";
import { readSdk } from "#lib/events/read-sdk.ts";
import { readTags } from "#lib/events/read-tags.ts";
import { readUser } from "#lib/events/read-user.ts";
import { addUserAgent } from "#lib/events/read-user-agent.ts";
import { addAttribute, hasAttribute, type Attributes } from "#lib/telemetry/attributes.ts";
import { addTags, setText } from "#lib/traces/read-span.ts";
import type { SpanDraft } from "#lib/traces/span-draft.ts";

const MAX_CONTEXT_ATTRIBUTES = 500;

/**
 * Adds everything to `segment`.
 * @returns the User-Agent of the visitor: of the request in the payload, for browsers else of the one that brought it.
 */
export function addSurroundings(segment: SpanDraft, wire: Wire, source: EventSource): string | null {
  const into = segment.attributes;
  const platform = platformOf(readString(wire, "platform", 64));
  const { tags, environment } = readTags(wire);
  const request = readRequest(wire);
  const contexts = readContexts(wire);
  const replayId = readReplayId(wire, contexts, tags, source.envelopeTrace);
  const user = inferIp(readUser(wire), readInferIp(wire.fields.sdk), { ...source, platform, request });
  const sdk = readSdk(wire, source.sdkClient);
  setText(into, "sentry.platform", platform);
  setText(into, "sentry.release", readRelease(wire));
  setText(into, "sentry.dist", readDist(wire));
  setText(into, "sentry.environment", readEnvironment(wire, environment));
  setText(into, "sentry.server_name", readLooseString(wire, "server_name", 256));
  setText(into, "sentry.sdk.name", sdk?.name);
  setText(into, "sentry.sdk.version", sdk?.version);
  setText(into, "sentry.replay_id", replayId);
  setText(into, "sentry.profile_id", contexts.profile?.profile_id);
  setText(into, "sentry.profiler_id", contexts.profile?.profiler_id);
  addUser(into, user);
  addRequest(into, request);
  addTags(into, tags);
  const userAgent = headerOf(request, "User-Agent") ?? (platform === "javascript" ? source.userAgent : null);
  if (userAgent) addUserAgent(contexts, userAgent, platform);
  addContexts(into, contexts);
  addAll(into, readExtra(wire), "");
  return userAgent;
}

function addUser(into: Attributes, user: Event["user"]): void {
  setText(into, "user.id", user?.id);
  setText(into, "user.email", user?.email);
  setText(into, "user.name", user?.username ?? user?.name);
  setText(into, "user.ip_address", user?.ipAddress);
  if (user?.geo) addAll(into, { ...user.geo }, "user.geo.");
  if (user?.data) addAll(into, user.data, "user.");
}

const joined = (pairs: RequestData["query"]) => pairs?.map(([key, value]) => `${key}=${value}`).join("&");
const inName = (name: string) => name.toLowerCase().replaceAll("-", "_");

function addRequest(into: Attributes, request: RequestData | undefined): void {
  if (request === undefined) return;
  setText(into, "url.full", request.url);
  setText(into, "url.query", joined(request.query));
  setText(into, "url.fragment", request.fragment);
  setText(into, "http.request.method", request.method);
  for (const [name, value] of request.headers ?? [])
    setText(into, `http.request.header.${inName(name)}`, value);
  for (const [name, value] of request.cookies ?? [])
    setText(into, `http.request.header.cookie.${inName(name)}`, value);
  if (request.data != null) addAttribute(into, "http.request.body.data", request.data);
}

// The trace is the span itself; profile and replay have columns.
const ELSEWHERE: ReadonlySet<string> = new Set(["trace", "profile", "replay"]);

function addContexts(into: Attributes, contexts: Event["contexts"]): void {
  const status = contexts.response?.status_code;
  if (typeof status === "number" && !hasAttribute(into, "http.response.status_code"))
    into.numbers["http.response.status_code"] = status;
  let left = MAX_CONTEXT_ATTRIBUTES;
  for (const [name, context] of Object.entries(contexts)) {
    if (ELSEWHERE.has(name) || left <= 0) continue;
    const { type: _type, ...fields } = context;
    left -= Object.keys(fields).length;
    addAll(into, fields, `${name}.`);
  }
}

/** Adds what has no place yet. */
function addAll(into: Attributes, fields: Readonly<Record<string, Json | undefined>>, prefix: string): void {
  for (const key of Object.keys(fields).slice(0, MAX_CONTEXT_ATTRIBUTES)) {
    const name = `${prefix}${key}`;
    if (fields[key] != null && !hasAttribute(into, name)) addAttribute(into, name, fields[key]);
  }
}
