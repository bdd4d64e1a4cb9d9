const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string | undefined): Intl.DateTimeFormat {
  const known = formats.get(zone ?? "");
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZone: zone,
    timeZoneName: "short",
  });
  formats.set(zone ?? "", made);
  return made;
}

/** Milliseconds → "20 Nov 2026, 13:05:09 CET". Without a zone: the machine's own. */
export function absoluteTime(at: number, zone?: string): string {
  return formatOf(zone).format(at);
}
