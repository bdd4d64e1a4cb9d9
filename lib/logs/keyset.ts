// A place in the list of logs, which is ordered by time, then by the SDK's count, then by id.
import { z } from "zod";

// The clock of ClickHouse's DateTime64 ends in 2299.
const Keyset = z.tuple([
  z.coerce
    .number()
    .int()
    .min(0)
    .max(Date.UTC(2299, 0) * 1000),
  z.coerce.number().int().min(0).max(4_294_967_295),
  z.string().regex(/^[0-9a-f]{32}$/),
  z.enum(["n", "p"]),
]);

export type LogKeyset = { us: number; sequence: number; id: string; back: boolean };

/** The place in the text; null when it holds none: the list then starts at its first page. */
export function readLogKeyset(text: string | null): LogKeyset | null {
  const parsed = Keyset.safeParse(text?.split("_"));
  if (!parsed.success) return null;
  const [us, sequence, id, direction] = parsed.data;
  return { us, sequence, id, back: direction === "p" };
}

/** A URL-safe text; `n` goes on to older logs, `p` back to newer ones. */
export const logKeyset = (log: { us: number; sequence: number; id: string }, direction: "n" | "p"): string =>
  `${log.us}_${log.sequence}_${log.id}_${direction}`;
