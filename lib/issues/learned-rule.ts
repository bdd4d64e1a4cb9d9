// What a merge teaches: the conditions that all of the merged events meet and few others would. Pure.
import type { Event } from "#lib/events/event.ts";
import { crashFrame } from "#lib/issues/grouping/crash-frame.ts";
import { mainException } from "#lib/issues/grouping/main-exception.ts";
import type { Matcher } from "#lib/issues/grouping/rules/matcher.ts";
import { commonPattern, literalPattern, readPattern } from "#lib/issues/learned-template.ts";

/** A rule, or why there is none, as a sentence. */
export type Lesson = { matchers: Matcher[] } | { reason: string };

const NAMELESS = new Set(["", "?", "anonymous", "<anonymous>", "<unknown>", "<lambda>", "{closure}"]);

const matcher = (key: string, pattern: string): Matcher => ({ key, pattern, negated: false });

/** The value that all events have; undefined when they differ or one has none. */
function shared(events: readonly Event[], valueOf: (event: Event) => string | undefined): string | undefined {
  const [first, ...others] = events.map(valueOf);
  return first !== undefined && first !== "" && others.every((value) => value === first) ? first : undefined;
}

/** Where all of them happened, when that is a place in the project's own code with a name. */
function sharedPlace(events: readonly Event[]): Matcher[] {
  const own = (event: Event) => {
    const frame = crashFrame(event);
    return frame?.inApp ? frame : undefined;
  };
  const name = shared(events, (event) => own(event)?.function);
  if (name === undefined || NAMELESS.has(name)) return [];
  const module = shared(events, (event) => own(event)?.module);
  return [
    matcher("function", literalPattern(name)),
    ...(module === undefined ? [] : [matcher("module", literalPattern(module))]),
  ];
}

function errorLesson(events: readonly Event[]): Lesson {
  const type = shared(events, (event) => mainException(event)?.type);
  if (type === undefined) return { reason: "They are errors of different types." };
  const value = commonPattern(events.map((event) => mainException(event)?.value ?? ""));
  const place = sharedPlace(events);
  if (value === null && place.length === 0)
    return { reason: "Their messages share too few words, and they happen in different places." };
  return {
    matchers: [
      matcher("type", literalPattern(type)),
      ...(value === null ? [] : [matcher("value", value)]),
      ...place,
    ],
  };
}

function messageLesson(events: readonly Event[]): Lesson {
  const message = commonPattern(events.map((event) => event.message?.formatted ?? ""));
  if (message === null) return { reason: "Their messages share too few words." };
  const logger = shared(events, (event) => event.logger);
  const level = shared(events, (event) => event.level);
  if (logger !== undefined)
    return { matchers: [matcher("message", message), matcher("logger", literalPattern(logger))] };
  if (level !== undefined) return { matchers: [matcher("message", message), matcher("level", level)] };
  return { reason: "They are messages of different levels." };
}

/** @param events one of each merged group. */
export function deriveLesson(events: readonly Event[]): Lesson {
  if (events.length < 2) return { reason: "Too few of their events are still kept whole." };
  if (events.some((event) => event.type === "csp"))
    return { reason: "Reports of a content security policy are told apart by what was blocked." };
  const errors = events.filter((event) => mainException(event) !== undefined);
  if (errors.length === events.length) return errorLesson(events);
  if (errors.length === 0) return messageLesson(events);
  return { reason: "Some are errors, and some are messages." };
}

/** The rule in words: "Later errors of type PlanError whose message looks like “Plan * expired”". */
export function describeLearnedRule(matchers: readonly Matcher[]): string {
  const text = (key: string) => {
    const found = matchers.find((one) => one.key === key);
    return found && readPattern(found.pattern);
  };
  const [type, looks, name, module] = [text("type"), text("value"), text("function"), text("module")];
  if (type === undefined) {
    const from = text("logger") ? ` from the logger ${text("logger")}` : ` of level ${text("level")}`;
    return `Later messages${from} that look like “${text("message")}”`;
  }
  const place = name === undefined ? "" : ` raised in ${name}${module === undefined ? "" : ` of ${module}`}`;
  return `Later errors of type ${type}${place}${looks === undefined ? "" : ` whose message looks like “${looks}”`}`;
}
