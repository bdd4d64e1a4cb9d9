// An attachment as an HTTP answer that no browser takes for a page of ours.
import { contentDisposition } from "#lib/attachments/file-name.ts";
import { IMAGE_TYPE_BYTES, imageType } from "#lib/attachments/image-type.ts";
import type { Attachment } from "#lib/attachments/queries.ts";
import { blobs } from "#lib/blobs.ts";

const GUARDS = {
  "X-Content-Type-Options": "nosniff",
  "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
  "Cross-Origin-Resource-Policy": "same-site",
  "Cache-Control": "private, no-store",
};

type Reader = AsyncIterator<Uint8Array>;

/** The first bytes, as many as tell an image, however the store cuts the stream. */
async function readStart(reader: Reader): Promise<Uint8Array> {
  let start: Uint8Array = new Uint8Array();
  while (start.byteLength < IMAGE_TYPE_BYTES) {
    const next = await reader.next();
    if (next.done) break;
    start = Buffer.concat([start, next.value]);
  }
  return start;
}

function streamOf(start: Uint8Array, reader: Reader): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      if (start.byteLength > 0) controller.enqueue(start);
    },
    pull: async (controller) => {
      const next = await reader.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: async () => void (await reader.return?.()),
  });
}

/**
 * The file, streamed. @returns null when its bytes are gone, or `preview` is asked of what is no image.
 * @param options.preview shows an image in the page instead of saving it.
 */
export async function answerFile(
  attachment: Attachment,
  options: { preview: boolean },
): Promise<Response | null> {
  const bytes = await blobs().read(attachment.blobKey);
  if (!bytes) return null;
  const reader = bytes[Symbol.asyncIterator]();
  const start = await readStart(reader);
  const image = options.preview ? imageType(start) : null;
  if (options.preview && image === null) {
    await reader.return?.();
    return null;
  }
  return new Response(streamOf(start, reader), {
    headers: {
      ...GUARDS,
      "Content-Type": image ?? attachment.contentType,
      "Content-Length": String(attachment.size),
      "Content-Disposition": contentDisposition(image ? "inline" : "attachment", attachment.name),
    },
  });
}
