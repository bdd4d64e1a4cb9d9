// Spans as reads give them.
import { z } from "zod";

const flag = z.coerce.number().transform((value) => value === 1);
const texts = z.record(z.string(), z.string());
const numbers = z.record(z.string(), z.number());

/** A span in its trace: what a waterfall needs. Times in microseconds, since 1970 or long. */
export const TraceSpan = z.object({
  projectId: z.number(),
  spanId: z.string(),
  /** "" for a root. */
  parentSpanId: z.string(),
  /** "" when unknown. */
  segmentId: z.string(),
  isSegment: flag,
  /** 32 hex characters of the transaction that brought it; "" when it was streamed. */
  eventId: z.string(),
  startUs: z.coerce.number(),
  durationUs: z.coerce.number(),
  exclusiveUs: z.coerce.number(),
  op: z.string(),
  description: z.string(),
  /** The protocol's words, "" when the SDK did not say. */
  status: z.string(),
  origin: z.string(),
  /** The name of its segment. */
  transaction: z.string(),
  platform: z.string(),
  release: z.string(),
  environment: z.string(),
  sdkName: z.string(),
  replayId: z.string(),
  profileId: z.string(),
  profilerId: z.string(),
  threadId: z.string(),
  httpStatus: z.number(),
  /** Web vitals and other measurements, and the attributes that were asked for. */
  numbers,
  attributes: texts,
});
export type TraceSpan = z.infer<typeof TraceSpan>;

const Link = z.object({
  trace_id: z.string(),
  span_id: z.string(),
  sampled: z.boolean().optional(),
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

const jsonList = <Item extends z.ZodType>(item: Item) =>
  z.string().transform((text) => (text === "" ? [] : z.array(item).parse(JSON.parse(text))));

/** The column `links`. */
export const SpanLinks = jsonList(Link);

/** Everything that is known of one span. */
export const SpanDetail = TraceSpan.extend({
  traceId: z.string(),
  transactionSource: z.string(),
  dist: z.string(),
  serverName: z.string(),
  sdkVersion: z.string(),
  userId: z.string(),
  userEmail: z.string(),
  userUsername: z.string(),
  userIp: z.string(),
  /** 0 when unknown. */
  sampleRate: z.number(),
  httpMethod: z.string(),
  url: z.string(),
  browserName: z.string(),
  osName: z.string(),
  booleans: z.record(z.string(), z.boolean()),
  links: SpanLinks,
  remarks: jsonList(z.object({ path: z.string(), kind: z.string(), detail: z.string() })),
});
export type SpanDetail = z.infer<typeof SpanDetail>;

/** An error event of a trace, and the issue that owns it; null when that is gone. */
export type TraceError = {
  eventId: string;
  projectId: number;
  /** "" when the SDK did not say. */
  spanId: string;
  /** Milliseconds since 1970. */
  timestamp: number;
  title: string;
  message: string;
  level: string;
  culprit: string;
  transaction: string;
  issue: { id: number; shortId: string; type: string } | null;
};
