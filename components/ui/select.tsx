import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn.ts";
import { controlClasses } from "#components/ui/control-classes.ts";

type Props = Omit<ComponentProps<"select">, "size"> & { size?: "sm" | "md" };

/** The browser's own select, dressed; children are options. */
export function Select({ size = "md", className, children, ...rest }: Props) {
  return (
    <span className={cn("relative inline-flex w-full min-w-0", className)}>
      <select
        {...rest}
        className={cn(
          controlClasses,
          "appearance-none truncate pr-8",
          size === "sm" ? "h-7 pl-2 text-sm max-sm:h-10" : "h-8 pl-2.5 max-sm:h-10",
        )}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2 size-4 -translate-y-1/2 text-muted"
      />
    </span>
  );
}
