// How many events an hour are expected of an archived issue. More than that, and it escalates.

const HOURS_OF_WEEK = 7 * 24;
export const FORECAST_DAYS = 14;

/** What is expected while nothing is known. */
export const UNKNOWN_CEILING = 10;

/** The events of one clock hour; `hour` counts from 1970. Hours without events are left out. */
export type HourCount = { hour: number; count: number };

const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

// 1 January 1970 was a Thursday.
const weekdayOfDay = (day: number) => (day + 4) % 7;
const weekdayOfHour = (hour: number) => weekdayOfDay(Math.floor(hour / 24));

/** The mean of the hours, with those of the weekday counted twice. */
function weightedAverage(hours: readonly HourCount[], weekday: number): number {
  const weights = hours.map(({ hour }) => (weekdayOfHour(hour) === weekday ? 2 : 1));
  return sum(hours.map(({ count }, index) => count * (weights[index] ?? 1))) / sum(weights);
}

/**
 * A ceiling of events an hour for each of 14 days.
 * @param hours of the last seven days. Without any there is nothing to say; with gaps, ten times the most is
 *   room enough; a whole week without a gap allows for its bursts and for its weekdays.
 * @param firstDay the first of the days, counted from 1970.
 */
export function forecastCeilings(hours: readonly HourCount[], firstDay: number): number[] {
  if (hours.length === 0) return [];
  const counts = hours.map(({ count }) => count);
  const most = Math.max(...counts);
  const days = Array.from({ length: FORECAST_DAYS }, (_, index) => firstDay + index);
  if (hours.length < HOURS_OF_WEEK) return days.map(() => 10 * most);
  const average = sum(counts) / counts.length;
  const squares = counts.map((count) => (count - average) ** 2);
  const deviation = Math.sqrt(sum(squares) / (counts.length - 1));
  const forBursts = most * clamp(5 * Math.exp((-0.65 * deviation) / average), 2, 5);
  const forSpikes = average * clamp((average + 5 * deviation) / average, 5, 8);
  return days.map((day) =>
    Math.ceil(Math.max(forBursts, weightedAverage(hours, weekdayOfDay(day)) + forSpikes)),
  );
}
