import Link from "next/link";
import { Untrusted } from "#components/events/untrusted.tsx";
import { Section } from "#components/ui/section.tsx";
import { exactCount } from "#lib/format/count.ts";
import { untrustedText } from "#lib/format/untrusted-text.ts";
import type { TagDistribution } from "#lib/issues/queries-tags.ts";

type Props = { tags: TagDistribution[]; hrefFor: (key: string, value: string) => string | null };

const FIRST_SHOWN = 8;

/** How the values of each tag are spread: first the tags that differ, then in short those that never do. */
export function TagDistributions({ tags, hrefFor }: Props) {
  const varied = tags.filter((tag) => tag.distinct > 1);
  const constant = tags.filter((tag) => tag.distinct === 1);
  const rest = varied.slice(FIRST_SHOWN);
  return (
    <Section title="Tags of all events" className="min-[1100px]:border-t-0 min-[1100px]:pt-0">
      {tags.length === 0 && <p className="text-sm text-muted">No event in this time range carries a tag.</p>}
      <div className="grid grid-cols-1 gap-4">
        {varied.slice(0, FIRST_SHOWN).map((tag) => (
          <Distribution key={tag.key} tag={tag} hrefFor={hrefFor} />
        ))}
        {rest.length > 0 && (
          <details className="group/tags min-w-0">
            <summary className="flex min-h-6 items-center text-sm text-accent-text group-open/tags:hidden hover:underline">
              Show {rest.length} more
            </summary>
            <div className="grid grid-cols-1 gap-4">
              {rest.map((tag) => (
                <Distribution key={tag.key} tag={tag} hrefFor={hrefFor} />
              ))}
            </div>
          </details>
        )}
        {constant.length > 0 && <Constants tags={constant} hrefFor={hrefFor} />}
      </div>
    </Section>
  );
}

/** Tags with a single value say little; a line each is enough. */
function Constants({ tags, hrefFor }: Props) {
  return (
    <div className="min-w-0 text-sm">
      <h3 className="mb-1 font-medium">Always the same</h3>
      <dl className="divide-y border-y">
        {tags.map(({ key, values }) => (
          <div key={key} className="grid min-h-7 grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-center gap-3">
            <dt className="flex min-w-0 text-muted" title={key}>
              <Untrusted text={key} className="min-w-0 truncate" />
            </dt>
            {values.slice(0, 1).map(({ value, count }) => (
              <dd key={value} className="flex min-w-0" title={titleOf(value, count)}>
                <Value value={value} href={hrefFor(key, value)} />
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </div>
  );
}

const titleOf = (value: string, count: number) =>
  `${untrustedText(value, 200)}: ${exactCount(count)} ${count === 1 ? "event" : "events"}`;

function Value({ value, href }: { value: string; href: string | null }) {
  const text = <Untrusted text={value.slice(0, 200)} className="min-w-0 truncate" />;
  if (!href) return text;
  return (
    <Link href={href} className="min-w-0 truncate hover:text-accent-text hover:underline">
      {text}
    </Link>
  );
}

function Distribution({ tag, hrefFor }: { tag: TagDistribution; hrefFor: Props["hrefFor"] }) {
  // Of values that are nearly all different, the first few show the pattern.
  const shown = tag.distinct > tag.values.length ? tag.values.slice(0, 3) : tag.values;
  const others = tag.distinct - shown.length;
  return (
    <div className="min-w-0 text-sm">
      <h3 className="mb-1 flex justify-between gap-2 font-medium">
        <Untrusted text={tag.key} className="truncate" />
        {others > 0 && (
          <span className="shrink-0 text-xs font-normal text-muted">{exactCount(others)} more</span>
        )}
      </h3>
      <ul className="grid grid-cols-1 gap-px">
        {shown.map(({ value, count, percent }) => (
          <li
            key={value}
            className="relative flex min-h-6 items-center gap-2 px-1.5"
            title={titleOf(value, count)}
          >
            <span
              aria-hidden
              className="absolute inset-y-px left-0 rounded-sm bg-hover"
              style={{ width: `${Math.max(1, percent)}%` }}
            />
            <span className="relative flex min-w-0 flex-1">
              <Value value={value} href={hrefFor(tag.key, value)} />
            </span>
            <span className="relative text-muted tabular-nums">{percentText(percent)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function percentText(percent: number): string {
  if (percent > 0 && percent < 1) return "<1%";
  return percent > 99 && percent < 100 ? ">99%" : `${Math.round(percent)}%`;
}
