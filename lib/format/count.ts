const exact = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });
const short = new Intl.NumberFormat("en-US", { notation: "compact", maximumSignificantDigits: 3 });

/** 12345 → "12,345". */
export function exactCount(value: number): string {
  return exact.format(value);
}

/** 9999 → "9,999", 12345 → "12.3k", 2500000 → "2.5M". */
export function shortCount(value: number): string {
  if (Math.abs(value) < 10_000) return exact.format(value);
  return short.format(value).replace("K", "k");
}

/** (1, "user") → "1 user"; (12000, "user") → "12k users". */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${shortCount(value)} ${value === 1 ? one : many}`;
}
