// A stack as its own language prints it, to read and to paste elsewhere.
import type { ExceptionValue, Frame } from "#lib/events/event.ts";

type Printer = {
  /** Causes stand before what they led to. */
  causesFirst: boolean;
  /** The frame where it happened stands first. */
  newestFirst: boolean;
  headline: (exception: ExceptionValue, depth: number) => string;
  headlineLast: boolean;
  frame: (frame: Frame) => string;
  between: string;
};

const file = (frame: Frame) => frame.absPath ?? frame.filename ?? frame.module ?? "<unknown>";
const name = (frame: Frame) => frame.function ?? "<anonymous>";
const place = (frame: Frame) =>
  [file(frame), frame.line, frame.line === undefined ? undefined : frame.column]
    .filter((part) => part !== undefined)
    .join(":");
const at = (line: number | undefined, before: string) => (line === undefined ? "" : `${before}${line}`);
const told = ({ type, value }: ExceptionValue) => [type, value].filter(Boolean).join(": ") || "Error";

const javascript: Printer = {
  causesFirst: false,
  newestFirst: true,
  headlineLast: false,
  headline: (exception, depth) => (depth ? `Caused by: ${told(exception)}` : told(exception)),
  frame: (frame) =>
    frame.function ? `    at ${frame.function} (${place(frame)})` : `    at ${place(frame)}`,
  between: "",
};

const python: Printer = {
  causesFirst: true,
  newestFirst: false,
  headlineLast: true,
  headline: told,
  frame: (frame) => {
    const source = frame.contextLine?.trim();
    const where = `  File "${file(frame)}"${at(frame.line, ", line ")}, in ${name(frame)}`;
    return source ? `${where}\n    ${source}` : where;
  },
  between: "\nThe above exception was the direct cause of the following exception:\n\n",
};

const java: Printer = {
  ...javascript,
  headline: (exception, depth) => {
    const type = [exception.module, exception.type].filter(Boolean).join(".");
    return `${depth ? "Caused by: " : ""}${told({ ...exception, type })}`;
  },
  frame: (frame) => {
    const method = [frame.module, name(frame)].filter(Boolean).join(".");
    return `\tat ${method}(${frame.filename ?? "Unknown Source"}${at(frame.line, ":")})`;
  },
};

const csharp: Printer = {
  ...javascript,
  headline: (exception, depth) => `${depth ? " ---> " : ""}${told(exception)}`,
  frame: (frame) => {
    const method = [frame.module, name(frame)].filter(Boolean).join(".");
    return `   at ${method} in ${file(frame)}${at(frame.line, ":line ")}`;
  },
};

const ruby: Printer = {
  ...javascript,
  headline: (exception) => `${exception.value} (${exception.type})`,
  frame: (frame) => `\tfrom ${file(frame)}${at(frame.line, ":")}:in '${name(frame)}'`,
};

const php: Printer = {
  ...javascript,
  headline: (exception, depth) => `${depth ? "Next " : "PHP Fatal error:  Uncaught "}${told(exception)}`,
  frame: (frame) => `  ${file(frame)}${frame.line === undefined ? "" : `(${frame.line})`}: ${name(frame)}()`,
};

const go: Printer = {
  ...javascript,
  headline: (exception, depth) => `${depth ? "caused by: " : ""}${told(exception)}`,
  frame: (frame) =>
    `${[frame.module, name(frame)].filter(Boolean).join(".")}(...)\n\t${file(frame)}${at(frame.line, ":")}`,
};

const printers: Readonly<Record<string, Printer>> = { python, java, csharp, ruby, php, go };

function exceptionText(printer: Printer, exception: ExceptionValue, depth: number): string {
  const frames = exception.stacktrace?.frames ?? [];
  const lines = (printer.newestFirst ? frames.toReversed() : frames).map(printer.frame);
  const headline = printer.headline(exception, depth);
  if (!printer.headlineLast) return [headline, ...lines].join("\n");
  const opening = lines.length ? ["Traceback (most recent call last):"] : [];
  return [...opening, ...lines, headline].join("\n");
}

/** All exceptions of an event, which come from the first cause to the main one, as the platform prints them. */
export function traceText(exceptions: readonly ExceptionValue[], platform: string): string {
  const printer = Object.hasOwn(printers, platform) ? (printers[platform] ?? javascript) : javascript;
  const last = exceptions.length - 1;
  const texts = exceptions.map((exception, index) => exceptionText(printer, exception, last - index));
  return (printer.causesFirst ? texts : texts.toReversed()).join(`\n${printer.between}`);
}
