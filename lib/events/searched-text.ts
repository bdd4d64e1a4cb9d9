// What a search finds an event by, beyond its typed columns: the names in its stacks, and everything as one text.
import { cutText } from "#lib/events/bound-json.ts";
import type { Event, Frame } from "#lib/events/event.ts";

const MAX_NAMES = 100;
const MAX_PART = 1_000;
const MAX_TEXT = 4_000;
const MAX_BREADCRUMB = 300;

function framesOf(event: Event): Frame[] {
  const stacks = [...event.exceptions, ...event.threads, event];
  return stacks.flatMap(({ stacktrace }) => stacktrace?.frames ?? []);
}

/** Every name once; those of the innermost frames when there are too many. */
function namesOf(frames: readonly Frame[], key: "function" | "module" | "filename" | "absPath" | "package") {
  const names = new Set<string>();
  for (let at = frames.length - 1; at >= 0 && names.size < MAX_NAMES; at--) {
    const name = frames[at]?.[key];
    if (name) names.add(cutText(name, MAX_PART));
  }
  return [...names];
}

/** The names in all stacks of an event, for the columns of that name. */
export function stackColumns(event: Event) {
  const frames = framesOf(event);
  return {
    stack_functions: namesOf(frames, "function"),
    stack_modules: namesOf(frames, "module"),
    stack_files: namesOf(frames, "filename"),
    stack_paths: namesOf(frames, "absPath"),
    stack_packages: namesOf(frames, "package"),
  };
}

/**
 * The text that words without a key are looked for in, in lower case: a line each for title, culprit, message,
 * exceptions, frames, and breadcrumbs from the newest on. Bounded, so that no event slows every search.
 */
export function searchedText(
  event: Event,
  { title, culprit }: { title: string; culprit: string },
  { stack_functions, stack_modules, stack_files }: ReturnType<typeof stackColumns>,
): string {
  const lines = new Set([title, culprit, event.message?.formatted ?? ""]);
  for (const { type, value } of event.exceptions) lines.add(type).add(value.slice(0, MAX_PART));
  for (const name of [...stack_functions, ...stack_modules, ...stack_files]) lines.add(name);
  for (const { message } of event.breadcrumbs.toReversed())
    lines.add(message?.slice(0, MAX_BREADCRUMB) ?? "");
  let text = "";
  for (const line of lines) {
    if (text.length >= MAX_TEXT) break;
    if (line !== "") text += text === "" ? line : `\n${line}`;
  }
  return text.slice(0, MAX_TEXT).toLowerCase().toWellFormed();
}
