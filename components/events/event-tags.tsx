import Link from "next/link";
import { isRedacted, RedactedText } from "#components/events/redacted.tsx";
import type { RemarksAt } from "#components/events/remarks-at.ts";
import { Untrusted } from "#components/events/untrusted.tsx";
import { Section } from "#components/ui/section.tsx";

type Props = {
  tags: [key: string, value: string][];
  marks: RemarksAt;
  hrefFor: (key: string, value: string) => string | null;
};

/** This event's tags; those that can be searched for lead to the other issues that carry them. */
export function EventTags({ tags, marks, hrefFor }: Props) {
  if (tags.length === 0) return null;
  const sorted = tags.toSorted(([a], [b]) => a.localeCompare(b, "en"));
  return (
    <Section title="Tags" id="tags">
      <ul className="flex flex-wrap gap-1.5 text-sm">
        {sorted.map(([key, value]) => {
          const redacted = isRedacted(value);
          const href = redacted ? null : hrefFor(key, value);
          const text = redacted ? (
            <RedactedText text={value.slice(0, 200)} remarks={marks.at(key).here} />
          ) : (
            <Untrusted text={value.slice(0, 200)} className="min-w-0 truncate font-mono" />
          );
          return (
            <li key={key} className="flex max-w-full min-w-0 rounded-sm border bg-surface">
              <span className="flex h-6 max-w-48 shrink-0 items-center border-r bg-sunken px-1.5 text-muted">
                <Untrusted text={key} className="truncate" />
              </span>
              <span title={value} className="flex h-6 min-w-0 items-center px-1.5">
                {href ? (
                  <Link href={href} className="min-w-0 truncate hover:text-accent-text hover:underline">
                    {text}
                  </Link>
                ) : (
                  text
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
