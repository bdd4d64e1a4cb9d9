// Ids as senders write them: with dashes or not, in any case. All zeros means none.
const TRACE_ID = /^(?!0+$)[0-9a-f]{32}$/;
const SPAN_ID = /^(?!0+$)[0-9a-f]{16}$/;

function idOf(told: unknown, form: RegExp): string {
  if (typeof told !== "string" || told.length > 36) return "";
  if (form.test(told)) return told;
  const id = told.trim().replaceAll("-", "").toLowerCase();
  return form.test(id) ? id : "";
}

/** 32 lower-case hex characters of a trace, a replay, a profile or a profiler; "" when it is none. */
export const traceIdOf = (told: unknown): string => idOf(told, TRACE_ID);

/** 16 lower-case hex characters; "" when it is no span id. */
export const spanIdOf = (told: unknown): string => idOf(told, SPAN_ID);
