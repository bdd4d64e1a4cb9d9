// Exceptions, threads and their frames. A frame's place in the code is no secret; its variables may be.
import type { Event, ExceptionValue, Frame, Stacktrace, Thread } from "#lib/events/event.ts";
import { entries, optional, optionalObject, values } from "#lib/scrubbing/scrub-parts.ts";
import { KINDS } from "#lib/scrubbing/source.ts";
import type { Walk } from "#lib/scrubbing/walk.ts";

function lines(walk: Walk, given: string[] | undefined, key: string): string[] | undefined {
  if (given === undefined) return undefined;
  const scrubbed = walk.section(key, KINDS.array, () =>
    given.map((line, index) => walk.text(line, String(index), "asked") ?? ""),
  );
  return scrubbed ?? undefined;
}

function scrubFrame(walk: Walk, frame: Frame): Frame {
  const vars = optionalObject(walk, frame.vars, "vars");
  if (!walk.hasRules) return vars === frame.vars ? frame : { ...frame, vars };
  return {
    ...frame,
    vars,
    filename: optional(walk, frame.filename, "filename"),
    absPath: optional(walk, frame.absPath, "abs_path"),
    module: optional(walk, frame.module, "module"),
    package: optional(walk, frame.package, "package"),
    function: optional(walk, frame.function, "function"),
    rawFunction: optional(walk, frame.rawFunction, "raw_function"),
    preContext: lines(walk, frame.preContext, "pre_context"),
    contextLine: optional(walk, frame.contextLine, "context_line"),
    postContext: lines(walk, frame.postContext, "post_context"),
  };
}

/** @returns undefined when a rule takes all of it. */
export const scrubTemplate = (walk: Walk, template: Frame): Frame | undefined =>
  walk.section("template", KINDS.object, () => scrubFrame(walk, template)) ?? undefined;

/** @returns undefined when a rule takes all of it. */
export function scrubStacktrace(walk: Walk, stacktrace: Stacktrace): Stacktrace | undefined {
  const scrubbed = walk.section("stacktrace", KINDS.stack, () => ({
    frames:
      walk.section("frames", KINDS.array, () =>
        entries(walk, stacktrace.frames, KINDS.frame, (frame) => scrubFrame(walk, frame)),
      ) ?? [],
    registers: optionalObject(walk, stacktrace.registers, "registers", "asked"),
  }));
  return scrubbed ?? undefined;
}

function scrubMechanism(walk: Walk, mechanism: NonNullable<ExceptionValue["mechanism"]>) {
  const scrubbed = walk.section("mechanism", KINDS.object, () => ({
    ...mechanism,
    description: optional(walk, mechanism.description, "description"),
    data: optionalObject(walk, mechanism.data, "data"),
    meta: optionalObject(walk, mechanism.meta, "meta", "asked"),
  }));
  return scrubbed ?? undefined;
}

export const scrubExceptions = (walk: Walk, exceptions: Event["exceptions"]): Event["exceptions"] =>
  values(walk, "exception", exceptions, KINDS.error, (exception) => ({
    ...exception,
    type: walk.text(exception.type, "type", "asked") ?? "",
    value: walk.text(exception.value, "value", "text") ?? "",
    module: optional(walk, exception.module, "module"),
    mechanism: exception.mechanism && scrubMechanism(walk, exception.mechanism),
    stacktrace: exception.stacktrace && scrubStacktrace(walk, exception.stacktrace),
  }));

export const scrubThreads = (walk: Walk, threads: Thread[]): Thread[] =>
  values(walk, "threads", threads, KINDS.thread, (thread) => ({
    ...thread,
    name: optional(walk, thread.name, "name"),
    stacktrace: thread.stacktrace && scrubStacktrace(walk, thread.stacktrace),
  }));
