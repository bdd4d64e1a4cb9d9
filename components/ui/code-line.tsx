import type { CodeToken } from "#components/ui/highlight.ts";

/** One highlighted line, for stack frames that number and mark lines themselves. */
export function CodeLine({ tokens }: { tokens: CodeToken[] }) {
  return (
    <span className="block min-h-5">
      {tokens.map((token, index) => (
        <span key={index} style={token.color ? { color: token.color } : undefined}>
          {token.text}
        </span>
      ))}
    </span>
  );
}
