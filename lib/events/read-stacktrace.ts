import { cutText, isObject } from "#lib/events/bound-json.ts";
import type { Frame, Stacktrace } from "#lib/events/event.ts";
import { platformOf } from "#lib/events/platform.ts";
import {
  invalid,
  pathOf,
  readBoolean,
  readCount,
  readJsonObject,
  readList,
  readSection,
  readString,
  type Wire,
} from "#lib/events/read-field.ts";

const MAX_FRAMES = 250;
const MAX_CONTEXT_LINES = 20;
const MAX_LINE = 1024;
const MAX_PATH = 2048;
const VARS = { depth: 5, chars: 8192 };
const REGISTERS = { depth: 1, chars: 4096 };

/** `stacktrace`, or `raw_stacktrace` where that is all there is; undefined without frames. */
export function readStacktrace(wire: Wire): Stacktrace | undefined {
  return readOne(wire, "stacktrace") ?? readOne(wire, "raw_stacktrace");
}

/** `template`: where a page's template failed; undefined when neither its file nor its line is told. */
export function readTemplate(event: Wire): Frame | undefined {
  const wire = readSection(event, "template");
  if (wire === undefined) return undefined;
  const place: Frame = {
    filename: readString(wire, "filename", MAX_PATH),
    absPath: readString(wire, "abs_path", MAX_PATH),
    line: readCount(wire, "lineno"),
    inApp: true,
    preContext: readLines(wire, "pre_context"),
    contextLine: readLine(wire, "context_line"),
    postContext: readLines(wire, "post_context"),
  };
  return place.filename || place.absPath || place.contextLine ? place : undefined;
}

function readOne(wire: Wire, key: string): Stacktrace | undefined {
  const section = readSection(wire, key);
  if (section === undefined) return undefined;
  const frames = readFrames(section);
  if (frames.length === 0) return undefined;
  return { frames, registers: readJsonObject(section, "registers", REGISTERS) };
}

function readFrames(stacktrace: Wire): Frame[] {
  const all = readList(stacktrace, "frames");
  const dropped = Math.max(all.length - MAX_FRAMES, 0);
  if (dropped > 0) {
    stacktrace.remarks.add(
      "truncated",
      pathOf(stacktrace, "frames"),
      `${all.length} frames, the first and last ${MAX_FRAMES / 2} kept`,
    );
  }
  const frames: Frame[] = [];
  for (let at = 0; at < all.length; at++) {
    if (dropped > 0 && at === MAX_FRAMES / 2) at += dropped;
    const fields = all[at];
    const place = `frames.${at}`;
    if (isObject(fields)) {
      frames.push(readFrame({ fields, path: pathOf(stacktrace, place), remarks: stacktrace.remarks }));
    } else if (fields !== null) {
      invalid(stacktrace, place, "an object");
    }
  }
  return frames;
}

function readFrame(wire: Wire): Frame {
  const sdkInApp = readBoolean(wire, "in_app");
  const platform = readString(wire, "platform", 64);
  return {
    filename: readString(wire, "filename", MAX_PATH),
    absPath: readString(wire, "abs_path", MAX_PATH),
    module: readString(wire, "module", 256),
    package: readString(wire, "package", 512),
    function: readString(wire, "function", 512),
    rawFunction: readString(wire, "raw_function", 512),
    line: readCount(wire, "lineno"),
    column: readCount(wire, "colno"),
    inApp: sdkInApp ?? false,
    sdkInApp,
    platform: platform === undefined ? undefined : platformOf(platform),
    preContext: readLines(wire, "pre_context"),
    contextLine: readLine(wire, "context_line"),
    postContext: readLines(wire, "post_context"),
    vars: readJsonObject(wire, "vars", VARS),
    instructionAddress: readAddress(wire, "instruction_addr"),
    symbolAddress: readAddress(wire, "symbol_addr"),
    imageAddress: readAddress(wire, "image_addr"),
  };
}

function readLine(wire: Wire, key: string): string | undefined {
  const line = wire.fields[key];
  return line === "" ? "" : readString(wire, key, MAX_LINE);
}

function readLines(wire: Wire, key: string): string[] | undefined {
  const lines = readList(wire, key);
  if (lines.length === 0) return undefined;
  const kept: string[] = [];
  // A line that is no text still takes its place, or the line numbers beside it would be wrong.
  for (const line of lines.slice(0, MAX_CONTEXT_LINES)) {
    kept.push(typeof line === "string" ? cutText(line, MAX_LINE) : "");
  }
  return kept;
}

function readAddress(wire: Wire, key: string): string | undefined {
  const value = wire.fields[key];
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0)
    return `0x${value.toString(16)}`;
  return readString(wire, key, 32);
}
