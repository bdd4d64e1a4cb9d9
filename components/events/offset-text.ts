/** A distance from the failure in milliseconds: −340 → "−340 ms", −65000 → "−1 m 5 s", 1200 → "+1.2 s". */
export function offsetText(offset: number): string {
  const sign = offset > 0 ? "+" : offset < 0 ? "−" : "";
  const ms = Math.abs(Math.round(offset));
  if (ms < 1_000) return `${sign}${ms} ms`;
  if (ms < 60_000) return `${sign}${(ms / 1_000).toFixed(1)} s`;
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return `${sign}${minutes} m ${Math.floor((ms % 60_000) / 1_000)} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${sign}${hours} h ${minutes % 60} m` : `${sign}${Math.floor(hours / 24)} d`;
}
