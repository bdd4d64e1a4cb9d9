// Errors that a new deployment or a browser's own doing brings, and that nobody can mend in the code.
import type { Event, ExceptionValue } from "#lib/events/event.ts";

/** An exception as one line, the way filters of error messages see it. */
export const lineOf = ({ type, value }: ExceptionValue): string =>
  type !== "" && value !== "" ? `${type}: ${value}` : type + value;

const CHUNK = /ChunkLoadError: (?:Loading|Failed to load) chunk /;
const UNCAUGHT = /^(?:uncaught|unhandled|non-error promise rejection|error: uncaught)/i;

function isChunkLine(line: string): boolean {
  const at = line.search(CHUNK);
  return at === 0 || (at > 0 && UNCAUGHT.test(line));
}

/** A script file of an older build that is gone: thrown, uncaught or rejected. */
export const isChunkLoadError = ({ exceptions, message }: Event): boolean =>
  exceptions.some((exception) => isChunkLine(lineOf(exception))) ||
  (message !== undefined && isChunkLine(message.formatted));

// React names its minified errors by number; these are the ones about markup that differs from the server's.
const HYDRATION =
  /https:\/\/(?:reactjs\.org\/docs\/error-decoder\.html\/?\?invariant=|react\.dev\/errors\/)(?:418|419|421|422|423|425)(?!\d)/;

/** React found other markup than the server had rendered, often because an extension had changed it. */
export const isHydrationError = ({ exceptions }: Event): boolean =>
  exceptions.some((exception) => HYDRATION.test(exception.value));
