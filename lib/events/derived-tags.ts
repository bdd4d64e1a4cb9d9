import { cutText } from "#lib/events/bound-json.ts";
import type { Event, Json } from "#lib/events/event.ts";

const MAX_CHARS = 200;

/** Adds what the event tells of itself as tags; a tag that the SDK set wins. */
export function addDerivedTags(event: Event): void {
  const seen = new Set(event.tags.map(([key]) => key));
  for (const [key, value] of derivedTags(event)) {
    if (seen.has(key)) continue;
    seen.add(key);
    event.tags.push([key, value]);
  }
}

/** What the event tells of itself, as tags. */
export function derivedTags(event: Event): [key: string, value: string][] {
  return derived(event).flatMap(([key, value]): [string, string][] => {
    const text = value?.replace(/[\r\n]+/g, " ").trim();
    return text ? [[key, cutText(text, MAX_CHARS)]] : [];
  });
}

function derived(event: Event): [string, string | undefined][] {
  const { browser, os, client_os: clientOs, device, runtime } = event.contexts;
  const mechanism = event.exceptions.findLast((exception) => exception.mechanism)?.mechanism;
  return [
    ["level", event.level],
    ["handled", handled(mechanism?.handled)],
    ["mechanism", mechanism?.type],
    ["release", event.release],
    ["dist", event.dist],
    ["environment", event.environment],
    ["transaction", event.transaction],
    ["url", event.request?.url],
    ["user", userTag(event.user)],
    ["logger", event.logger],
    ["server_name", event.serverName],
    ["browser", nameAndVersion(browser)],
    ["browser.name", text(browser?.name)],
    ["os", nameAndVersion(os)],
    ["os.name", text(os?.name)],
    ["client_os", nameAndVersion(clientOs)],
    ["client_os.name", text(clientOs?.name)],
    ["device", text(device?.model)],
    ["device.family", text(device?.family)],
    ["runtime", nameAndVersion(runtime)],
    ["runtime.name", text(runtime?.name)],
    ["replayId", event.replayId],
  ];
}

function handled(told: boolean | null | undefined): string | undefined {
  if (told === null || told === undefined) return undefined;
  return told ? "yes" : "no";
}

/** The value that stands for a user; undefined when nothing does. */
export function userTag(user: Event["user"]): string | undefined {
  if (user?.id !== undefined) return `id:${user.id}`;
  if (user?.email !== undefined) return `email:${user.email}`;
  if (user?.username !== undefined) return `username:${user.username}`;
  return user?.ipAddress === undefined ? undefined : `ip:${user.ipAddress}`;
}

function nameAndVersion(context: Event["contexts"][string] | undefined): string | undefined {
  const name = text(context?.name);
  const version = text(context?.version);
  return name !== undefined && version !== undefined ? `${name} ${version}` : name;
}

function text(value: Json | undefined): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}
