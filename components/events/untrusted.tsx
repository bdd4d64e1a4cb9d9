import { cn } from "#components/ui/cn.ts";
import { untrustedText } from "#lib/format/untrusted-text.ts";

/** Text from an event: never markup, kept from turning the text around it. */
export function Untrusted({ text, className }: { text: string; className?: string }) {
  return <bdi className={cn("[overflow-wrap:anywhere]", className)}>{untrustedText(text)}</bdi>;
}
