import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn.ts";

/** A dense table. `label` names it for screen readers; wide content scrolls inside, never the page. */
export function Table({ label, className, children, ...rest }: ComponentProps<"table"> & { label: string }) {
  return (
    <div className="min-w-0 max-lg:overflow-x-auto">
      <table
        {...rest}
        aria-label={label}
        className={cn("w-full border-collapse text-left text-sm", className)}
      >
        {children}
      </table>
    </div>
  );
}

/** The head row, which stays in sight below the top bar while the page scrolls. */
export function TableHead({ className, children, ...rest }: ComponentProps<"thead">) {
  return (
    <thead
      {...rest}
      className={cn("z-10 bg-canvas shadow-[inset_0_-1px_0_var(--line)] lg:sticky lg:top-12", className)}
    >
      <tr className="h-9">{children}</tr>
    </thead>
  );
}

type HeadCellProps = Omit<ComponentProps<"th">, "align"> & {
  /** Right-aligned, for numbers. */
  numeric?: boolean;
  /** Makes the head a link that sorts by this column. */
  sort?: { href: string; direction?: "ascending" | "descending" };
};

export function TableHeadCell({ numeric = false, sort, className, children, ...rest }: HeadCellProps) {
  const Arrow = sort?.direction === "ascending" ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      {...rest}
      aria-sort={sort?.direction}
      className={cn("px-3 font-medium whitespace-nowrap text-muted", numeric && "text-right", className)}
    >
      {sort ? (
        <Link
          href={sort.href}
          scroll={false}
          className={cn(
            "group inline-flex h-6 items-center gap-1 rounded-sm hover:text-ink",
            sort.direction && "text-ink",
          )}
        >
          {children}
          <Arrow
            aria-hidden
            className={cn(
              "size-3.5",
              !sort.direction && "opacity-0 group-hover:opacity-60 group-focus:opacity-60",
            )}
          />
        </Link>
      ) : (
        children
      )}
    </th>
  );
}

/** A row of 44 px or more. */
export function TableRow({ className, ...rest }: ComponentProps<"tr">) {
  return (
    <tr {...rest} className={cn("h-11 border-b hover:bg-hover aria-selected:bg-accent-soft", className)} />
  );
}

export function TableCell({
  numeric = false,
  className,
  ...rest
}: ComponentProps<"td"> & { numeric?: boolean }) {
  return <td {...rest} className={cn("px-3 py-1.5", numeric && "text-right tabular-nums", className)} />;
}
