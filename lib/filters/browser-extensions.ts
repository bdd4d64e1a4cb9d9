// Errors that browser extensions and injected scripts throw into pages.
import type { Event } from "#lib/events/event.ts";

// Texts that only such scripts leave behind.
const VALUES = new RegExp(
  [
    "top\\.GLOBALS",
    "originalCreateNotification",
    "canvas\\.contentDocument",
    "MyApp_RemoveAllHighlights",
    "tt\\.epicplay\\.com",
    "Can't find variable: (?:ZiteReader|gmo|_AutofillCallbackHandler|logMutedMessage)",
    "(?:jigsaw|ComboSearch|vid_mate_check|instantSearchSDKJSBridgeClearHighlight) is not defined",
    "loading\\.retry\\.widdit\\.com",
    "atomicFindClose",
    "fb_xd_fragment",
    "bmi_SafeAddOnload",
    "EBCallBackMessageReceived",
    "_gCrWeb|window\\.__firefox__",
    "conduitPage",
    "evaluating 'elt\\.parentNode'",
    "plugin\\.setSuspendState",
    "Extension context invalidated",
    "chrome\\.(?:runtime|loadTimes|app)\\b",
    "webkit-masked-url:",
    "jsbridge_call_status",
    "[wW]ebkit\\.messageHandlers.{0,80}autofill",
    "avast_submit",
    "Could not establish connection\\. Receiving end does not exist",
  ].join("|"),
);

const PATHS =
  /^(?:chrome|chrome-extension|moz-extension|safari-extension|safari-web-extension|ms-browser-extension|webkit-masked-url|resource):|graph\.facebook\.com|connect\.facebook\.net|woopra\.com\/js\/woopra\.js|eatdifferent\.com\.woopra-ns\.com|127\.0\.0\.1:4001\/isrunning|webappstoolbarba\.texthelp\.com\/|metrics\.itunes\.apple\.com\.edgesuite\.net\/|kaspersky-labs\.com|superfish\.com|dropinsavings\.com/i;

const ANONYMOUS = new Set(["<anonymous>", "[native code]", "native", ""]);

/** By the first exception: its text, or the path of its last frame that has one. */
export function isFromBrowserExtension({ exceptions }: Event): boolean {
  const [first] = exceptions;
  if (!first) return false;
  if (VALUES.test(first.value)) return true;
  const paths = first.stacktrace?.frames.map((frame) => frame.absPath ?? frame.filename ?? "") ?? [];
  const path = paths.findLast((candidate) => !ANONYMOUS.has(candidate));
  return path !== undefined && PATHS.test(path);
}
