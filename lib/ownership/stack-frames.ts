// The frames of an event that say whose it is, the one that crashed first.
import type { Event, Frame } from "#lib/events/event.ts";
import { foldPath } from "#lib/ownership/glob.ts";
import { barePath } from "#lib/ownership/repository-path.ts";

const MAX_FRAMES = 50;

export type OwnedFrame = {
  /** File names as they were sent, and what the module says about the file. */
  paths: string[];
  /** The same, and those with a scheme also without it; folded for globs. */
  foldedPaths: string[];
  foldedModule: string;
};

const JVM = new Set(["java", "kotlin", "scala", "groovy", "clojure", "android"]);

/** com.acme.pay.Charge$1 in Charge.java is com/acme/pay/Charge.java; Go's modules are folders already. */
function pathOfModule({ module, filename, platform }: Frame, platformOfEvent: string): string[] {
  if (!module || !filename || /[\\/]/.test(filename)) return [];
  const language = platform ?? platformOfEvent;
  if (language === "go") return [`${module}/${filename}`];
  const packages = module.split(".").slice(0, -1);
  if (!JVM.has(language) && language !== "python") return [];
  return packages.length > 0 ? [`${packages.join("/")}/${filename}`] : [];
}

function stacksOf({ exceptions, stacktrace, threads }: Event): readonly Frame[][] {
  const thrown = exceptions.flatMap((exception) =>
    exception.stacktrace ? [exception.stacktrace.frames] : [],
  );
  if (thrown.length > 0) return thrown.toReversed();
  if (stacktrace) return [stacktrace.frames];
  const thread = threads.find(({ crashed }) => crashed) ?? threads.find(({ current }) => current);
  return thread?.stacktrace ? [thread.stacktrace.frames] : [];
}

/** Frames in app from the crash outwards, then those of its causes; all frames when none is in app. */
export function framesOf(event: Event): OwnedFrame[] {
  const frames = stacksOf(event).flatMap((stack) => stack.toReversed());
  const inApp = frames.filter((frame) => frame.inApp);
  return (inApp.length > 0 ? inApp : frames).slice(0, MAX_FRAMES).map((frame) => {
    const named = [frame.filename ?? "", frame.absPath ?? "", ...pathOfModule(frame, event.platform)];
    // app:///src/pay.ts and webpack:///./src/pay.ts are src/pay.ts to whoever writes a rule.
    const withoutScheme = named.filter((path) => /^[a-z][a-z-]*:\/\//i.test(path)).map(barePath);
    const paths = [...new Set(named)].filter((path) => path !== "");
    return {
      paths,
      foldedPaths: [...paths, ...withoutScheme].map(foldPath),
      foldedModule: foldPath(frame.module ?? ""),
    };
  });
}
