import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

type Props = {
  items: { term: ReactNode; value: ReactNode; key?: string }[];
  mono?: boolean;
  className?: string;
};

/** Names and values, aligned in two columns where there is room. */
export function DescriptionList({ items, mono = false, className }: Props) {
  return (
    <dl className={cn("@container text-sm", className)}>
      {items.map((item, index) => (
        <div
          key={item.key ?? index}
          className="grid gap-x-4 border-b py-1.5 last:border-b-0 @sm:grid-cols-[minmax(7rem,30%)_1fr]"
        >
          <dt className="min-w-0 break-words text-muted">{item.term}</dt>
          <dd className={cn("min-w-0 break-words", mono && "font-mono")}>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
