const starts = (bytes: Uint8Array, at: number, text: string) =>
  Buffer.from(text, "latin1").every((byte, index) => bytes[at + index] === byte);

/** How many of the first bytes tell. */
export const IMAGE_TYPE_BYTES = 16;

/** The type of an image that a browser may show as it is, by its first bytes and not by what a sender says. */
export function imageType(start: Uint8Array): string | null {
  if (starts(start, 0, "\x89PNG\r\n\x1a\n")) return "image/png";
  if (starts(start, 0, "\xff\xd8\xff")) return "image/jpeg";
  if (starts(start, 0, "GIF87a") || starts(start, 0, "GIF89a")) return "image/gif";
  return starts(start, 0, "RIFF") && starts(start, 8, "WEBP") ? "image/webp" : null;
}
