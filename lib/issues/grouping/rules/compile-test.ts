// One matcher as a function; which key ignores case is Sentry's choice.
import type { Event, ExceptionValue, Thread } from "#lib/events/event.ts";
import { platformFamily } from "#lib/events/platform-family.ts";
import type { FrameView } from "#lib/issues/grouping/rules/event-view.ts";
import { compileGlob, type Glob, type Work } from "#lib/issues/grouping/rules/glob.ts";
import type { EventKey, ExceptionKey, FrameKey, ThreadKey } from "#lib/issues/grouping/rules/matcher-keys.ts";

/** Whether something is so; what it takes is charged to `work`. */
export type Test<T> = (subject: T, work: Work) => boolean;

const never = () => false;

/** `app`, `thread.crashed` and `thread.current` take these words; null for any other. */
export function readFlag(pattern: string): boolean | null {
  const word = pattern.toLowerCase();
  if (["1", "true", "yes"].includes(word)) return true;
  return ["0", "false", "no"].includes(word) ? false : null;
}

/** A test of one frame. */
export function frameTest(key: FrameKey, pattern: string): Test<FrameView> {
  switch (key) {
    case "function": {
      const glob = compileGlob(pattern);
      return ({ functions }, work) => anyOf(functions, glob, work);
    }
    case "module": {
      const glob = compileGlob(pattern);
      return ({ module }, work) => module !== undefined && glob(module, work);
    }
    case "path":
    case "filename":
    case "package": {
      const glob = compileGlob(pathPattern(pattern), { path: true });
      if (key === "path") return ({ paths }, work) => anyOf(paths, glob, work);
      if (key === "filename") return ({ filenames }, work) => anyOf(filenames, glob, work);
      return ({ packages }, work) => anyOf(packages, glob, work);
    }
    case "app": {
      const wanted = readFlag(pattern);
      return wanted === null ? never : ({ inApp }) => inApp === wanted;
    }
    case "category": {
      const glob = compileGlob(pattern);
      return ({ category }, work) => category !== undefined && glob(category, work);
    }
  }
}

// A loop, as in `holdsAt`: this runs for every frame and rule, and closures took a third of its time.
function anyOf(texts: readonly string[], glob: Glob, work: Work): boolean {
  for (const text of texts) if (glob(text, work)) return true;
  return false;
}

/** A test of one exception. */
export function exceptionTest(key: ExceptionKey, pattern: string): Test<ExceptionValue | undefined> {
  switch (key) {
    case "type": {
      const glob = compileGlob(pattern);
      return (exception, work) => !!exception?.type && glob(exception.type, work);
    }
    case "value": {
      const glob = ignoringCase(pattern);
      return (exception, work) => !!exception?.value && glob(exception.value, work);
    }
    case "mechanism": {
      const glob = compileGlob(pattern);
      return (exception, work) => exception?.mechanism !== undefined && glob(exception.mechanism.type, work);
    }
  }
}

/** A test of one thread. */
export function threadTest(key: ThreadKey, pattern: string): Test<Thread | undefined> {
  const glob = compileGlob(pattern);
  const flag = readFlag(pattern);
  switch (key) {
    case "thread.id":
      return (thread, work) => thread?.id !== undefined && glob(thread.id, work);
    case "thread.name":
      return (thread, work) => thread?.name !== undefined && glob(thread.name, work);
    case "thread.state":
      return (thread, work) => thread?.state !== undefined && glob(thread.state, work);
    case "thread.crashed":
      return (thread) => thread !== undefined && thread.crashed === flag;
    case "thread.current":
      return (thread) => thread !== undefined && thread.current === flag;
  }
}

/** A test of what an event has once. */
export function eventTest(key: EventKey, pattern: string): Test<Event> {
  switch (key) {
    case "message": {
      const glob = ignoringCase(pattern);
      return ({ message, exceptions }, work) =>
        (message !== undefined && glob(message.formatted, work)) ||
        (!!message?.template && glob(message.template, work)) ||
        exceptions.some(({ value }) => value !== "" && glob(value, work));
    }
    case "level": {
      const glob = ignoringCase(pattern);
      return ({ level }, work) => glob(level, work);
    }
    case "family": {
      const families = familiesOf(pattern);
      return ({ platform }) => families.has(platformFamily(platform));
    }
    case "sdk":
      return textTest(pattern, ({ sdk }) => sdk?.name);
    case "logger":
      return textTest(pattern, ({ logger }) => logger);
    case "release":
      return textTest(pattern, ({ release }) => release);
    case "transaction":
      return textTest(pattern, ({ transaction }) => transaction);
  }
}

/** A test of one tag. */
export function tagTest(name: string, pattern: string): Test<Event> {
  return textTest(pattern, ({ tags }) => tags.find(([key]) => key === name)?.[1]);
}

/** `javascript,native`: the families that a pattern names. */
export function familiesOf(pattern: string): ReadonlySet<string> {
  return new Set(pattern.split(",").map((name) => name.trim()));
}

function textTest(pattern: string, read: (event: Event) => string | undefined): Test<Event> {
  const glob = compileGlob(pattern);
  return (event, work) => {
    const text = read(event);
    return text !== undefined && glob(text, work);
  };
}

function ignoringCase(pattern: string): Test<string> {
  const glob = compileGlob(pattern.toLowerCase());
  return (text, work) => glob(text.toLowerCase(), work);
}

/** A backslash is a slash of Windows here, so it takes no character as it is. */
function pathPattern(pattern: string): string {
  return pattern.toLowerCase().replaceAll("\\", "/");
}
