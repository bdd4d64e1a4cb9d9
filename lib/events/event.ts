// The event as Debrief keeps it: what normalize.ts makes of any SDK's payload, what ClickHouse stores as
// JSON, and what pages and the Web API read. Wire names become camelCase here and nowhere else.
import { z } from "zod";

/** Any JSON value; objects and arrays are bounded in depth and size before they get here. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
const json: z.ZodType<Json> = z.json();
const jsonObject = z.record(z.string(), json);
const pairs = z.array(z.tuple([z.string(), z.string()]));

export const Frame = z.object({
  filename: z.string().optional(),
  absPath: z.string().optional(),
  module: z.string().optional(),
  package: z.string().optional(),
  function: z.string().optional(),
  rawFunction: z.string().optional(),
  line: z.number().optional(),
  column: z.number().optional(),
  inApp: z.boolean(),
  /** What the SDK said, before Debrief's rules; absent when it said nothing. */
  sdkInApp: z.boolean().optional(),
  platform: z.string().optional(),
  /** A source map gave this frame its place. */
  sourceMapped: z.boolean().optional(),
  preContext: z.array(z.string()).optional(),
  contextLine: z.string().optional(),
  postContext: z.array(z.string()).optional(),
  vars: jsonObject.optional(),
  instructionAddress: z.string().optional(),
  symbolAddress: z.string().optional(),
  imageAddress: z.string().optional(),
});

/** Frames run from the outermost caller to the crash: the last one is where it happened. */
export const Stacktrace = z.object({ frames: z.array(Frame), registers: jsonObject.optional() });

export const Mechanism = z.object({
  type: z.string(),
  description: z.string().optional(),
  helpLink: z.string().optional(),
  /** null: the SDK did not say. */
  handled: z.boolean().nullable(),
  synthetic: z.boolean(),
  source: z.string().optional(),
  exceptionId: z.number().optional(),
  parentId: z.number().optional(),
  isExceptionGroup: z.boolean(),
  data: jsonObject.optional(),
  meta: jsonObject.optional(),
});

export const ExceptionValue = z.object({
  /** Empty for a synthetic exception that an SDK wraps around a message. */
  type: z.string(),
  value: z.string(),
  module: z.string().optional(),
  threadId: z.string().optional(),
  mechanism: Mechanism.optional(),
  stacktrace: Stacktrace.optional(),
});

export const Thread = z.object({
  id: z.string().optional(),
  name: z.string().optional(),
  state: z.string().optional(),
  crashed: z.boolean(),
  current: z.boolean(),
  main: z.boolean(),
  stacktrace: Stacktrace.optional(),
});

export const Breadcrumb = z.object({
  /** Milliseconds since 1970. */
  timestamp: z.number().optional(),
  type: z.string(),
  category: z.string(),
  level: z.string(),
  message: z.string().optional(),
  data: jsonObject.optional(),
});

export const RequestData = z.object({
  url: z.string().optional(),
  method: z.string().optional(),
  query: pairs.optional(),
  fragment: z.string().optional(),
  headers: pairs.optional(),
  cookies: pairs.optional(),
  data: json.optional(),
  env: jsonObject.optional(),
  bodySize: z.number().optional(),
});

export const EventUser = z.object({
  id: z.string().optional(),
  email: z.string().optional(),
  username: z.string().optional(),
  name: z.string().optional(),
  ipAddress: z.string().optional(),
  geo: z
    .object({
      countryCode: z.string().optional(),
      region: z.string().optional(),
      city: z.string().optional(),
    })
    .optional(),
  data: jsonObject.optional(),
});

/** One thing that normalization changed or could not keep, for the page to tell. `path` is dotted. */
export const Remark = z.object({
  path: z.string(),
  /** invalid: dropped; truncated: cut; shifted: a clock was wrong; removed: not allowed; scrubbed: a secret. */
  kind: z.enum(["invalid", "truncated", "shifted", "removed", "scrubbed"]),
  detail: z.string(),
});

export const Event = z.object({
  /** 32 lower-case hex characters. */
  eventId: z.string(),
  projectId: z.number(),
  /** Milliseconds since 1970. When it happened, after clock correction. */
  timestamp: z.number(),
  /** Milliseconds since 1970. When Debrief had it. */
  receivedAt: z.number(),
  /** error: has an exception; default: a message or anything else. */
  type: z.enum(["error", "default", "csp"]),
  platform: z.string(),
  level: z.enum(["debug", "info", "warning", "error", "fatal"]),
  logger: z.string().optional(),
  transaction: z.string().optional(),
  transactionSource: z.string().optional(),
  serverName: z.string().optional(),
  release: z.string().optional(),
  dist: z.string().optional(),
  environment: z.string().optional(),
  /** `template` is the text before parameters went in, when the SDK sent it. */
  message: z
    .object({ formatted: z.string(), template: z.string().optional(), params: json.optional() })
    .optional(),
  /** From the first cause to the error that was thrown last: the last one is the main one. */
  exceptions: z.array(ExceptionValue),
  threads: z.array(Thread),
  /** Only from old SDKs: a stack beside no exception. */
  stacktrace: Stacktrace.optional(),
  /** Only from old SDKs of Django and Jinja: the place in a page's template that failed. */
  template: Frame.optional(),
  breadcrumbs: z.array(Breadcrumb),
  request: RequestData.optional(),
  user: EventUser.optional(),
  /** What the SDK set and what Debrief derived (browser, os, url, …); keys are unique. */
  tags: pairs,
  extra: jsonObject,
  contexts: z.record(z.string(), jsonObject),
  modules: z.record(z.string(), z.string()),
  fingerprint: z.array(z.string()),
  /** What fingerprints were before they had several parts; it decides the group alone. */
  checksum: z.string().optional(),
  sdk: z
    .object({
      name: z.string(),
      version: z.string(),
      integrations: z.array(z.string()),
      packages: z.array(z.object({ name: z.string(), version: z.string() })),
    })
    .optional(),
  debugImages: z.array(jsonObject),
  /** contexts.trace, checked. */
  trace: z
    .object({
      traceId: z.string(),
      spanId: z.string().optional(),
      parentSpanId: z.string().optional(),
      /** Whether the SDK sends the spans of this trace; absent when it did not say. */
      isSampled: z.boolean().optional(),
    })
    .optional(),
  replayId: z.string().optional(),
  flags: z.array(z.object({ flag: z.string(), result: json })),
  remarks: z.array(Remark),
});

export type Event = z.infer<typeof Event>;
export type Frame = z.infer<typeof Frame>;
export type Stacktrace = z.infer<typeof Stacktrace>;
export type ExceptionValue = z.infer<typeof ExceptionValue>;
export type Thread = z.infer<typeof Thread>;
export type Breadcrumb = z.infer<typeof Breadcrumb>;
export type RequestData = z.infer<typeof RequestData>;
export type EventUser = z.infer<typeof EventUser>;
export type Remark = z.infer<typeof Remark>;
