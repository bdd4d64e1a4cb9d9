// An event's fields under the names that the protocol has for them, and how far the default rules go in each.
// Ids, times, platform, level, release, environment, modules and debug images are never touched.
import type { Breadcrumb, Event, EventUser, RequestData } from "#lib/events/event.ts";
import { derivedTags } from "#lib/events/derived-tags.ts";
import type { Plan } from "#lib/scrubbing/plan.ts";
import { optional, optionalObject, values } from "#lib/scrubbing/scrub-parts.ts";
import {
  scrubExceptions,
  scrubStacktrace,
  scrubTemplate,
  scrubThreads,
} from "#lib/scrubbing/scrub-stacks.ts";
import { KINDS } from "#lib/scrubbing/source.ts";
import { LIMITS } from "#lib/scrubbing/limits.ts";
import { Walk, type Change, type Mode } from "#lib/scrubbing/walk.ts";

type Pairs = [string, string][];

/** Names and values; a pair of which nothing is left is dropped. */
function pairs(walk: Walk, list: Pairs, modeOf: (key: string) => Mode, chars?: number): Pairs {
  return list.flatMap(([key, value]): Pairs => {
    const scrubbed = walk.text(value, key, modeOf(key), chars);
    if (scrubbed === value) return [[key, value]];
    return scrubbed === null ? [] : [[key, scrubbed]];
  });
}

function pairsUnder(walk: Walk, key: string, list: Pairs | undefined, mode: (name: string) => Mode) {
  return list && (walk.section(key, KINDS.object, () => pairs(walk, list, mode)) ?? undefined);
}

function scrubMessage(walk: Walk, message: NonNullable<Event["message"]>): Event["message"] {
  const { formatted, template, params } = message;
  const scrubbed = walk.section("logentry", KINDS.logentry, () => ({
    formatted: walk.text(formatted, "formatted", "message") ?? "",
    template: optional(walk, template, "message", "message"),
    params: params === undefined ? undefined : walk.json(params, "params", "full"),
  }));
  return scrubbed ?? undefined;
}

/** `message` is the other name of what the protocol calls logentry. */
function scrubMessageAlias(walk: Walk, message: Event["message"]): Event["message"] {
  if (!message || !walk.hasRules) return message;
  const formatted = walk.text(message.formatted, "message", "asked");
  return formatted === null ? undefined : { ...message, formatted };
}

function scrubRequest(walk: Walk, request: RequestData): RequestData | undefined {
  const full = () => "full" as const;
  const scrubbed = walk.section("request", KINDS.http, () => ({
    ...request,
    url: optional(walk, request.url, "url", "text"),
    query: pairsUnder(walk, "query_string", request.query, full),
    fragment: optional(walk, request.fragment, "fragment", "full"),
    headers: pairsUnder(walk, "headers", request.headers, (name) =>
      name === "User-Agent" ? "asked" : "full",
    ),
    cookies: pairsUnder(walk, "cookies", request.cookies, () => "cookie"),
    data: request.data === undefined ? undefined : walk.json(request.data, "data", "full"),
    env: optionalObject(walk, request.env, "env"),
  }));
  return scrubbed ?? undefined;
}

function scrubUser(walk: Walk, user: EventUser): EventUser | undefined {
  const scrubbed = walk.section("user", KINDS.user, () => ({
    ...user,
    id: optional(walk, user.id, "id", "full"),
    email: optional(walk, user.email, "email", "full"),
    username: optional(walk, user.username, "username", "full"),
    name: optional(walk, user.name, "name", "full"),
    ipAddress: optional(walk, user.ipAddress, "ip_address", "full"),
    geo:
      user.geo &&
      (walk.section("geo", KINDS.object, () => ({
        countryCode: optional(walk, user.geo?.countryCode, "country_code"),
        region: optional(walk, user.geo?.region, "region"),
        city: optional(walk, user.geo?.city, "city"),
      })) ??
        undefined),
    data: optionalObject(walk, user.data, "data"),
  }));
  return scrubbed ?? undefined;
}

