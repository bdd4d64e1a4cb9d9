import { CodeLine } from "#components/ui/code-line.tsx";
import { cn } from "#components/ui/cn.ts";
import { highlight } from "#components/ui/highlight.ts";
import type { Frame } from "#lib/events/event.ts";
import { untrustedText } from "#lib/format/untrusted-text.ts";

const LONGEST_LINE = 1_000;

// The platform's language where a file name does not tell.
const LANGUAGES = new Map(
  Object.entries({
    javascript: "tsx",
    node: "typescript",
    cocoa: "swift",
    native: "cpp",
  }),
);

function languageOfFrame(frame: Frame, platform: string): string {
  const extension = /\.([a-z]{1,6})(?:\?.*)?$/i.exec(frame.filename ?? frame.absPath ?? "")?.[1];
  const own = frame.platform ?? platform;
  return extension ?? LANGUAGES.get(own) ?? own;
}

/** The lines around the failing one, numbered and highlighted. */
export async function SourceContext({ frame, platform }: { frame: Frame; platform: string }) {
  const before = frame.preContext ?? [];
  const texts = [...before, frame.contextLine ?? "", ...(frame.postContext ?? [])];
  const code = texts.map((text) => untrustedText(text.replaceAll("\n", " "), LONGEST_LINE)).join("\n");
  const lines = await highlight(code, languageOfFrame(frame, platform));
  const first = frame.line === undefined ? null : frame.line - before.length;
  return (
    <div
      tabIndex={0}
      role="region"
      aria-label={`Source around ${frame.filename ?? "the failing line"}`}
      className="overflow-x-auto border-t bg-sunken py-1.5 font-mono text-sm -outline-offset-2"
    >
      <ol className="w-max min-w-full">
        {lines.map((tokens, index) => {
          const isFailing = index === before.length;
          return (
            <li
              key={index}
              aria-current={isFailing ? "true" : undefined}
              className={cn(
                "flex border-l-2 border-transparent pr-4",
                isFailing && "border-brand bg-error-soft",
              )}
            >
              <span
                aria-hidden
                className={cn(
                  "w-14 shrink-0 pr-4 text-right tabular-nums select-none",
                  isFailing ? "font-medium text-error" : "text-muted",
                )}
              >
                {first === null ? "" : first + index}
              </span>
              <code className="whitespace-pre [tab-size:4]">
                <CodeLine tokens={tokens} />
              </code>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
