import { describe, expect, it } from "vitest";
import { contentDisposition, mediaType, safeFileName } from "#lib/attachments/file-name.ts";
import { imageType } from "#lib/attachments/image-type.ts";

describe("names of files", () => {
  it.each([
    ["report.txt", "report.txt"],
    ["../../etc/passwd", "passwd"],
    ["C:\\Users\\ada\\dump.dmp", "dump.dmp"],
    ["a\r\nSet-Cookie: x.txt", "aSet-Cookie: x.txt"],
    ["\u202egpj.exe", "gpj.exe"],
    ["\0\u0007", "attachment"],
    ["..", "attachment"],
    ["folder/", "folder"],
    ["", "attachment"],
    [7, "attachment"],
    [undefined, "attachment"],
    ["報告 📎.pdf", "報告 📎.pdf"],
    [`${"x".repeat(300)}.png`, `${"x".repeat(251)}.png`],
    ["x".repeat(10_000), "x".repeat(255)],
  ])("%j becomes %j", (told, name) => expect(safeFileName(told)).toBe(name));
});

it.each([
  ["image/png", "image/png"],
  [" Text/HTML; charset=utf-8", "text/html"],
  ["text/plain\r\nX: y", null],
  ["nothing", null],
  ["", null],
  [null, null],
  ["application/vnd.sentry.trace-attachment", "application/vnd.sentry.trace-attachment"],
])("media type %j is %j", (told, type) => expect(mediaType(told)).toBe(type));

it.each([
  ["a.txt", `attachment; filename="a.txt"; filename*=UTF-8''a.txt`],
  [`a"b\\c%.txt`, `attachment; filename="a_b_c_.txt"; filename*=UTF-8''a%22b%5Cc%25.txt`],
  ["é'(*).txt", `attachment; filename="_'(*).txt"; filename*=UTF-8''%C3%A9%27%28%2A%29.txt`],
])("says the name %j in a header", (name, header) =>
  expect(contentDisposition("attachment", name)).toBe(header),
);

it.each([
  ["89504e470d0a1a0a0000000d", "image/png"],
  ["ffd8ffe000104a464946", "image/jpeg"],
  ["474946383961", "image/gif"],
  ["524946460000000057454250", "image/webp"],
  [Buffer.from("<svg xmlns=").toString("hex"), null],
  ["5249464600000000414944", null],
  ["", null],
])("bytes %s are %j", (hex, type) => expect(imageType(Buffer.from(hex, "hex"))).toBe(type));
