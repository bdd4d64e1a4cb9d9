// Times of spans, logs and metrics, which come finer than a millisecond.
import { parseTimestamp } from "#lib/events/clock.ts";

const MAX_AHEAD_US = 60_000_000;
const MAX_AGE_US = 30 * 86_400_000_000;

/** As parseTimestamp, in whole microseconds since 1970; nanoseconds are cut off. */
export function parseTimestampUs(value: unknown): number | undefined {
  const ms = parseTimestamp(value);
  if (ms === undefined) return undefined;
  if (typeof value === "number") return Math.round(value * 1_000_000);
  const text = String(value).trim();
  if (/^[\d.]+$/.test(text)) return Math.round(Number(text) * 1_000_000);
  const fraction = /[.,](\d{1,12})/.exec(text)?.[1] ?? "";
  return ms * 1000 + Number(`${fraction}000000`.slice(3, 6));
}

/** A time in microseconds, and why it is not the one that was sent; `problem` is absent when it is. */
export type SampleTime = { us: number; problem?: { kind: "invalid" | "shifted"; detail: string } };

/**
 * When a sample was taken: the time that was sent, put right by the sender's clock drift; the time of receipt when
 * that is missing, no time, more than a minute ahead or more than 30 days ago.
 * @param told as it came @param clock both in milliseconds, see clockDrift
 */
export function readSampleTime(told: unknown, clock: { receivedAt: number; drift: number }): SampleTime {
  const receivedUs = clock.receivedAt * 1000;
  const sent = parseTimestampUs(told);
  if (sent === undefined) return { us: receivedUs, problem: { kind: "invalid", detail: "not a time" } };
  const us = sent + Math.round(clock.drift * 1000);
  if (us > receivedUs + MAX_AHEAD_US) return replaced(receivedUs, sent, "in the future");
  if (us < receivedUs - MAX_AGE_US) return replaced(receivedUs, sent, "older than 30 days");
  if (clock.drift === 0) return { us };
  const seconds = Math.round(clock.drift / 1000);
  return { us, problem: { kind: "shifted", detail: `the sender's clock was off by ${seconds} s` } };
}

function replaced(receivedUs: number, sentUs: number, why: string): SampleTime {
  const told = new Date(Math.floor(sentUs / 1000)).toISOString();
  return {
    us: receivedUs,
    problem: { kind: "shifted", detail: `${told} is ${why}; set to the time of receipt` },
  };
}