function scrubBreadcrumb(walk: Walk, crumb: Breadcrumb): Breadcrumb {
  const message = optional(walk, crumb.message, "message", "full");
  const data = optionalObject(walk, crumb.data, "data");
  if (!walk.hasRules)
    return message === crumb.message && data === crumb.data ? crumb : { ...crumb, message, data };
  return {
    ...crumb,
    message,
    data,
    type: walk.text(crumb.type, "type", "asked") ?? "",
    category: walk.text(crumb.category, "category", "asked") ?? "",
  };
}

function scrubContexts(walk: Walk, contexts: Event["contexts"]): Event["contexts"] {
  const scrubbed = walk.section("contexts", KINDS.object, () => {
    const kept: Event["contexts"] = {};
    for (const [name, context] of Object.entries(contexts)) {
      const mode = name === "flags" ? "asked" : "full";
      const fields = optionalObject(walk, context, name, mode);
      if (fields !== undefined) kept[name] = fields;
    }
    return kept;
  });
  return scrubbed ?? {};
}

/** Tags that only say again what a field says follow their field; advanced rules may name them themselves. */
function scrubTags(walk: Walk, event: Event, before: ReadonlyMap<string, string>): Event["tags"] {
  const after = new Map(derivedTags(event));
  const derived = new Set<string>();
  const tags = event.tags.flatMap(([key, value]): Pairs => {
    if (before.get(key) !== value) return [[key, value]];
    derived.add(key);
    const now = after.get(key);
    return now === undefined ? [] : [[key, now]];
  });
  const mode = (key: string) => (derived.has(key) ? "asked" : "full");
  return walk.section("tags", KINDS.object, () => pairs(walk, tags, mode, LIMITS.tagChars)) ?? [];
}

/** What advanced rules alone can reach. */
function scrubOnRequest(walk: Walk, event: Event): Event {
  if (!walk.hasRules) return event;
  return {
    ...event,
    transaction: optional(walk, event.transaction, "transaction"),
    serverName: optional(walk, event.serverName, "server_name"),
    logger: optional(walk, event.logger, "logger"),
    fingerprint:
      walk.section("fingerprint", KINDS.array, () =>
        event.fingerprint.map((part, index) => walk.text(part, String(index), "asked") ?? ""),
      ) ?? [],
    checksum: optional(walk, event.checksum, "checksum"),
    flags: values(walk, "flags", event.flags, KINDS.object, (flag) => ({
      flag: walk.text(flag.flag, "flag", "asked") ?? "",
      result: walk.json(flag.result, "result", "asked"),
    })),
    sdk:
      event.sdk &&
      (walk.section("sdk", KINDS.sdk, () => ({
        ...event.sdk,
        name: walk.text(event.sdk?.name ?? "", "name", "asked") ?? "",
        version: walk.text(event.sdk?.version ?? "", "version", "asked") ?? "",
        integrations: event.sdk?.integrations ?? [],
        packages: event.sdk?.packages ?? [],
      })) ??
        undefined),
  };
}

/** The event without what the plan takes out of it; what was taken is told in its remarks. */
export function scrubEvent(event: Event, plan: Plan, onChange?: (change: Change) => void): Event {
  const walk = new Walk(plan, onChange);
  const before = new Map(derivedTags(event));
  const fields: Event = {
    ...scrubOnRequest(walk, event),
    message: scrubMessageAlias(walk, event.message && scrubMessage(walk, event.message)),
    exceptions: scrubExceptions(walk, event.exceptions),
    threads: scrubThreads(walk, event.threads),
    stacktrace: event.stacktrace && scrubStacktrace(walk, event.stacktrace),
    template: event.template && scrubTemplate(walk, event.template),
    breadcrumbs: values(walk, "breadcrumbs", event.breadcrumbs, KINDS.breadcrumb, (crumb) =>
      scrubBreadcrumb(walk, crumb),
    ),
    request: event.request && scrubRequest(walk, event.request),
    user: event.user && scrubUser(walk, event.user),
    extra: optionalObject(walk, event.extra, "extra") ?? {},
    contexts: scrubContexts(walk, event.contexts),
  };
  const tags = scrubTags(walk, fields, before);
  return { ...fields, tags, remarks: [...event.remarks, ...walk.remarks] };
}
