const UNITS = ["B", "kB", "MB", "GB", "TB"];

/** Bytes in powers of 1000: 1536 → "1.5 kB". */
export function bytes(size: number): string {
  let amount = size;
  let step = 0;
  while (amount >= 999.5 && step < UNITS.length - 1) {
    amount /= 1_000;
    step += 1;
  }
  return `${Number(amount.toFixed(step > 0 && amount < 10 ? 1 : 0))} ${UNITS[step]}`;
}
