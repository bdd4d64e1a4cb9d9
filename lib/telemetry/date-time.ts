// Times as ClickHouse reads them without any setting.

/** 2026-11-20 08:00:00.000, from milliseconds since 1970. */
export const dateTimeMs = (ms: number): string => new Date(ms).toISOString().replace("T", " ").slice(0, -1);

/** 2026-11-20 08:00:00.000000, from microseconds since 1970. */
export function dateTimeUs(us: number): string {
  const whole = Math.floor(us / 1000);
  const rest = Math.floor(us - whole * 1000);
  return `${dateTimeMs(whole)}${String(rest).padStart(3, "0")}`;
}
