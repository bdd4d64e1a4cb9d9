import { expect, it } from "vitest";
import { safeFileName, safeMediaType } from "#lib/ingest/file-name.ts";

it.each([
  ["report.txt", "report.txt"],
  ["日本.log", "日本.log"],
  ["../../etc/passwd", "passwd"],
  ["C:\\dumps\\a.dmp", "a.dmp"],
  ["/etc/", "file"],
  ["..", "file"],
  ["  ", "file"],
  ["", "file"],
  [undefined, "file"],
  ["a\r\nSet-Cookie: b\0.txt", "aSet-Cookie: b.txt"],
  ["a\u202Etxt.exe", "atxt.exe"],
  ["a\uD800.txt", "a\uFFFD.txt"],
  [`${"x".repeat(5_000)}.log`, `${"x".repeat(196)}.log`],
])("safeFileName: %j", (told, name) => expect(safeFileName(told, "file")).toBe(name));

it.each([
  ["Text/Plain", "text/plain"],
  ["application/vnd.api+json", "application/vnd.api+json"],
  ["text/html; charset=utf-8", "application/octet-stream"],
  ["text/html\r\nx: y", "application/octet-stream"],
  ["", "application/octet-stream"],
  [undefined, "application/octet-stream"],
])("safeMediaType: %j", (told, type) => expect(safeMediaType(told)).toBe(type));
