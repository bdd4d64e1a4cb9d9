import { cn } from "#components/ui/cn.ts";
import { CodeLine } from "#components/ui/code-line.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { highlight } from "#components/ui/highlight.ts";

type Props = {
  code: string;
  /** A language or file extension, such as "typescript" or "py". */
  lang: string;
  /** File name or other title over the code. */
  title?: string;
  /** Names the copy button, such as "Copy snippet". */
  copyLabel?: string;
  className?: string;
};

/** Code highlighted on the server, in the colours of the theme, with a copy button. Async: server only. */
export async function CodeBlock({ code, lang, title, copyLabel = "Copy code", className }: Props) {
  const text = code.replace(/\n+$/, "");
  const lines = await highlight(text, lang);
  return (
    <figure className={cn("relative min-w-0 rounded-md border bg-sunken", className)}>
      {title && (
        <figcaption className="truncate border-b py-2 pr-10 pl-3 font-mono text-xs text-muted">
          {title}
        </figcaption>
      )}
      <pre
        tabIndex={0}
        aria-label={title ?? "Code"}
        className="overflow-x-auto py-2.5 pr-11 pl-3 font-mono text-sm -outline-offset-2"
      >
        <code>
          {lines.map((tokens, index) => (
            <CodeLine key={index} tokens={tokens} />
          ))}
        </code>
      </pre>
      <span className={cn("absolute", title ? "top-0.5 right-1" : "top-0 right-0 rounded-md bg-sunken p-1")}>
        <CopyButton value={text} label={copyLabel} />
      </span>
    </figure>
  );
}
