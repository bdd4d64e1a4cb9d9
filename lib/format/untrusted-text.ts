// Text from other people's programs, made safe to look at. React escapes markup; this bounds the rest.

// Controls that turn the reading direction round, so that what is shown is not what is there.
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
// Nobody's language stacks more marks than this on one letter.
const MARKS = /(\p{M}{4})\p{M}+/gu;
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** The text with direction controls visible, floods of combining marks cut, and at most `longest` characters. */
export function untrustedText(text: string, longest = 10_000): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}… (${text.length - longest} more)` : text;
  return cut
    .replace(BIDI, (mark) => `[U+${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}]`)
    .replace(MARKS, "$1")
    .replace(CONTROLS, "\ufffd");
}
