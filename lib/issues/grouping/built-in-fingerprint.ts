import type { Event } from "#lib/events/event.ts";
import { mainException } from "#lib/issues/grouping/main-exception.ts";

const hydrationMessages = new Set([
  "Hydration failed because the initial UI does not match what was rendered on the server.",
  "This Suspense boundary received an update before it finished hydrating. This caused the boundary to switch to client rendering. The usual way to fix this is to wrap the original update in startTransition.",
  "There was an error while hydrating this Suspense boundary. Switched to client rendering.",
  "There was an error while hydrating. Because the error happened outside of a Suspense boundary, the entire root will switch to client rendering.",
  "Text content does not match server-rendered HTML.",
]);
// Production builds of React send the number of the same five messages.
const minifiedHydration = /^Minified React error #(?:418|421|422|423|425);/;

/** Groups for errors whose stack says nothing: lost chunks after a deployment, and React hydration. */
export function builtInFingerprint(event: Event): readonly string[] | null {
  const exception = mainException(event);
  const value = exception?.value ?? event.message?.formatted ?? "";
  if (exception?.type === "ChunkLoadError" || value.startsWith("ChunkLoadError")) return ["chunkloaderror"];
  if (!hydrationMessages.has(value) && !minifiedHydration.test(value)) return null;
  const transaction = event.tags.find(([key]) => key === "transaction")?.[1] ?? event.transaction;
  return transaction === undefined ? null : ["hydrationerror", transaction];
}
