import type { Event, ExceptionValue } from "#lib/events/event.ts";
import { chainViews } from "#lib/issues/grouping/exception-component.ts";
import { plainRecipe } from "#lib/issues/grouping/recipe.ts";

/** Whether the exceptions only carry the stack of a captured message. */
export function isSyntheticMessage(event: Event): boolean {
  if (event.message === undefined || event.message.formatted.trim() === "") return false;
  return event.exceptions.every((one) => one.type === "" && one.mechanism?.synthetic === true);
}

/**
 * The exception that names the event: the one thrown last, unless it is only a wrapper (a group of equal
 * errors, or React's report that it recovered). Undefined for messages.
 */
export function mainException(event: Event): ExceptionValue | undefined {
  if (event.exceptions.length === 0 || isSyntheticMessage(event)) return undefined;
  const last = event.exceptions.at(-1);
  const first = event.exceptions[0];
  if (last !== undefined && first?.mechanism?.source === "cause" && isReactRecovery(last)) return first;
  if (event.exceptions.some((one) => one.mechanism?.isExceptionGroup)) {
    return chainViews(event, plainRecipe).main ?? last;
  }
  return last;
}

function isReactRecovery(exception: ExceptionValue): boolean {
  const value = exception.value;
  return value.startsWith("There was an error") && value.includes("React was able to recover by instead");
}
