// Names and types of files as senders write them: shown on pages, and written into headers of downloads.
import { basename } from "node:path/posix";

const MAX_CHARS = 255;
// Control characters, and those that turn the direction of what stands after them ("gpj.exe").
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;
const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,63}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/;

/** The last part of a path, on one line; `fallback` when nothing is left. */
export function safeFileName(told: unknown, fallback = "attachment"): string {
  if (typeof told !== "string") return fallback;
  const name = basename(told.slice(-4_096).replaceAll("\\", "/"))
    .replaceAll(UNSAFE, "")
    .trim()
    .toWellFormed();
  if (name === "" || name === "." || name === "..") return fallback;
  if (name.length <= MAX_CHARS) return name;
  // The end says what kind of file it is.
  const end = /\.[\w]{1,16}$/.exec(name)?.[0] ?? "";
  return `${name.slice(0, MAX_CHARS - end.length)}${end}`.toWellFormed();
}

/** A media type without its parameters, in lower case; null when it is none. */
export function mediaType(told: unknown): string | null {
  if (typeof told !== "string") return null;
  const type = told.slice(0, 512).split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return MEDIA_TYPE.test(type) ? type : null;
}

/** Content-Disposition of a download; the second form of the name is for all that ASCII lacks. */
export function contentDisposition(kind: "attachment" | "inline", name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
