// The keys of matchers, by what they look at. A long form of Sentry's stands for its short one.

export const frameKeys = ["function", "module", "path", "filename", "package", "app", "category"] as const;
export type FrameKey = (typeof frameKeys)[number];
export const exceptionKeys = ["type", "value", "mechanism"] as const;
export type ExceptionKey = (typeof exceptionKeys)[number];
const threadKeys = ["thread.id", "thread.name", "thread.state", "thread.crashed", "thread.current"] as const;
export type ThreadKey = (typeof threadKeys)[number];
const eventKeys = ["message", "logger", "level", "sdk", "release", "transaction", "family"] as const;
export type EventKey = (typeof eventKeys)[number];

/** What a key looks at; `tag` has the name of the tag. */
export type MatcherKey =
  | { readonly scope: "frame"; readonly key: FrameKey }
  | { readonly scope: "exception"; readonly key: ExceptionKey }
  | { readonly scope: "thread"; readonly key: ThreadKey }
  | { readonly scope: "event"; readonly key: EventKey }
  | { readonly scope: "tag"; readonly key: string };

const longForms: Readonly<Record<string, string>> = {
  "stack.function": "function",
  "stack.module": "module",
  "stack.abs_path": "path",
  "stack.filename": "filename",
  "stack.package": "package",
  "error.type": "type",
  "error.value": "value",
  "error.mechanism": "mechanism",
};

const known = new Map<string, MatcherKey>();
for (const key of frameKeys) known.set(key, { scope: "frame", key });
for (const key of exceptionKeys) known.set(key, { scope: "exception", key });
for (const key of threadKeys) known.set(key, { scope: "thread", key });
for (const key of eventKeys) known.set(key, { scope: "event", key });

/** Null when there is no such key. */
export function readMatcherKey(key: string): MatcherKey | null {
  if (key.startsWith("tags.") && key.length > 5) return { scope: "tag", key: key.slice(5) };
  return known.get(longForms[key] ?? key) ?? null;
}
