// What of an event may stand on a public page: where it happened in the code, and nothing about anybody.
import type { Event, ExceptionValue, Frame, Stacktrace } from "#lib/events/event.ts";
import { VALUE_TYPES } from "#lib/scrubbing/value-types.ts";

const HIDDEN = "[hidden]";
// The parameters of an address say who asked for what.
const QUERY = /(\b[a-z][a-z\d+.-]{1,20}:\/\/[^\s?#"'<>]{1,2000})[?#][^\s"'<>]{0,8000}/gi;
const ADDRESS_WITH_PORT = /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?=:\d{1,5}(?!\w))/g;
// Credentials first: what follows them looks like a mail address.
const { urlauth, ...others } = VALUE_TYPES;
const FORMS = [urlauth, ...Object.values(others)];

/** The text without addresses, numbers of accounts and cards, and secrets that can be told by their form. */
export const withoutPeople = (text: string): string =>
  FORMS.reduce(
    (rest, hide) => hide(rest, () => HIDDEN),
    text.replace(QUERY, "$1").replace(ADDRESS_WITH_PORT, HIDDEN),
  );

const SHOWN_SEGMENTS = 3;

/** The end of an absolute path: its beginning tells of a machine. */
function shareablePath(path: string): string {
  if (!/^(?:[/\\]|[a-z]:)/i.test(path)) return withoutPeople(path);
  const segments = path.split(/[/\\]/).filter(Boolean);
  return withoutPeople(segments.slice(-SHOWN_SEGMENTS).join("/"));
}

// A whitelist, so that what events will hold one day stays out until somebody decides. The absolute path is left
// out: it tells of machines and home directories.
function shareableFrame(frame: Frame): Frame {
  const { inApp, line, column, platform } = frame;
  const text = (value: string | undefined) => (value === undefined ? undefined : withoutPeople(value));
  const lines = (values: string[] | undefined) => values?.map(withoutPeople);
  return {
    inApp,
    filename: frame.filename === undefined ? undefined : shareablePath(frame.filename),
    module: text(frame.module),
    function: text(frame.function),
    line,
    column,
    platform,
    ...(inApp && {
      preContext: lines(frame.preContext),
      contextLine: text(frame.contextLine),
      postContext: lines(frame.postContext),
    }),
  };
}

const shareableStack = (stacktrace: Stacktrace): Stacktrace => ({
  frames: stacktrace.frames.map(shareableFrame),
});

function shareableException({ type, value, mechanism, stacktrace }: ExceptionValue): ExceptionValue {
  return {
    type: withoutPeople(type),
    value: withoutPeople(value),
    ...(mechanism && {
      mechanism: {
        type: "generic",
        handled: mechanism.handled,
        synthetic: mechanism.synthetic,
        exceptionId: mechanism.exceptionId,
        parentId: mechanism.parentId,
        isExceptionGroup: mechanism.isExceptionGroup,
      },
    }),
    ...(stacktrace && { stacktrace: shareableStack(stacktrace) }),
  };
}

/** The exceptions of an event with their stacks; the stack of a message stands under an exception without a name. */
export function shareableExceptions(event: Event): ExceptionValue[] {
  if (event.exceptions.length > 0) return event.exceptions.map(shareableException);
  if (!event.stacktrace?.frames.length) return [];
  return [{ type: "", value: "", stacktrace: shareableStack(event.stacktrace) }];
}
