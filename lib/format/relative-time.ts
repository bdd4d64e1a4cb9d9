export type RelativeStyle = "long" | "short";

const UNITS = [
  { ms: 31_557_600_000, long: "year", short: "y" },
  { ms: 2_629_800_000, long: "month", short: "mo" },
  { ms: 604_800_000, long: "week", short: "w" },
  { ms: 86_400_000, long: "day", short: "d" },
  { ms: 3_600_000, long: "hour", short: "h" },
  { ms: 60_000, long: "minute", short: "m" },
  { ms: 1_000, long: "second", short: "s" },
];

/** How far `at` lies from `now`, both in milliseconds: "5 minutes ago", "in 2 days"; short: "5m". */
export function relativeTime(at: number, now: number, style: RelativeStyle = "long"): string {
  const distance = Math.abs(now - at);
  const unit = UNITS.find(({ ms }) => distance >= ms);
  if (!unit || distance < 5_000) return style === "short" ? "now" : "just now";
  const amount = Math.floor(distance / unit.ms);
  if (style === "short") return `${amount}${unit.short}`;
  const words = `${amount} ${unit.long}${amount === 1 ? "" : "s"}`;
  return at > now ? `in ${words}` : `${words} ago`;
}
