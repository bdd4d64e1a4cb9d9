import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";

type Props = {
  /** Undefined: there is no such page. */
  previous?: string;
  next?: string;
  /** What is in sight, such as "1–50 of 2,310 issues". */
  summary?: ReactNode;
  label?: string;
};

/** Links to the page before and after. */
export function Pagination({ previous, next, summary, label = "Pages" }: Props) {
  return (
    <nav
      aria-label={label}
      className="flex flex-wrap items-center justify-between gap-3 py-3 text-sm text-muted"
    >
      <p className="tabular-nums">{summary}</p>
      <div className="flex gap-2">
        {previous ? (
          <ButtonLink href={previous} rel="prev" size="sm">
            <ChevronLeft aria-hidden /> Previous
          </ButtonLink>
        ) : (
          <Button size="sm" disabled>
            <ChevronLeft aria-hidden /> Previous
          </Button>
        )}
        {next ? (
          <ButtonLink href={next} rel="next" size="sm">
            Next <ChevronRight aria-hidden />
          </ButtonLink>
        ) : (
          <Button size="sm" disabled>
            Next <ChevronRight aria-hidden />
          </Button>
        )}
      </div>
    </nav>
  );
}
