// Browsers that are too old to care for. A version up to and including the number is refused.
import { parseUserAgent } from "#lib/events/read-user-agent.ts";

/** By the name in the settings: the label of a form, the last version that is refused. */
export const LEGACY_BROWSERS = {
  ie: { label: "Internet Explorer", max: 11 },
  edge: { label: "Edge", max: 110 },
  safari: { label: "Safari", max: 15 },
  firefox: { label: "Firefox", max: 110 },
  chrome: { label: "Chrome", max: 110 },
  opera: { label: "Opera", max: 99 },
  android: { label: "Android Browser", max: 3 },
  opera_mini: { label: "Opera Mini", max: 34 },
} as const;

export type LegacyBrowser = keyof typeof LEGACY_BROWSERS;

export const isLegacyBrowserName = (name: string): name is LegacyBrowser =>
  Object.hasOwn(LEGACY_BROWSERS, name);

const NAMES: ReadonlyMap<string, LegacyBrowser> = new Map([
  ["Internet Explorer", "ie"],
  ["Edge", "edge"],
  ["Safari", "safari"],
  ["Mobile Safari", "safari"],
  ["Firefox", "firefox"],
  ["Firefox Mobile", "firefox"],
  ["Chrome", "chrome"],
  ["Chrome Mobile", "chrome"],
  ["Opera", "opera"],
  ["Android Browser", "android"],
]);

function browserOf(userAgent: string): { name: LegacyBrowser; version: number } | undefined {
  const mini = /Opera Mini\/(\d{1,4})/.exec(userAgent);
  if (mini) return { name: "opera_mini", version: Number(mini[1]) };
  const { browser } = parseUserAgent(userAgent);
  const name = typeof browser?.name === "string" ? NAMES.get(browser.name) : undefined;
  const version = Number.parseInt(String(browser?.version ?? ""), 10);
  return name === undefined || Number.isNaN(version) ? undefined : { name, version };
}

/** Whether the browser is one of `refused` and old. What cannot be read is not. */
export function isLegacyBrowser(userAgent: string, refused: readonly string[]): boolean {
  if (refused.length === 0) return false;
  const browser = browserOf(userAgent);
  if (!browser || !refused.includes(browser.name)) return false;
  return browser.version <= LEGACY_BROWSERS[browser.name].max;
}
