import { platformFamily } from "#lib/events/platform-family.ts";
import { framePath, isNodeBuiltIn } from "#lib/events/library-frame.ts";
import type { Frame } from "#lib/events/event.ts";

// One expression: this runs for every frame, and a list of needles made grouping about three times slower.
const noisePath =
  /(?:^|\/)(?:@babel|core-js|core-js-pure|regenerator-runtime|tslib|newrelic)\/|\/logrocket|cdn\.lr-(?:ingest|in\.com)|\/nr-spa|js-agent\.newrelic\.com/i;
const noiseModule = /^(?:@babel|core-js|tslib|regenerator-runtime|newrelic|LogRocket)(?:\/|$)/;
const taskQueueFunctions = new Set([
  "processTicksAndRejections",
  "process.processTicksAndRejections",
  "runMicrotasks",
  "nextTick",
  "process.nextTick",
  "_tickCallback",
  "process._tickCallback",
  "_tickDomainCallback",
  "processImmediate",
  "process.processImmediate",
  "runNextTicks",
  "listOnTimeout",
  "processTimers",
  "process.processTimers",
]);
const crashHandlers = new Set([
  "abort",
  "raise",
  "gsignal",
  "__pthread_kill",
  "pthread_kill",
  "__pthread_kill_implementation",
  "__cxa_throw",
  "__cxa_rethrow",
  "objc_exception_throw",
  "__exceptionPreprocess",
  "std::terminate",
  "rust_panic",
  "rust_begin_unwind",
  "core::panicking::panic",
  "core::panicking::panic_fmt",
  "std::panicking::begin_panic_handler",
  "std::panicking::rust_panic_with_hook",
  "_sentry_crash_handler",
  "sentry_handle_exception",
]);

/**
 * Whether a frame says nothing about the fault: compiler helpers, polyfills, the task queue, the crash
 * handler itself. Such a frame is never in app and never part of a group's hash.
 */
export function isNoiseFrame(frame: Frame, platform: string): boolean {
  const family = platformFamily(platform);
  if (family === "native") return frame.function !== undefined && crashHandlers.has(frame.function);
  if (family !== "javascript") return false;
  const path = framePath(frame);
  if (frame.function !== undefined && taskQueueFunctions.has(frame.function)) {
    if (path === "" || isNodeBuiltIn(path)) return true;
  }
  if (frame.module !== undefined && noiseModule.test(frame.module)) return true;
  return noisePath.test(path);
}
