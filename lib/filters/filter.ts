// Whether a project wants what came in. The answer is the outcome's reason; null: it does.
import type { Event } from "#lib/events/event.ts";
import { headerOf } from "#lib/events/read-request.ts";
import { isFromBrowserExtension } from "#lib/filters/browser-extensions.ts";
import { compileGlobs } from "#lib/filters/glob.ts";
import { isHealthCheck } from "#lib/filters/health-checks.ts";
import { compileAddresses } from "#lib/filters/ip-matcher.ts";
import { isChunkLoadError, isHydrationError, lineOf } from "#lib/filters/known-errors.ts";
import { isLegacyBrowser } from "#lib/filters/legacy-browsers.ts";
import { isLocalAddress, isLocalUrl } from "#lib/filters/localhost.ts";
import type { FilterSettings } from "#lib/filters/schema.ts";
import { isWebCrawler } from "#lib/filters/web-crawlers.ts";

export type FilterReason =
  | "browser-extensions"
  | "error-message"
  | "filtered-transaction"
  | "ip-address"
  | "legacy-browsers"
  | "localhost"
  | "react-hydration-errors"
  | "chunk-load-error"
  | "release-version"
  | "web-crawlers";

/** What is known of the sender and what it sent. */
export type Filtered = {
  clientIp: string | null;
  userAgent: string | null;
  release: string | undefined;
  url: string | undefined;
};

type Compiled = {
  matchesMessage: (text: string) => boolean;
  matchesRelease: (text: string) => boolean;
  matchesAddress: (address: string) => boolean;
};

const compiled = new WeakMap<FilterSettings, Compiled>();

function compiledOf(settings: FilterSettings): Compiled {
  const known = compiled.get(settings);
  if (known) return known;
  const made = {
    matchesMessage: compileGlobs(settings.errorMessages),
    matchesRelease: compileGlobs(settings.releases),
    matchesAddress: compileAddresses(settings.ipAddresses),
  };
  compiled.set(settings, made);
  return made;
}

// Senders, urls and messages are cut before they get here; a line of a type and a value is at most 8,450 long.
function messagesOf({ exceptions, message }: Event): string[] {
  const texts = exceptions.flatMap((exception) => [lineOf(exception), exception.value]);
  return message ? [...texts, message.formatted] : texts;
}

/** The User-Agent of the visitor: of the request in the event, for browsers else of the request that brought it. */
function visitorOf({ request, platform }: Event, senderUserAgent: string | null): string | null {
  return headerOf(request, "User-Agent") ?? (platform === "javascript" ? senderUserAgent : null);
}

function filterBrowser(userAgent: string | null, settings: FilterSettings): FilterReason | null {
  if (!userAgent) return null;
  if (isLegacyBrowser(userAgent, settings.legacyBrowsers)) return "legacy-browsers";
  return settings.webCrawlers && isWebCrawler(userAgent) ? "web-crawlers" : null;
}

/** For error events. `clientIp` is who sent it; the address of the event's user counts too. */
export function filterEvent(
  event: Event,
  sender: { clientIp: string | null; userAgent: string | null },
  settings: FilterSettings,
): FilterReason | null {
  const { matchesAddress, matchesMessage, matchesRelease } = compiledOf(settings);
  const userAddress = event.user?.ipAddress;
  if (settings.ipAddresses.length > 0) {
    if (sender.clientIp !== null && matchesAddress(sender.clientIp)) return "ip-address";
    if (userAddress !== undefined && matchesAddress(userAddress)) return "ip-address";
  }
  if (event.release !== undefined && matchesRelease(event.release)) return "release-version";
  if (settings.errorMessages.length > 0 && messagesOf(event).some(matchesMessage)) return "error-message";
  if (settings.localhost && (isLocalUrl(event.request?.url) || isLocalAddress(userAddress)))
    return "localhost";
  if (settings.browserExtensions && isFromBrowserExtension(event)) return "browser-extensions";
  const browser = filterBrowser(visitorOf(event, sender.userAgent), settings);
  if (browser !== null) return browser;
  if (settings.chunkLoadErrors && isChunkLoadError(event)) return "chunk-load-error";
  return settings.hydrationErrors && isHydrationError(event) ? "react-hydration-errors" : null;
}

/** For transactions and segment spans; `name` is the transaction's. */
export function filterTransaction(
  name: string,
  facts: Filtered,
  settings: FilterSettings,
): FilterReason | null {
  if (settings.healthChecks && isHealthCheck(name)) return "filtered-transaction";
  return filterSender(facts, settings);
}

/**
 * For everything else that knows where it comes from: logs, metrics, feedback. Only a URL makes it localhost: on a
 * machine that runs both Debrief and the app, every server sends from the local address.
 */
export function filterSender(facts: Filtered, settings: FilterSettings): FilterReason | null {
  const { matchesAddress, matchesRelease } = compiledOf(settings);
  if (facts.clientIp !== null && matchesAddress(facts.clientIp)) return "ip-address";
  if (facts.release !== undefined && matchesRelease(facts.release)) return "release-version";
  if (settings.localhost && isLocalUrl(facts.url)) return "localhost";
  return filterBrowser(facts.userAgent, settings);
}
