import { isLibraryFrame } from "#lib/events/library-frame.ts";
import { isNoiseFrame } from "#lib/events/noise-frame.ts";
import { platformFamily } from "#lib/events/platform-family.ts";
import type { Event, Frame, Stacktrace } from "#lib/events/event.ts";

type Setting = {
  readonly platform: string;
  /** The SDK named its in-app frames, so its silence about another frame means "no". */
  readonly sdkDecided: boolean;
};

/**
 * Decides for every frame whether the project's own code is in it. The SDK's word comes first; paths of
 * libraries and compiler helpers overrule it for JavaScript, whose browser SDK calls everything in app.
 * Returns the same event when nothing changed, else a copy. Running it twice changes nothing.
 */
export function markInApp(event: Event): Event {
  const setting = { platform: event.platform, sdkDecided: sdkDecided(event) };
  const exceptions = markHolders(event.exceptions, setting);
  const threads = markHolders(event.threads, setting);
  const stacktrace = event.stacktrace && markStack(event.stacktrace, setting);
  const same =
    exceptions === event.exceptions && threads === event.threads && stacktrace === event.stacktrace;
  return same ? event : { ...event, exceptions, threads, stacktrace };
}

function sdkDecided(event: Event): boolean {
  const said = (holder: { stacktrace?: Stacktrace }) =>
    holder.stacktrace?.frames.some((frame) => frame.sdkInApp === true) ?? false;
  return event.exceptions.some(said) || event.threads.some(said) || said(event);
}

function markHolders<T extends { stacktrace?: Stacktrace }>(holders: T[], setting: Setting): T[] {
  let changed = false;
  const marked = holders.map((holder) => {
    if (holder.stacktrace === undefined) return holder;
    const stacktrace = markStack(holder.stacktrace, setting);
    if (stacktrace === holder.stacktrace) return holder;
    changed = true;
    return { ...holder, stacktrace };
  });
  return changed ? marked : holders;
}

function markStack(stacktrace: Stacktrace, setting: Setting): Stacktrace {
  let changed = false;
  const frames = stacktrace.frames.map((frame) => {
    const inApp = isInApp(frame, setting);
    if (inApp === frame.inApp) return frame;
    changed = true;
    return { ...frame, inApp };
  });
  return changed ? { ...stacktrace, frames } : stacktrace;
}

function isInApp(frame: Frame, setting: Setting): boolean {
  if (frame.sdkInApp === false) return false;
  const platform = frame.platform ?? setting.platform;
  if (isNoiseFrame(frame, platform)) return false;
  const family = platformFamily(platform);
  // Outside JavaScript a "yes" on a library path comes from the user's own include list.
  if (frame.sdkInApp === true && family !== "javascript") return true;
  if (isLibraryFrame(frame, platform)) return false;
  if (frame.sdkInApp === true) return true;
  if (setting.sdkDecided) return false;
  return family === "native" ? isAppBundle(frame) : true;
}

function isAppBundle(frame: Frame): boolean {
  const image = frame.package ?? "";
  return image.includes(".app/") || image.startsWith("/data/app/") || image.startsWith("/data/data/");
}
