import { platformFamily } from "./platform-family.ts";
import { framePath, hasFolder, isNodeBuiltIn } from "./library-frame.ts";
import type { Frame } from "./event.ts";

const noiseFolders = ["@babel", "core-js", "core-js-pure", "regenerator-runtime", "tslib", "newrelic"];
const noiseScripts = ["/logrocket", "cdn.lr-ingest", "cdn.lr-in.com", "/nr-spa", "js-agent.newrelic.com"];
const noiseModules = ["tslib", "regenerator-runtime", "newrelic", "LogRocket"];
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
  if (frame.module !== undefined && startsWithAny(frame.module, noiseModules)) return true;
  if (path === "") return false;
  const lower = path.toLowerCase();
  return noiseFolders.some((folder) => hasFolder(lower, folder)) || includesAny(lower, noiseScripts);
}

function includesAny(text: string, parts: readonly string[]): boolean {
  return parts.some((part) => text.includes(part));
}

function startsWithAny(module: string, names: readonly string[]): boolean {
  return names.some((name) => module === name || module.startsWith(`${name}/`));
}
