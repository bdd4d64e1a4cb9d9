const UNITS = ["B", "kB", "MB", "GB", "TB"];

/** Bytes in powers of 1000: 1536 → "1.5 kB". */
export function bytes(size: number): string {
  const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, size)) / 3)));
  const amount = size / 1000 ** step;
  return `${Number(amount.toFixed(amount < 10 ? 1 : 0))} ${UNITS[step]}`;
}
