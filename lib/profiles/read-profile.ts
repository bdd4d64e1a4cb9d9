// Checks profiles and reads what their index needs; the samples themselves are stored as they came.
import { isObject, type JsonObject } from "#lib/events/bound-json.ts";
import { readId } from "#lib/events/event-id.ts";
import { platformOf } from "#lib/events/platform.ts";
import { isEnvironmentName, isReleaseName } from "#lib/events/read-release.ts";

const MAX_SAMPLES = 200_000;
const MAX_THREADS = 1_000;
const MAX_PROFILE_MS = 30_000;
// SDKs cut chunks at one minute.
const MAX_CHUNK_MS = 10 * 60_000;

/** `reason` is of a closed set, for counting outcomes. */
export class InvalidProfile extends Error {
  override name = "InvalidProfile";
  readonly reason: "invalid_profile" | "unsupported_profile" | "too_few_samples" | "too_long" | "too_large";

  constructor(reason: InvalidProfile["reason"]) {
    super(reason);
    this.reason = reason;
  }
}

type Sampled = {
  /** Milliseconds: since the profile's start, or for a chunk since 1970. */
  first: number;
  last: number;
  sampleCount: number;
  threadIds: string[];
};

/** What every profile says of where it comes from. */
export type ProfileSource = {
  platform: string;
  release: string | undefined;
  environment: string | undefined;
  sdkName: string;
  sdkVersion: string;
};

export type Profile = Sampled &
  ProfileSource & {
    profileId: string;
    transaction: string;
    transactionId: string;
    traceId: string;
  };

export type ProfileChunk = Sampled & ProfileSource & { profilerId: string; chunkId: string };

function demandId(told: unknown): string {
  const id = readId(told);
  if (id === null) throw new InvalidProfile("invalid_profile");
  return id;
}

const textOf = (told: unknown, limit: number): string =>
  typeof told === "string" ? told.slice(0, limit).toWellFormed() : "";

function isIndex(value: unknown, count: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value < count;
}

function demandList(told: unknown): readonly unknown[] {
  if (!Array.isArray(told)) throw new InvalidProfile("invalid_profile");
  return told;
}

/** Frames, stacks of them, and samples of stacks: every index must lead somewhere, or no page can draw it. */
function readSamples(profile: unknown, timeOf: (sample: JsonObject) => number | null): Sampled {
  if (!isObject(profile)) throw new InvalidProfile("invalid_profile");
  const frames = demandList(profile["frames"]);
  const stacks = demandList(profile["stacks"]);
  const samples = demandList(profile["samples"]);
  if (samples.length > MAX_SAMPLES) throw new InvalidProfile("too_large");
  for (const stack of stacks)
    if (!demandList(stack).every((frame) => isIndex(frame, frames.length)))
      throw new InvalidProfile("invalid_profile");
  let first = Infinity;
  let last = -Infinity;
  const threads = new Set<string>();
  for (const sample of samples) {
    const time = isObject(sample) && isIndex(sample["stack_id"], stacks.length) ? timeOf(sample) : null;
    if (!isObject(sample) || time === null) throw new InvalidProfile("invalid_profile");
    first = Math.min(first, time);
    last = Math.max(last, time);
    const thread = sample["thread_id"];
    if (threads.size < MAX_THREADS && (typeof thread === "string" || typeof thread === "number"))
      threads.add(textOf(String(thread), 64));
  }
  return { first, last, sampleCount: samples.length, threadIds: [...threads] };
}

function readSource(fields: JsonObject, sdkClient: string | null): ProfileSource {
  const sdk = isObject(fields["client_sdk"]) ? fields["client_sdk"] : {};
  const [clientName = "", clientVersion = ""] = sdkClient?.split("/", 2) ?? [];
  const release = textOf(fields["release"], 1_000).trim();
  const environment = textOf(fields["environment"], 1_000).trim();
  return {
    platform: platformOf(textOf(fields["platform"], 64)),
    release: release !== "" && isReleaseName(release) ? release : undefined,
    environment: environment !== "" && isEnvironmentName(environment) ? environment : undefined,
    sdkName: textOf(sdk["name"], 128) || textOf(clientName, 128),
    sdkVersion: textOf(sdk["version"], 64) || textOf(clientVersion, 64),
  };
}

/** Nanoseconds, as text because they outgrow a number; in milliseconds. */
function elapsedMs(told: unknown): number | null {
  const ns = typeof told === "string" && /^\d{1,16}$/.test(told) ? Number(told) : told;
  return typeof ns === "number" && Number.isFinite(ns) && ns >= 0 ? ns / 1e6 : null;
}

/** A profile of one transaction, version 1. @throws InvalidProfile */
export function readProfile(fields: JsonObject, sdkClient: string | null): Profile {
  if (fields["version"] !== "1") throw new InvalidProfile("unsupported_profile");
  const profileId = demandId(fields["event_id"]);
  const sampled = readSamples(fields["profile"], (sample) => elapsedMs(sample["elapsed_since_start_ns"]));
  if (sampled.sampleCount < 2) throw new InvalidProfile("too_few_samples");
  if (sampled.last - sampled.first > MAX_PROFILE_MS) throw new InvalidProfile("too_long");
  const listed: unknown = Array.isArray(fields["transactions"]) ? fields["transactions"][0] : undefined;
  const transaction = [fields["transaction"], listed].find(isObject) ?? {};
  return {
    ...sampled,
    ...readSource(fields, sdkClient),
    profileId,
    transaction: textOf(transaction["name"], 200),
    transactionId: readId(transaction["id"]) ?? "",
    traceId: readId(transaction["trace_id"]) ?? "",
  };
}

/** A piece of a continuous profile, version 2. @throws InvalidProfile */
export function readProfileChunk(fields: JsonObject, sdkClient: string | null): ProfileChunk {
  if (fields["version"] !== "2") throw new InvalidProfile("unsupported_profile");
  const profilerId = demandId(fields["profiler_id"]);
  const chunkId = demandId(fields["chunk_id"]);
  const sampled = readSamples(fields["profile"], ({ timestamp }) =>
    typeof timestamp === "number" && timestamp > 0 && timestamp < 1e11 ? timestamp * 1_000 : null,
  );
  if (sampled.sampleCount === 0) throw new InvalidProfile("too_few_samples");
  if (sampled.last - sampled.first > MAX_CHUNK_MS) throw new InvalidProfile("too_long");
  return { ...sampled, ...readSource(fields, sdkClient), profilerId, chunkId };
}
