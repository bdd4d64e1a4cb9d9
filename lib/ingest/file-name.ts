const MAX_CHARS = 200;
const MEDIA_TYPE = /^[a-z0-9][\w.+-]{0,63}\/[\w.+-]{1,100}$/;

/** A sender's file name, without folders and without what a header or a terminal could take for more than a name. */
export function safeFileName(told: string | undefined, fallback: string): string {
  const name = (told ?? "")
    .slice(-4 * MAX_CHARS)
    .replace(/^.*[/\\]/s, "")
    // Controls, and marks that turn the direction of what follows.
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "")
    .toWellFormed()
    .trim();
  // The end has the extension.
  return name === "" || /^\.+$/.test(name) ? fallback : name.slice(-MAX_CHARS).toWellFormed();
}

/** A sender's content type; what is none becomes plain bytes. */
export function safeMediaType(told: string | undefined): string {
  const type = (told ?? "").toLowerCase();
  return MEDIA_TYPE.test(type) ? type : "application/octet-stream";
}
