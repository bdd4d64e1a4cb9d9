// A stream of events whose causes are known.
import type { Event } from "#lib/events/event.ts";
import { normalizeEvent } from "#lib/events/normalize.ts";
import {
  browsers,
  bundledFrame,
  frameworkFrames,
  mappedFrame,
  nativeFrames,
  type Browser,
} from "#server/bench/grouping/browser-frames.ts";
import { makeCauses, type Cause, type Step } from "#server/bench/grouping/causes.ts";
import { lineOf, writers, type Scene, type WireFrame } from "#server/bench/grouping/frames.ts";
import { browserTexts } from "#server/bench/grouping/messages.ts";
import { randomOf, type Random } from "#server/bench/grouping/random.ts";

export type Known = { readonly cause: number; readonly event: Event };

const releases = 6;

/** Few causes make most events, as everywhere. Every cause has some. */
export function makeStream(count: number, seed: number): { causes: readonly Cause[]; events: Known[] } {
  const random = randomOf(seed);
  const causes = makeCauses(random);
  const weights = causes.map((_, index) => 1 / (index + 8));
  const sums: number[] = [];
  for (const weight of weights) sums.push((sums.at(-1) ?? 0) + weight);
  const total = sums.at(-1) ?? 1;
  const events: Known[] = [];
  for (let index = 0; index < count; index += 1) {
    const at = random.next() * total;
    const cause = index < causes.length ? index : sums.findIndex((sum) => sum >= at);
    const known = causes[cause];
    if (known) events.push({ cause, event: makeEvent(known, random) });
  }
  return { causes, events };
}

function makeEvent(cause: Cause, random: Random): Event {
  const scene = { random, release: random.below(releases) };
  const browser = random.pick(browsers);
  const value = isBrowser(cause) ? browserText(cause, browser, random) : cause.text(random);
  const steps = withNoise(cause, random);
  const frames = framesOf(cause, steps, browser, scene);
  const platform = writers[cause.dialect]?.platform ?? (isBrowser(cause) ? "javascript" : "node");
  const wire = {
    platform,
    release: `shop@3.${scene.release}.0`,
    exception: {
      values: [{ type: cause.type, value, stacktrace: frames.length > 0 ? { frames } : undefined }],
    },
  };
  const event = normalizeEvent(Buffer.from(JSON.stringify(wire)), {
    projectId: 1,
    eventId: random.hex(32),
    receivedAt: 1_790_000_000_000,
    clientIp: null,
    userAgent: null,
    sdkClient: null,
  });
  if (cause.dialect === "mapped") markMapped(event);
  return event;
}

const isBrowser = ({ dialect, hard }: Cause) =>
  dialect === "browser" || dialect === "mapped" || hard === "browsers";

function browserText(cause: Cause, browser: Browser, random: Random): string {
  const texts = browserTexts[(cause.type.length + cause.steps.length) % browserTexts.length];
  return texts?.[browsers.indexOf(browser)]?.(random) ?? "";
}

/** The same function again and again, and, where that is the cause's difficulty, another way to it. */
function withNoise({ steps, recurses, hard }: Cause, random: Random): readonly Step[] {
  const last = steps.at(-1);
  if (last === undefined) return steps;
  const own =
    hard === "callers" && random.chance(0.3)
      ? [{ module: "admin/view", name: "openAll", source: "open(all);" }, ...steps]
      : steps;
  return recurses ? [...own, ...Array.from({ length: random.below(40) }, () => last)] : own;
}

function framesOf(cause: Cause, steps: readonly Step[], browser: Browser, scene: Scene): WireFrame[] {
  const { random } = scene;
  const frames: WireFrame[] = [];
  const writer = writers[cause.dialect];
  if (cause.dialect === "mapped" && steps.length > 0) frames.push(...frameworkFrames(scene));
  if (writer) frames.push(...writer.entry(scene));
  let before: Step | undefined;
  for (const step of steps) {
    // A recursive call is the same place of the same build: nothing about its frame differs.
    const same = frames.at(-1);
    if (step === before && same) frames.push(same);
    else {
      if (writer && before && random.chance(0.15)) frames.push(writer.library(scene));
      if (cause.dialect === "browser" && before) frames.push(...nativeFrames(browser, scene));
      frames.push(ownFrame(cause, step, browser, scene));
    }
    before = step;
  }
  if (writer && random.chance(0.3)) frames.push(writer.library(scene));
  return frames.map((frame) => ({ lineno: 1 + random.below(2_000), ...frame }));
}

function ownFrame(cause: Cause, step: Step, browser: Browser, scene: Scene): WireFrame {
  if (cause.dialect === "mapped") return mappedFrame(step, browser, scene);
  if (cause.dialect === "browser") return bundledFrame(step, cause, browser, scene);
  const frame = writers[cause.dialect]?.own(step, scene) ?? {};
  return { ...frame, lineno: lineOf(step, scene.release) + (cause.hard === "lines" ? 5 : 0) };
}

function markMapped(event: Event): void {
  for (const { stacktrace } of event.exceptions)
    for (const frame of stacktrace?.frames ?? [])
      if (frame.absPath?.startsWith("webpack:")) frame.sourceMapped = true;
}
