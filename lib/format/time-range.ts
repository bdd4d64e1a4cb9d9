/**
 * Two moments in milliseconds → "1 Nov, 00:00 – 3 Nov, 12:00"; within a day "1 Nov, 00:00 – 06:00".
 * Without a zone: the machine's own. Not Intl's formatRange, whose spaces differ between engines.
 */
export function timeRange(from: number, to: number, zone?: string): string {
  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: zone });
  const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: zone });
  const [first, last] = [day.format(from), day.format(to)];
  const end = first === last ? clock.format(to) : `${last}, ${clock.format(to)}`;
  return `${first}, ${clock.format(from)} – ${end}`;
}
