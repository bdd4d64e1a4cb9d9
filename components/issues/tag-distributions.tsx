import Link from "next/link";
import { Untrusted } from "#components/events/untrusted.tsx";
import { Section } from "#components/ui/section.tsx";
import { exactCount } from "#lib/format/count.ts";
import type { TagDistribution } from "#lib/issues/queries-tags.ts";

type Props = { tags: TagDistribution[]; hrefFor: (key: string, value: string) => string | null };

const FIRST_SHOWN = 8;

/** How the values of each tag are spread, the most frequent first. */
export function TagDistributions({ tags, hrefFor }: Props) {
  const rest = tags.slice(FIRST_SHOWN);
  return (
    <Section title="Tags of all events" className="min-[1100px]:border-t-0 min-[1100px]:pt-0">
      {tags.length === 0 && <p className="text-sm text-muted">No event in this time range carries a tag.</p>}
      <div className="grid gap-4">
        {tags.slice(0, FIRST_SHOWN).map((tag) => (
          <Distribution key={tag.key} tag={tag} hrefFor={hrefFor} />
        ))}
        {rest.length > 0 && (
          <details className="group/tags">
            <summary className="flex min-h-6 items-center text-sm text-accent-text group-open/tags:hidden hover:underline">
              Show {rest.length} more
            </summary>
            <div className="grid gap-4">
              {rest.map((tag) => (
                <Distribution key={tag.key} tag={tag} hrefFor={hrefFor} />
              ))}
            </div>
          </details>
        )}
      </div>
    </Section>
  );
}

function Distribution({ tag, hrefFor }: { tag: TagDistribution; hrefFor: Props["hrefFor"] }) {
  const others = tag.distinct - tag.values.length;
  return (
    <div className="min-w-0 text-sm">
      <h3 className="mb-1 flex justify-between gap-2 font-medium">
        <Untrusted text={tag.key} className="truncate" />
        {others > 0 && (
          <span className="shrink-0 text-xs font-normal text-muted">{exactCount(others)} more</span>
        )}
      </h3>
      <ul className="grid gap-px">
        {tag.values.map(({ value, count, percent }) => {
          const href = hrefFor(tag.key, value);
          const text = <Untrusted text={value.slice(0, 200)} className="truncate" />;
          return (
            <li
              key={value}
              className="relative flex min-h-6 items-center gap-2 px-1.5"
              title={`${exactCount(count)} events`}
            >
              <span
                aria-hidden
                className="absolute inset-y-px left-0 rounded-sm bg-hover"
                style={{ width: `${Math.max(1, percent)}%` }}
              />
              <span className="relative flex min-w-0 flex-1">
                {href ? (
                  <Link href={href} className="min-w-0 truncate hover:text-accent-text hover:underline">
                    {text}
                  </Link>
                ) : (
                  text
                )}
              </span>
              <span className="relative text-muted tabular-nums">{percentText(percent)}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function percentText(percent: number): string {
  if (percent > 0 && percent < 1) return "<1%";
  return percent > 99 && percent < 100 ? ">99%" : `${Math.round(percent)}%`;
}
