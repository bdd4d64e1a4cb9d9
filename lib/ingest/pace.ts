import { RequestError } from "#lib/errors.ts";

const PATIENCE_MS = 30_000;
// Every KiB buys a second more, so that a slow line may upload for long and a trickle may not.
const MS_PER_BYTE = 1_000 / 1_024;

/**
 * The same chunks, as long as they keep coming.
 * @throws RequestError 408 after 30 s of silence, or of less than 1 KiB/s.
 */
export async function* pace(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const iterator = source[Symbol.asyncIterator]();
  const late = Promise.withResolvers<never>();
  late.promise.catch(() => undefined);
  let earned = performance.now() + PATIENCE_MS;
  let deadline = earned;
  const watch = () => {
    const left = deadline - performance.now();
    if (left > 0) timer = setTimeout(watch, left);
    else late.reject(new RequestError(408, "the body did not arrive in time"));
  };
  let timer = setTimeout(watch, PATIENCE_MS);
  try {
    for (;;) {
      const { done, value } = await Promise.race([iterator.next(), late.promise]);
      if (done) return;
      earned += value.byteLength * MS_PER_BYTE;
      deadline = Math.min(earned, performance.now() + PATIENCE_MS);
      yield value;
    }
  } finally {
    clearTimeout(timer);
  }
}
