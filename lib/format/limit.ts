// How limits are written: a count, and the time that it is for.
import { exactCount } from "#lib/format/count.ts";

const UNITS = [
  [86_400, "day"],
  [3_600, "hour"],
  [60, "minute"],
  [1, "second"],
] as const;

/** 60 → "minute", 300 → "5 minutes": what stands after "per". */
export function windowText(seconds: number): string {
  const [size, name] = UNITS.find(([unit]) => seconds % unit === 0) ?? [1, "second"];
  return seconds === size ? name : `${exactCount(seconds / size)} ${name}s`;
}

const BYTE_UNITS = ["bytes", "KiB", "MiB", "GiB", "TiB"];

/** 1536 → "1.5 KiB". */
export function bytesText(bytes: number): string {
  const power = Math.min(BYTE_UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10));
  return `${exactCount(Math.round((bytes / 1024 ** power) * 100) / 100)} ${BYTE_UNITS[power]}`;
}
